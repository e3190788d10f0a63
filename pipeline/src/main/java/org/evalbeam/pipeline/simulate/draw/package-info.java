/**
 * Chance that is the same in every run: draws that are a pure function of a seed and some texts.
 */
@NullMarked
package org.evalbeam.pipeline.simulate.draw;

import org.jspecify.annotations.NullMarked;
