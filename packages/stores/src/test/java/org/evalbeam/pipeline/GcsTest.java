package org.evalbeam.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** {@code gs://}, on fake-gcs-server. */
@Tag("stores")
class GcsTest extends StoreContract {

  private static @Nullable Process server;
  private static int port;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    port = freePort();
    String here = "127.0.0.1:" + port;
    server =
        start(
            folder,
            program(),
            "-scheme=http",
            "-backend=memory",
            "-host=127.0.0.1",
            "-port=" + port,
            "-external-url=http://" + here,
            "-public-host=" + here);
    await("http://" + here);
    send("POST", "http://" + here + "/storage/v1/b?project=any", "{\"name\": \"bucket\"}");
  }

  /** The server comes within a Python package. */
  private static String program() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of(tool("..")).normalize())) {
      Path found =
          files
              .filter(file -> file.getFileName().toString().startsWith("fake-gcs-server-linux"))
              .findFirst()
              .orElseThrow();
      if (!found.toFile().setExecutable(true)) {
        throw new IllegalStateException(found + " can't be made executable");
      }
      return found.toString();
    }
  }

  @AfterAll
  static void stopServer() {
    Objects.requireNonNull(server).destroy();
  }

  @Override
  String folder() {
    return "gs://bucket/" + UUID.randomUUID();
  }

  @Override
  List<String> options() {
    return List.of(
        "--gcsEndpoint=http://127.0.0.1:%d/storage/v1/".formatted(port),
        "--project=any",
        "--credentialFactoryClass=org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory");
  }
}
