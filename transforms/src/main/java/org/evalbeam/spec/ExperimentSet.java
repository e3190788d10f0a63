package org.evalbeam.spec;

import java.util.List;
import java.util.Map;
import org.evalbeam.data.SuppliedOutput;
import org.jspecify.annotations.Nullable;

/**
 * A spec that was read and checked: everything in it exists and fits together.
 *
 * @param name the set's name
 * @param readme free text
 * @param experiments all experiments, in the order of the list or the grid, repeats innermost
 * @param inlineDatasets datasets that the spec brings, by name
 * @param suppliedOutputs answers that the spec brings, by {@link Model#suppliedOutputs}, in the
 *     order of the rows or of the experiment's sample
 */
public record ExperimentSet(
    String name,
    @Nullable String readme,
    List<Experiment> experiments,
    Map<String, InlineDataset> inlineDatasets,
    Map<String, List<SuppliedOutput>> suppliedOutputs) {}
