package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.evalbeam.pipeline.simulate.Delays;
import org.evalbeam.pipeline.simulate.KnownAnswers;
import org.evalbeam.pipeline.simulate.SimulatedEndpoint;
import org.evalbeam.pipeline.simulate.SimulatedOptions;

/**
 * A folder with what one run needs: a spec, catalogs, datasets and an output folder.
 *
 * @param folder where all of it is
 */
record Bench(Path folder) {

  private static final JsonMapper JSON = new JsonMapper();

  /** An endpoint that answers at once and knows no answers. */
  static SimulatedOptions.Builder atOnce() {
    return SimulatedOptions.builder().delays(Delays.none()).knownAnswers(KnownAnswers.none());
  }

  /** A set that ships with the program. */
  static String shipped(String file) {
    return SetOptions.installed(file);
  }

  String write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A spec with single quotes in the place of double ones. */
  String spec(String quoted) {
    return write("spec.json", quoted.replace('\'', '"'));
  }

  /** An endpoint catalog that sends every call to one base URL, without retries. */
  String everythingTo(String baseUrl) {
    return everythingTo(baseUrl, "");
  }

  /**
   * Likewise.
   *
   * @param more further lines of the one entry, such as {@code api_key: …}
   */
  String everythingTo(String baseUrl, String more) {
    return write(
        "endpoints.yaml",
        """
        default_judge: gpt-4o-mini
        endpoints:
          test:
            base_url: "*"
            models: ["*"]
            send_to: %s
            attempts: 1
            %s
        """
            .formatted(baseUrl, more));
  }

  Path output() {
    return folder.resolve("out");
  }

  /** Runs a spec against an endpoint. */
  Program.Ended run(String spec, SimulatedEndpoint endpoint, String... more) {
    return run(spec, everythingTo(endpoint.baseUrl()), more);
  }

  /** Runs a spec with an endpoint catalog. */
  Program.Ended run(String spec, String endpoints, String... more) {
    return Program.run(args(spec, endpoints, more));
  }

  /** The arguments of a run of a spec with an endpoint catalog. */
  List<String> args(String spec, String endpoints, String... more) {
    List<String> args = new ArrayList<>();
    args.add("run");
    args.add("--spec=" + spec);
    args.add("--endpoints=" + endpoints);
    if (Stream.of(more).noneMatch(arg -> arg.startsWith("--output="))) {
      args.add("--output=" + output());
    }
    args.addAll(List.of(more));
    return args;
  }

  /** The manifest of the last run. */
  JsonNode manifest() throws IOException {
    return manifest(output());
  }

  /** The manifest in an output folder. */
  static JsonNode manifest(Path output) throws IOException {
    return JSON.readTree(output.resolve("manifest.json").toFile());
  }

  /** Every file below the output folder. */
  List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(output())) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }
}
