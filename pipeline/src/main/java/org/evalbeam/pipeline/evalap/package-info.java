/** From what EvalAP's API returns to files that run here. */
@NullMarked
package org.evalbeam.pipeline.evalap;

import org.jspecify.annotations.NullMarked;
