/** Datasets as rows: the catalog, the readers, their columns and sizes. No Beam. */
@NullMarked
package org.evalbeam.dataset;

import org.jspecify.annotations.NullMarked;
