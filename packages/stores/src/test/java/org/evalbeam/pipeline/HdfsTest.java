package org.evalbeam.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** {@code hdfs://}, on a name node and a data node of Hadoop. */
@Tag("stores")
class HdfsTest extends StoreContract {

  private static @Nullable MiniDFSCluster server;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    Configuration settings = new Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    server = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
    server.waitActive();
  }

  private static MiniDFSCluster server() {
    return Objects.requireNonNull(server);
  }

  @AfterAll
  static void stopServer() {
    server().shutdown();
  }

  @Override
  String folder() {
    return "hdfs://127.0.0.1:%d/%s".formatted(server().getNameNodePort(), UUID.randomUUID());
  }

  @Override
  List<String> options() {
    return List.of(
        "--hdfsConfiguration=[{\"fs.defaultFS\": \"hdfs://127.0.0.1:%d\"}]"
            .formatted(server().getNameNodePort()));
  }
}
