package org.evalbeam.pipeline.evalap;

import com.fasterxml.jackson.databind.JsonNode;
import org.evalbeam.dataset.DataFrame;

/**
 * A dataset whose rows were given.
 *
 * @param rows its rows
 * @param description the other fields that EvalAP has for it
 */
public record ImportedTable(DataFrame rows, JsonNode description) {}
