package org.evalbeam.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** {@code s3://}, on the S3 server of moto. */
@Tag("stores")
class S3Test extends StoreContract {

  private static @Nullable Process server;
  private static int port;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    port = freePort();
    server = start(folder, tool("moto_server"), "-H", "127.0.0.1", "-p", String.valueOf(port));
    await("http://127.0.0.1:" + port);
    send("PUT", "http://127.0.0.1:" + port + "/bucket", "");
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
  }

  @AfterAll
  static void stopServer() {
    Objects.requireNonNull(server).destroy();
  }

  @Override
  String folder() {
    return "s3://bucket/" + UUID.randomUUID();
  }

  @Override
  List<String> options() {
    return List.of("--awsRegion=us-east-1", "--endpoint=http://127.0.0.1:" + port);
  }
}
