package org.evalbeam.spec;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code api_key}: <code>${NAME}</code>, <code>${file:PATH}</code> or the key itself, which
 * goes to the vocabulary's vault at once. Its messages never quote what was found.
 */
final class KeyReader {

  static final String FIELD = "api_key";

  private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");
  private static final Pattern FILE = Pattern.compile("\\$\\{file:([^{}\\p{Cntrl}]+)\\}");
  private static final Pattern LITERAL = Pattern.compile("(?!.*\\$\\{)\\p{Graph}+");

  private final Vocabulary vocabulary;
  private final Problems problems;
  private final Map<String, KeyReference> vaulted = new HashMap<>();

  KeyReader(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /** The reference, or null where there is no key, or one that can't be used. */
  @Nullable KeyReference read(Fields model) {
    Located key = model.get(FIELD);
    if (key == null) {
      return null;
    }
    KeyReference reference = key.json().isTextual() ? parse(key.json().textValue()) : null;
    if (reference == null) {
      problems.add(
          key.place(),
          "found something else (not shown), must be ${NAME}, ${file:PATH} or a key without"
              + " spaces");
    }
    return reference;
  }

  /** Whether a text refers to a key instead of being one. */
  static boolean isReference(String text) {
    return ENVIRONMENT.matcher(text).matches() || FILE.matcher(text).matches();
  }

  private @Nullable KeyReference parse(String text) {
    Matcher environment = ENVIRONMENT.matcher(text);
    if (environment.matches()) {
      return new KeyReference(KeyReference.Kind.ENVIRONMENT, environment.group(1));
    }
    Matcher file = FILE.matcher(text);
    if (file.matches()) {
      return new KeyReference(KeyReference.Kind.FILE, file.group(1));
    }
    return LITERAL.matcher(text).matches()
        ? vaulted.computeIfAbsent(text, vocabulary::vault)
        : null;
  }
}
