package org.evalbeam.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset that the spec itself brings: by the path of a file, or by its content.
 *
 * @param name its name in the experiments
 * @param readme free text
 * @param path the file or files, their format told by their ending; null where {@code df} is given
 * @param df the content, as pandas {@code to_json} writes it, in any form that names columns; null
 *     where {@code path} is given
 * @param columnsMap standard column name to the file's
 * @param cluster the column whose equal values mark rows that belong together
 */
public record InlineDataset(
    String name,
    @Nullable String readme,
    @Nullable String path,
    @Nullable JsonNode df,
    Map<String, String> columnsMap,
    @Nullable String cluster) {}
