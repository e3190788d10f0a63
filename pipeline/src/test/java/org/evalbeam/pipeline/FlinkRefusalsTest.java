package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before a job is sent to a Flink cluster. */
class FlinkRefusalsTest {

  /** An address of documentation, which is no machine's (RFC 5737). */
  private static final String ELSEWHERE = "192.0.2.7";

  private final Bench bench;

  FlinkRefusalsTest(@TempDir Path folder) {
    this.bench = new Bench(folder);
  }

  private String spec(String key) {
    return bench.spec(
        """
        {'name': 'refused', 'experiments': [{'name': 'a', 'metrics': ['output_length'],
          'dataset': {'name': 'rows', 'df': [{'query': 'What?', 'output_true': 'That'}]},
          'model': {'name': 'm', 'base_url': 'https://one.invalid' %s}}]}
        """
            .formatted(key));
  }

  private Program.Ended run(String spec, String master, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "--runner=FlinkRunner";
    args[1] = "--flinkMaster=" + master;
    System.arraycopy(more, 0, args, 2, more.length);
    return bench.run(spec, bench.write("endpoints.yaml", "endpoints: {}"), args);
  }

  private void assertRefused(Program.Ended ended, String... says) {
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains(says).hasLineCount(1);
    assertThat(bench.output()).doesNotExist();
  }

  @Test
  void aMasterThatDoesNotAnswer() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    assertRefused(
        run(spec(""), "127.0.0.1:" + port),
        "--flinkMaster=127.0.0.1:" + port + ": no Flink cluster answers there");
  }

  @Test
  void aMasterThatIsNoAddress() {
    assertRefused(run(spec(""), "a:b"), "--flinkMaster=a:b: HOST:PORT");
  }

  /** Whether a cluster is there is not even asked. */
  @Test
  void aLiteralKey() {
    Program.Ended ended = run(spec(", 'api_key': 'sk-very-secret'"), "127.0.0.1:1");
    assertRefused(ended, "a literal api_key can't go to a cluster; use ${NAME} or ${file:PATH}");
    assertThat(ended.out() + ended.err()).doesNotContain("very-secret");
  }

  @Test
  void pathsOfThisMachineWhereWorkersAreOnOthers() throws IOException {
    try (Cluster cluster = Cluster.of(ELSEWHERE)) {
      assertRefused(
          run(spec(""), cluster.address()),
          "--output: " + bench.output() + " is on this machine, and workers run on " + ELSEWHERE,
          "--shared-paths");
    }
  }

  @Test
  void pathsThatAreSharedAreNot() {
    SharedPaths mounted = new SharedPaths(Set.of(ELSEWHERE), true);
    SharedPaths here = new SharedPaths(Set.of(), false);
    SharedPaths others = new SharedPaths(Set.of(ELSEWHERE), false);

    assertThatCode(() -> mounted.check("--output", "/mnt/out")).doesNotThrowAnyException();
    assertThatCode(() -> here.check("--output", "/tmp/out")).doesNotThrowAnyException();
    assertThatThrownBy(() -> others.check("--journal", "kept"))
        .hasMessageContaining("--journal: kept is on this machine");
    assertThatCode(() -> others.check("--journal", null)).doesNotThrowAnyException();
  }

  /** As much of a cluster as is asked before a job is sent. */
  private record Cluster(HttpServer server) implements AutoCloseable {

    static Cluster of(String host) throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Map<String, String> answers =
          Map.of(
              "/overview",
              "{\"taskmanagers\": 1, \"slots-total\": 2}",
              "/taskmanagers",
              "{\"taskmanagers\": [{\"path\": \"pekko.tcp://flink@%s:4021/user/rpc/t_0\"}]}"
                  .formatted(host));
      answers.forEach(
          (path, answer) ->
              server.createContext(
                  path,
                  exchange -> {
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                  }));
      server.start();
      return new Cluster(server);
    }

    String address() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
