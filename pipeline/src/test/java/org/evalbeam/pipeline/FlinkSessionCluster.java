package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real Flink session cluster on loopback: a JobManager and three TaskManagers of two slots, each
 * a process of its own, with Flink's libraries and none of ours.
 */
final class FlinkSessionCluster implements AutoCloseable {

  static final int TASK_MANAGERS = 3;
  static final int SLOTS = 2 * TASK_MANAGERS;

  private static final long MOST_SECONDS = 90;
  private static final JsonMapper JSON = new JsonMapper();

  /** What Flink's distribution has in its lib folder. */
  private static final Pattern FLINKS =
      Pattern.compile(
          "(flink|commons-(cli|io|lang3|compress|math3|text|collections|logging)|kryo|minlog"
              + "|objenesis|snappy|lz4|jsr305|slf4j|snakeyaml-engine|javassist|chill|async-profiler"
              + "|zstd-jni|aircompressor)-.*\\.jar");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final int restPort;
  private final Map<String, Process> taskManagers = new HashMap<>();
  private int started;
  private Process jobManager;

  private FlinkSessionCluster(Path folder) throws IOException {
    this.folder = folder;
    this.restPort = freePort();
    Files.writeString(folder.resolve("flink-conf.yaml"), settings(freePort()));
    this.jobManager = startJobManager();
    for (int i = 0; i < TASK_MANAGERS; i++) {
      startTaskManager();
    }
  }

  /** Starts one, and waits until it is whole. */
  static FlinkSessionCluster start(Path folder) throws Exception {
    FlinkSessionCluster cluster = new FlinkSessionCluster(folder);
    cluster.awaitWhole();
    return cluster;
  }

  private String settings(int rpcPort) {
    return """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        jobmanager.bind-host: 127.0.0.1
        jobmanager.memory.process.size: 1g
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        taskmanager.bind-host: 127.0.0.1
        taskmanager.host: 127.0.0.1
        taskmanager.numberOfTaskSlots: 2
        taskmanager.cpu.cores: 1.0
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 128m
        taskmanager.memory.task.heap.size: 512m
        taskmanager.memory.task.off-heap.size: 0m
        taskmanager.memory.managed.size: 128m
        taskmanager.memory.network.min: 512m
        taskmanager.memory.network.max: 512m
        taskmanager.network.sort-shuffle.min-buffers: 64
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 192m
        taskmanager.memory.jvm-overhead.max: 192m
        taskmanager.network.memory.buffer-debloat.enabled: false
        heartbeat.interval: 1000
        heartbeat.timeout: 5000
        io.tmp.dirs: %s
        """
        .formatted(rpcPort, restPort, folder);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process startJobManager() throws IOException {
    return start(
        "jobmanager",
        "-Xmx640m",
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        "--executionMode",
        "cluster");
  }

  private void startTaskManager() throws IOException {
    String id = "taskmanager-" + ++started;
    taskManagers.put(
        id,
        start(
            id,
            "-Xmx640m",
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "-D",
            "taskmanager.resource-id=" + id));
  }

  private Process start(String name, String heap, String main, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:MaxDirectMemorySize=768m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                libraries(),
                main,
                "--configDir",
                folder.toString()));
    command.addAll(List.of(args));
    Path log = Files.createTempFile(folder, name, ".log");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static String libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> FLINKS.matcher(new File(jar).getName()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The command of Flink's own client that sends a jar with these arguments. */
  String[] flinkRun(Path jar, List<String> args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                libraries(),
                "org.apache.flink.client.cli.CliFrontend",
                "run",
                "-m",
                address(),
                jar.toString()));
    command.addAll(args);
    return command.toArray(String[]::new);
  }

  /** What {@code --flinkMaster} takes. */
  String address() {
    return "127.0.0.1:" + restPort;
  }

  /** The folder with its settings, and what its processes say. */
  Path folder() {
    return folder;
  }

  /** Kills a TaskManager that is at work, as {@code kill -9} does. */
  void killBusyTaskManager() throws IOException, InterruptedException {
    for (JsonNode taskManager : ask("/taskmanagers").path("taskmanagers")) {
      if (taskManager.path("freeSlots").asInt() < taskManager.path("slotsNumber").asInt()) {
        Process busy = taskManagers.remove(taskManager.path("id").asText());
        if (busy != null) {
          busy.destroyForcibly().waitFor();
          return;
        }
      }
    }
    throw new IllegalStateException("no TaskManager is at work");
  }

  void killJobManager() throws InterruptedException {
    jobManager.destroyForcibly().waitFor();
  }

  /** Starts what was killed, and waits until the cluster is whole and idle. */
  void mend() throws Exception {
    if (!jobManager.isAlive()) {
      jobManager = startJobManager();
    }
    while (taskManagers.size() < TASK_MANAGERS) {
      startTaskManager();
    }
    awaitWhole();
  }

  private void awaitWhole() throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (System.nanoTime() < until) {
      try {
        if (ask("/overview").path("slots-available").asInt() == SLOTS) {
          return;
        }
      } catch (IOException notYet) {
        // Its JobManager is about to start.
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IllegalStateException("the cluster is not whole, see " + folder);
  }

  /** The vertices of the job that was started last. */
  JsonNode lastJob() throws IOException, InterruptedException {
    JsonNode last = null;
    for (JsonNode job : ask("/jobs/overview").path("jobs")) {
      if (last == null || job.path("start-time").asLong() > last.path("start-time").asLong()) {
        last = job;
      }
    }
    if (last == null) {
      throw new IllegalStateException("no job was sent");
    }
    return ask("/jobs/" + last.path("jid").asText());
  }

  /** What its REST interface says. */
  JsonNode ask(String path) throws IOException, InterruptedException {
    return JSON.readTree(
        http.send(
                HttpRequest.newBuilder(URI.create("http://" + address() + path)).build(),
                BodyHandlers.ofString())
            .body());
  }

  @Override
  public void close() {
    taskManagers.values().forEach(Process::destroyForcibly);
    jobManager.destroyForcibly();
  }
}
