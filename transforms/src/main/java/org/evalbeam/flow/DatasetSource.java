package org.evalbeam.flow;

import java.io.Serializable;
import org.evalbeam.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * A dataset to read, and the file with the answers that the spec supplied for its rows.
 *
 * @param dataset the dataset
 * @param suppliedOutputs path of the file that {@link SuppliedOutputs#write} wrote; null where no
 *     experiment on the dataset supplies outputs
 */
public record DatasetSource(Dataset dataset, @Nullable String suppliedOutputs)
    implements Serializable {}
