package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.evalbeam.pipeline.output.FinishedFolder;
import org.evalbeam.pipeline.output.ReadTable;
import org.evalbeam.pipeline.output.RunFolder;
import org.evalbeam.pipeline.output.Table;

/**
 * What {@code run --json} prints, for scripts: where tables and report are, the manifest's counts,
 * and the rows of the summary and of the win rates, their columns as in the tables.
 */
final class RunJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private RunJson() {}

  /**
   * The result of a finished run.
   *
   * @param folder of the set
   */
  static ObjectNode of(RunFolder folder) throws IOException {
    JsonNode manifest = JSON.readTree(String.valueOf(folder.manifest()));
    ObjectNode json = JSON.createObjectNode();
    json.put("output", folder.output());
    json.put("report", FinishedFolder.at(folder.output()).report());
    json.set("counts", manifest.path("counts"));
    json.set("summary", JSON.valueToTree(ReadTable.of(Table.SUMMARY, folder.output())));
    json.set("win_rates", JSON.valueToTree(ReadTable.of(Table.WIN_RATES, folder.output())));
    return json;
  }
}
