package org.evalbeam.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.evalbeam.data.FailureReason;
import org.evalbeam.spec.KeyReference;
import org.jspecify.annotations.Nullable;

/**
 * Follows key references, in the process that makes the call. Literal keys of a spec live in the
 * vault: memory of this process, never serialised.
 */
public final class Keys {

  private static final Map<String, String> VAULT = new ConcurrentHashMap<>();

  private final Function<String, @Nullable String> environment;

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

  /** Puts a literal key into the vault. */
  public static KeyReference vault(String key) {
    String number =
        VAULT.entrySet().stream()
            .filter(entry -> entry.getValue().equals(key))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseGet(() -> String.valueOf(VAULT.size() + 1));
    VAULT.putIfAbsent(number, key);
    return new KeyReference(KeyReference.Kind.VAULT, number);
  }

  /** Whether the reference leads to a key. */
  public boolean isSet(KeyReference reference) {
    return find(reference) != null;
  }

  Secret resolve(KeyReference reference) throws CallFailedException {
    String key = find(reference);
    if (key == null) {
      throw new CallFailedException(
          FailureReason.UNAUTHORIZED, "the key " + reference.shown() + " is not set here");
    }
    return new Secret(key);
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
