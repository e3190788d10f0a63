package org.evalbeam.pipeline;

import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What the program must know of a Dataflow job's size. Beam's options are one bag of names, seen
 * through interfaces: these names are those of the Dataflow runner, whose classes only its package
 * has.
 */
@Hidden
public interface DataflowScale extends PipelineOptions {

  /** Workers at the start; 0: Dataflow decides. */
  int getNumWorkers();

  void setNumWorkers(int workers);

  /** The most workers; 0: Dataflow decides. */
  int getMaxNumWorkers();

  void setMaxNumWorkers(int workers);
}
