/** What flows through the pipeline: records and the enums they are made of, nothing else. */
@NullMarked
package org.evalbeam.data;

import org.jspecify.annotations.NullMarked;
