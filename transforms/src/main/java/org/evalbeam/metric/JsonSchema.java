package org.evalbeam.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import java.util.List;

/**
 * A JSON Schema that a user wrote. It fetches nothing: references lead into the schema itself. Its
 * patterns are RE2's, which any answer is matched against in linear time.
 */
final class JsonSchema {

  /** Violations that are told; a list of a million wrong items has as many. */
  private static final int MOST_TOLD = 10;

  private static final int LONGEST_TOLD = 300;

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.fetchRemoteResources(false))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .regularExpressionFactory(JsonSchema::pattern)
                          .build()));

  private final Schema schema;

  private JsonSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * A schema, with its references followed and its patterns compiled.
   *
   * @throws IllegalArgumentException where it is none
   */
  static JsonSchema of(JsonNode json) {
    try {
      List<Error> wrong =
          SCHEMAS
              .getSchema(
                  com.networknt.schema.SchemaLocation.of(
                      json.path("$schema")
                          .asText(SpecificationVersion.DRAFT_2020_12.getDialectId())))
              .validate(json.toString(), InputFormat.JSON);
      if (!wrong.isEmpty()) {
        throw new IllegalArgumentException(told(wrong.get(0)));
      }
      Schema schema = SCHEMAS.getSchema(json);
      schema.initializeValidators();
      return new JsonSchema(schema);
    } catch (SchemaException | PatternSyntaxException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  private static RegularExpression pattern(String expression) {
    Pattern pattern = Pattern.compile(expression);
    return text -> pattern.matcher(text).find();
  }

  /** What a value violates, in words, the first ten; none where the schema allows it. */
  List<String> violations(JsonNode value) {
    return schema.validate(value).stream().limit(MOST_TOLD).map(JsonSchema::told).toList();
  }

  private static String told(Error error) {
    String told = error.toString();
    return told.length() <= LONGEST_TOLD ? told : told.substring(0, LONGEST_TOLD) + "…";
  }
}
