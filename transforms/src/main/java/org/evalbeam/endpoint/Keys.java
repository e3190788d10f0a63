package org.evalbeam.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.Vocabulary.KeyState;
import org.jspecify.annotations.Nullable;

/**
 * Follows key references, in the process that makes the call. Literal keys of a spec live in the
 * vault: memory of this process, never serialised.
 */
public final class Keys {

  private static final Map<String, String> VAULT = new ConcurrentHashMap<>();

  private static final Pattern PRINTABLE = Pattern.compile("\\p{Graph}+");

  private final Function<String, @Nullable String> environment;
  private final Map<String, Secret> secrets = new ConcurrentHashMap<>();

  /**
   * Keys of an environment.
   *
   * @param environment variable name to value; null where unset
   */
  public Keys(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /** Keys of this process's environment. */
  public static Keys ofProcess() {
    return new Keys(System::getenv);
  }

  /** Puts a literal key into the vault; the same key is there once. */
  public static synchronized KeyReference vault(String key) {
    String number =
        VAULT.entrySet().stream()
            .filter(entry -> entry.getValue().equals(key))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseGet(() -> String.valueOf(VAULT.size() + 1));
    VAULT.putIfAbsent(number, key);
    return new KeyReference(KeyReference.Kind.VAULT, number);
  }

  /** Whether the reference leads to a key that can be sent. */
  public KeyState state(KeyReference reference) {
    String key = find(reference);
    if (key == null) {
      return KeyState.UNSET;
    }
    return PRINTABLE.matcher(key).matches() ? KeyState.USABLE : KeyState.UNSENDABLE;
  }

  /**
   * The key of a reference.
   *
   * @throws CallFailedException where there is none, or none that can stand in a header
   */
  Secret resolve(KeyReference reference) throws CallFailedException {
    String key = find(reference);
    if (key == null) {
      throw unauthorized(reference, "is not set here");
    }
    if (!PRINTABLE.matcher(key).matches()) {
      throw unauthorized(reference, "has characters that no key has, such as a line end");
    }
    return secrets.computeIfAbsent(key, Secret::new);
  }

  private static CallFailedException unauthorized(KeyReference reference, String why) {
    return new CallFailedException(
        FailureReason.UNAUTHORIZED, "the key " + reference.shown() + " " + why);
  }

  private @Nullable String find(KeyReference reference) {
    String key =
        switch (reference.kind()) {
          case ENVIRONMENT -> environment.apply(reference.name());
          case FILE -> readFile(reference.name());
          case VAULT -> VAULT.get(reference.name());
        };
    return key == null || key.isBlank() ? null : key.strip();
  }

  private static @Nullable String readFile(String path) {
    try {
      return Files.readString(Path.of(path), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return null;
    }
  }
}
