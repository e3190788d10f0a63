/** Metrics: one metric is one small class or prompt file. No Beam. */
@NullMarked
package org.evalbeam.metric;

import org.jspecify.annotations.NullMarked;
