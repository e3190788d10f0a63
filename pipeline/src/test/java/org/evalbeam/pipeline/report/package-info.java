@NullMarked
package org.evalbeam.pipeline.report;

import org.jspecify.annotations.NullMarked;
