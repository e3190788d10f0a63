package org.evalbeam.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.evalbeam.data.FailureReason;
import org.evalbeam.endpoint.protocol.CallFailedException;
import org.evalbeam.endpoint.protocol.Failure;
import org.evalbeam.spec.KeyReference;
import org.evalbeam.spec.KeyReference.Kind;
import org.evalbeam.spec.Vocabulary.KeyState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  private static final KeyReference VARIABLE = new KeyReference(Kind.ENVIRONMENT, "THE_KEY");

  @Test
  void aVariableHoldsAKey() throws Exception {
    Keys keys = new Keys(Map.of("THE_KEY", " sk-1\n")::get);

    assertThat(keys.state(VARIABLE)).isEqualTo(KeyState.USABLE);
    assertThat(keys.resolve(VARIABLE).inHeader("Bearer ")).isEqualTo("Bearer sk-1");
  }

  @Test
  void aFileHoldsAKey(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "sk-2\n");
    KeyReference reference = new KeyReference(Kind.FILE, file.toString());
    Keys keys = new Keys(name -> null);

    assertThat(keys.state(reference)).isEqualTo(KeyState.USABLE);
    assertThat(keys.resolve(reference).inHeader("Bearer ")).isEqualTo("Bearer sk-2");

    Files.writeString(file, "sk-3");
    assertThat(keys.resolve(reference).inHeader("Bearer "))
        .as("after a change")
        .isEqualTo("Bearer sk-3");
  }

  @Test
  void aKeyThatIsNotThereIsNamedByItsReference(@TempDir Path folder) throws Exception {
    Path blank = Files.writeString(folder.resolve("blank"), " \n");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    for (KeyReference reference :
        new KeyReference[] {
          VARIABLE,
          new KeyReference(Kind.FILE, folder.resolve("none").toString()),
          new KeyReference(Kind.FILE, folder.toString()),
          new KeyReference(Kind.FILE, blank.toString()),
          new KeyReference(Kind.FILE, binary.toString()),
          new KeyReference(Kind.VAULT, "no number"),
        }) {
      Keys keys = new Keys(name -> null);

      assertThat(keys.state(reference)).isEqualTo(KeyState.UNSET);
      assertThatThrownBy(() -> keys.resolve(reference))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              e ->
                  assertThat(e.failure())
                      .isEqualTo(
                          new Failure(
                              FailureReason.UNAUTHORIZED,
                              "the key " + reference.shown() + " is not set here")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk canary", "sk\ncanary", "sk-canaré", "sk\u0000canary"})
  void whatCannotStandInAHeaderIsNoKey(String key) {
    assertThat(new Keys(name -> key).state(VARIABLE)).isEqualTo(KeyState.UNSENDABLE);
    assertThatThrownBy(() -> new Keys(name -> key).resolve(VARIABLE))
        .isInstanceOf(CallFailedException.class)
        .hasMessage("the key ${THE_KEY} has characters that no key has, such as a line end");
  }

  @Test
  void theVaultKeepsEachLiteralKeyOnce() throws Exception {
    KeyReference first = Keys.vault("sk-vault-1");
    KeyReference second = Keys.vault("sk-vault-2");

    assertThat(first.kind()).isEqualTo(Kind.VAULT);
    assertThat(first.toString()).doesNotContain("sk-vault");
    assertThat(first).isNotEqualTo(second).isEqualTo(Keys.vault("sk-vault-1"));
    assertThat(new Keys(name -> null).resolve(first).inHeader("Bearer "))
        .isEqualTo("Bearer sk-vault-1");
  }

  @Test
  void keysThatAreVaultedAtOnceAreNotMixedUp() throws Exception {
    Keys keys = new Keys(name -> null);

    List<KeyReference> references =
        IntStream.range(0, 2000).parallel().mapToObj(i -> Keys.vault("sk-parallel-" + i)).toList();

    for (int i = 0; i < references.size(); i++) {
      assertThat(keys.resolve(references.get(i)).inHeader("Bearer "))
          .isEqualTo("Bearer sk-parallel-" + i);
    }
  }
}
