/** The transforms: one PTransform per arrow of the data flow. */
@NullMarked
package org.evalbeam.flow;

import org.jspecify.annotations.NullMarked;
