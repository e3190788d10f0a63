package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.evalbeam.dataset.DatasetCatalog;
import org.evalbeam.flow.PlannedExperiment;
import org.evalbeam.flow.UncomparedMetric;
import org.evalbeam.metric.Prompts;
import org.evalbeam.spec.ExperimentSet;

/**
 * A set that was read, checked and given its endpoints: ready to be planned or run.
 *
 * @param set the experiments
 * @param experiments the experiments with their endpoints
 * @param specFile path of the spec
 * @param redacted the spec's JSON as it may be kept
 * @param specSha256 SHA-256 of the spec's bytes, in hexadecimal digits
 * @param datasets the dataset catalog
 * @param datasetRows dataset of the set to its number of rows
 * @param prompts what judges are asked with
 */
record PreparedSet(
    ExperimentSet set,
    List<PlannedExperiment> experiments,
    String specFile,
    JsonNode redacted,
    String specSha256,
    DatasetCatalog datasets,
    Map<String, Integer> datasetRows,
    Prompts prompts) {

  /** Tells what is no error, but hardly meant. */
  void warn(PrintStream screen) {
    for (UncomparedMetric metric : UncomparedMetric.of(experiments, prompts)) {
      screen.println(
          Printable.of(
              "warning: %s has nothing to compare on %s; it takes two variants there that ask for it"
                      .formatted(metric.metric(), metric.dataset())
                  + " with the same parameters and the same judge"));
    }
  }
}
