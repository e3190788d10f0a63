package org.evalbeam.data;

import java.util.Map;

/**
 * A row with the answers that the spec brought along for it.
 *
 * @param row the row
 * @param supplied variant id to its answer; empty where every answer is to be asked for
 */
public record DatasetRow(Row row, Map<String, SuppliedOutput> supplied) {}
