/**
 * Mergeable tallies of scores, and the figures that are computed from them: intervals, tests, the
 * split of variance, agreement. No Beam. Figures that the data can't give are NaN here; what is
 * shown instead is decided by whoever makes a table of them.
 */
@NullMarked
package org.evalbeam.stats;

import org.jspecify.annotations.NullMarked;
