/**
 * The files that say what to do, JSON and YAML alike, as trees whose values know where they stand;
 * what is wrong in them is gathered and told at once. No Beam.
 */
@NullMarked
package org.evalbeam.spec.tree;

import org.jspecify.annotations.NullMarked;
