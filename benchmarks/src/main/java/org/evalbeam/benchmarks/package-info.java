/** Benchmarks: the program run as its user runs it, against the best it could do. */
@NullMarked
package org.evalbeam.benchmarks;

import org.jspecify.annotations.NullMarked;
