package org.evalbeam.spec.tree;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.JacksonYAMLParseException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Parses YAML strictly: no doubled keys, one document, and no aliases, so that what is read at a
 * place is what counts there. Texts may have any length.
 */
public final class StrictYaml {

  private static final String YAML = "YAML";

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .loaderOptions(anyLength())
                  .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictYaml() {}

  private static LoaderOptions anyLength() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    return options;
  }

  /**
   * Parses a whole file.
   *
   * @param file its name, for messages
   * @param yaml its content
   * @throws InvalidSpecException where it is not YAML, naming line and column, and quoting no value
   */
  public static Located root(String file, String yaml) throws InvalidSpecException {
    try {
      refuseAliases(yaml, file);
      JsonNode value = MAPPER.readTree(yaml);
      if (value.isMissingNode()) {
        throw Malformed.empty(YAML).in(file);
      }
      return new Located(Place.ROOT, value);
    } catch (JsonProcessingException e) {
      throw malformed(e).in(file);
    }
  }

  /** The parser would take an alias for a text, its own name. */
  private static void refuseAliases(String yaml, String file)
      throws JsonProcessingException, InvalidSpecException {
    if (yaml.indexOf('*') < 0) {
      return;
    }
    try (YAMLParser parser = (YAMLParser) MAPPER.createParser(yaml)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          JsonLocation at = parser.currentTokenLocation();
          throw Malformed.at(
                  YAML,
                  at.getLineNr(),
                  at.getColumnNr(),
                  "found an alias; write out what it stands for, or quote a text that begins with *")
              .in(file);
        }
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
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
