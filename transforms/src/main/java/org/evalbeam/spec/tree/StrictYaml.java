package org.evalbeam.spec.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.JacksonYAMLParseException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Parses YAML strictly: no doubled keys, one document. */
public final class StrictYaml {

  private static final String YAML = "YAML";

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictYaml() {}

  /**
   * Parses a whole file.
   *
   * @param file its name, for messages
   * @param yaml its content
   * @throws InvalidSpecException where it is not YAML, naming line and column, and quoting no value
   */
  public static Located root(String file, String yaml) throws InvalidSpecException {
    try {
      JsonNode value = MAPPER.readTree(yaml);
      if (value.isMissingNode()) {
        throw Malformed.empty(YAML).in(file);
      }
      return new Located(Place.ROOT, value);
    } catch (JsonProcessingException e) {
      throw malformed(e).in(file);
    }
  }

  /** The parser's complaint, without the lines of the file that it shows below it. */
  private static Malformed malformed(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked) {
      Mark mark = marked.getProblemMark();
      String context = marked.getContext();
      String what = context == null ? marked.getProblem() : context + ": " + marked.getProblem();
      return Malformed.at(YAML, mark.getLine() + 1, mark.getColumn() + 1, what);
    }
    if (e instanceof JacksonYAMLParseException) {
      return Malformed.at(YAML, e, "found characters that YAML does not allow");
    }
    return Malformed.at(
        YAML,
        e,
        e instanceof MismatchedInputException
            ? "more text after the end of the value"
            : e.getOriginalMessage());
  }
}
