package org.evalbeam.pipeline.simulate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The simulated models by name.
 *
 * @param models exact name to profile, in the order they are listed
 * @param others the profile of every other name
 */
public record ModelProfiles(Map<String, ModelProfile> models, ModelProfile others) {

  private static final ObjectReader YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build()
          .readerFor(ModelProfiles.class);

  /** Copies the map. */
  public ModelProfiles {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /** The profiles that ship with the program, {@code profiles.yaml} of this package. */
  public static ModelProfiles shipped() {
    try (InputStream in = ModelProfiles.class.getResourceAsStream("profiles.yaml")) {
      return YAML.readValue(Objects.requireNonNull(in, "profiles.yaml is not on the class path"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The profile of a model's name. */
  public ModelProfile of(String model) {
    return models.getOrDefault(model, others);
  }
}
