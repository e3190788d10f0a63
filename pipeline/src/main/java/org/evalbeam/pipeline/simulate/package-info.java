/**
 * A simulated endpoint: OpenAI's chat completions and embeddings and Anthropic's Messages over HTTP
 * on loopback, answered by models of stated accuracy, verbosity and latency, under stated limits,
 * with faults where they are asked for. It is part of the program, for the demo, for tests and for
 * benchmarks; it makes up answers and says so in the model's name.
 */
@NullMarked
package org.evalbeam.pipeline.simulate;

import org.jspecify.annotations.NullMarked;
