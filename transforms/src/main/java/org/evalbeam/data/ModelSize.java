package org.evalbeam.data;

import java.io.Serializable;

/**
 * How many parameters a model has, in billions; a range where only that is known.
 *
 * @param activeLeast those used for each token, lower end
 * @param activeMost those used for each token, upper end
 * @param totalLeast all, lower end
 * @param totalMost all, upper end
 */
public record ModelSize(double activeLeast, double activeMost, double totalLeast, double totalMost)
    implements Serializable {}
