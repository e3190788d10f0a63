/** What was asked: the experiment set as records, its reader, the grid. No Beam. */
@NullMarked
package org.evalbeam.spec;

import org.jspecify.annotations.NullMarked;
