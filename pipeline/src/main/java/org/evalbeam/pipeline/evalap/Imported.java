package org.evalbeam.pipeline.evalap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What came of a set or of datasets of EvalAP's.
 *
 * @param set a spec; empty where datasets alone were given
 * @param catalog a dataset catalog of the datasets whose rows were given; empty where none were
 * @param tables their rows as JSON lines, by the paths that the catalog has for them
 * @param notes what is not as it was, for the user
 */
public record Imported(
    ObjectNode set, ObjectNode catalog, Map<String, ImportedTable> tables, List<String> notes) {}
