package org.evalbeam.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.evalbeam.spec.tree.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataFrameTest {

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }

  private static String jsonl(JsonNode df) throws IOException {
    DataFrame frame = DataFrame.parse(df);
    assertThat(frame.problems()).isEmpty();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    frame.writeJsonl(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"q\":{\"0\":\"x\",\"1\":\"\u00e9\"},\"n\":{\"0\":1,\"1\":null}}",
        "[{\"q\":\"x\",\"n\":1},{\"q\":\"\u00e9\",\"n\":null}]"
      })
  void bothFormsAndTextThatHoldsThemGiveTheSameRows(String df) throws IOException {
    String rows = "{\"q\":\"x\",\"n\":1}\n{\"q\":\"\u00e9\",\"n\":null}\n";
    assertThat(jsonl(json(df))).isEqualTo(rows);
    assertThat(jsonl(new TextNode(df))).isEqualTo(rows);
    assertThat(DataFrame.parse(json(df)).columns()).containsExactly("q", "n");
  }

  @Test
  void rowsStandInTheOrderOfANumericIndex() throws IOException {
    assertThat(jsonl(json("{\"q\":{\"10\":\"c\",\"2\":\"b\",\"-1\":\"a\"}}")))
        .isEqualTo("{\"q\":\"a\"}\n{\"q\":\"b\"}\n{\"q\":\"c\"}\n");
  }

  @Test
  void rowsOfAnotherIndexStandInTheOrderOfTheFirstColumn() throws IOException {
    String df = "{\"q\":{\"b\":1,\"a\":2,\"3\":3},\"r\":{\"a\":2,\"b\":1,\"3\":3}}";
    assertThat(jsonl(json(df)))
        .isEqualTo("{\"q\":1,\"r\":1}\n{\"q\":2,\"r\":2}\n{\"q\":3,\"r\":3}\n");
  }

  @Test
  void numbersInTextKeepTheirDigits() throws IOException {
    String df = "[{\"a\":1.10,\"b\":0.0,\"c\":123456789012345678901234567890,\"d\":\"05\"}]";
    assertThat(jsonl(new TextNode(df))).isEqualTo(df.substring(1, df.length() - 1) + "\n");
  }

  @Test
  void newlinesInTextStayWithinTheirLine() throws IOException {
    assertThat(jsonl(json("[{\"q\":\"a\\nb\\u2028c\"}]"))).hasLineCount(1).contains("a\\nb");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "5                               | .df       | found 5, must be an object of columns",
        "null                            | .df       | found null",
        "[]                              | .df       | holds no rows",
        "{}                              | .df       | holds no rows",
        "{\"q\":{}}                      | .df       | holds no rows",
        "\"[{]\"                         | .df       | not valid JSON",
        "\"[{}] x\"                      | .df       | not valid JSON",
        "\"\"                            | .df       | found nothing",
        "`\"{\\\"q\\\":{\\\"0\\\":1},\\\"q\\\":{\\\"0\\\":1}}\"` | .df | Duplicate field",
        "[{\"q\":1},2]                   | .df[1]    | found 2, must be an object",
        "{\"q\":[1,2]}                   | .df.q     | found a list of 2, must be an object of row index to value",
        "{\"q\":{\"0\":1},\"a b\":7}     | .df['a b'] | found 7",
      })
  void whatIsNoTableIsToldWithItsPath(String df, String path, String problem) throws IOException {
    assertThat(DataFrame.parse(json(df)).problems())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.path()).isEqualTo(path);
              assertThat(found.message()).contains(problem);
            });
  }

  @Test
  void everyRaggedColumnIsTold() throws IOException {
    String df =
        "{\"q\":{\"0\":1,\"1\":2},\"r\":{\"0\":1},\"s\":{\"0\":1,\"1\":2,\"2\":3},\"t\":{\"0\":1,\"x\":2}}";
    DataFrame frame = DataFrame.parse(json(df));
    assertThat(frame.problems())
        .containsExactly(
            new Problem(".df.r", "has 1 rows, column `q` has 2: it lacks row `1`"),
            new Problem(".df.s", "has 3 rows, column `q` has 2: it has row `2` more"),
            new Problem(".df.t", "has 2 rows, column `q` has 2: it lacks row `1`"));
    assertThatThrownBy(() -> frame.writeJsonl(new ByteArrayOutputStream()))
        .isInstanceOf(IllegalStateException.class);
  }
}
