package org.evalbeam.endpoint.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are read, and passwords in them never told. */
class RedisAddressTest {

  @Test
  void readsAllOfIt() {
    RedisAddress address = RedisAddress.parse("redis://me:s%3Acret@limits.example:6380/3");

    assertThat(address.host()).isEqualTo("limits.example");
    assertThat(address.port()).isEqualTo(6380);
    assertThat(address.database()).isEqualTo(3);
    assertThat(address.user()).isEqualTo("me");
    assertThat(address.password()).isEqualTo("s:cret");
    assertThat(address).hasToString("redis://limits.example:6380/3");
  }

  @Test
  void onlyHostAndPortAreNeeded() {
    RedisAddress address = RedisAddress.parse("redis://127.0.0.1:6379");

    assertThat(address.database()).isZero();
    assertThat(address.user()).isNull();
    assertThat(address.password()).isNull();
    assertThat(RedisAddress.parse("redis://:secret@h:1").user()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret@host:6379",
        "http://secret@host:6379",
        "redis://:secret@host",
        "redis://:secret@:6379",
        "redis://:secret@host:6379/x",
        "redis://:secret@host:6379/0?a=b",
        "redis://:sec ret@host:6379"
      })
  void whatIsNoneIsRefusedWithoutRepeatingIt(String address) {
    assertThatThrownBy(() -> RedisAddress.parse(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://[[user]:password@]host:port[/database]")
        .hasMessageNotContaining("sec");
  }
}
