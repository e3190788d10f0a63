/** Mergeable moments and what is computed from them. No Beam. */
@NullMarked
package org.evalbeam.stats;

import org.jspecify.annotations.NullMarked;
