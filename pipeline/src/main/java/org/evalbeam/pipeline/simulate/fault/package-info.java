/**
 * Faults that the simulated endpoint makes on purpose: which there are, which call they strike, and
 * what the client gets then.
 */
@NullMarked
package org.evalbeam.pipeline.simulate.fault;

import org.jspecify.annotations.NullMarked;
