package org.evalbeam.flow;

/**
 * What scores are tallied by: only scores of one metric on one dataset are ever compared.
 *
 * @param dataset dataset
 * @param metric metric as shown
 */
public record MetricKey(String dataset, String metric) {}
