package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.Map;

/**
 * A metric as an experiment asks for it.
 *
 * @param name name of the metric's rule
 * @param params its parameters, checked against the metric
 * @param alias the name shown, unique within the experiment
 */
public record MetricCall(String name, Map<String, JsonNode> params, String alias)
    implements Serializable {}
