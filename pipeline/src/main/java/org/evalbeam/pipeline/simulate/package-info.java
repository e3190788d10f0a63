/**
 * A simulated endpoint: OpenAI's chat completions over HTTP on loopback, answered by models of
 * stated accuracy, verbosity and latency. It is part of the program, for the demo, for tests and
 * for benchmarks; it makes up answers and says so in the model's name.
 */
@NullMarked
package org.evalbeam.pipeline.simulate;

import org.jspecify.annotations.NullMarked;
