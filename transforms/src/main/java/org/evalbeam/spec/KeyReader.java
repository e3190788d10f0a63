package org.evalbeam.spec;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code api_key}: <code>${NAME}</code>, <code>${file:PATH}</code> or the key itself, which
 * goes to the vocabulary's vault at once. Its messages never quote what was found.
 */
final class KeyReader {

  static final String FIELD = "api_key";

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

  private @Nullable KeyReference parse(String text) {
    KeyReference written = KeyReference.parse(text);
    if (written != null) {
      return written;
    }
    return LITERAL.matcher(text).matches()
        ? vaulted.computeIfAbsent(text, vocabulary::vault)
        : null;
  }
}
