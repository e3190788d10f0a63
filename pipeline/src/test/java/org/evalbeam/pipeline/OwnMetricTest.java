package org.evalbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of {@code docs/your-own-metric.md}, built into a jar outside of the project, runs.
 */
class OwnMetricTest {

  private static final Path PAGE =
      Path.of(System.getProperty("evalbeam.home", "."), "docs", "your-own-metric.md");

  @Test
  void aMetricInAJarOfOnesOwnRunsByName(@TempDir Path folder) throws Exception {
    String classPath = System.getProperty("java.class.path") + File.pathSeparator + jar(folder);
    Bench bench = new Bench(folder);
    String spec =
        bench.spec(
            """
            {'name': 's', 'experiments': [{'name': 'e',
              'dataset': {'name': 'd', 'df': [{'query': 'q'}, {'query': 'r'}]},
              'model': {'aliased_name': 'm', 'output': ['one\\n three ', '']},
              'metrics': ['longest_line', {'name': 'longest_line', 'aliased_name': 'raw',
                'params': {'strip': false}}]}]}
            """);

    Program.Ended listed = ended(folder, classPath, List.of("metrics", "longest_line"));
    assertThat(listed.out())
        .startsWith("longest_line: Characters of the output's longest line.")
        .contains("range:     from 0 characters");
    Program.Ended run =
        ended(folder, classPath, List.of("run", "--spec=" + spec, "--output=" + bench.output()));
    assertThat(run.code()).as(run.err()).isZero();
    try (DuckDb tables = DuckDb.open(bench.output())) {
      assertThat(tables.rows("select metric, score from observations order by metric, num_line"))
          .containsExactly(
              List.of("longest_line", 5.0),
              List.of("longest_line", 0.0),
              List.of("raw", 7.0),
              List.of("raw", 0.0));
    }
  }

  private static Program.Ended ended(Path folder, String classPath, List<String> args)
      throws IOException, InterruptedException {
    try (ChildProgram program = ChildProgram.start(folder, "", classPath, args)) {
      return program.ended();
    }
  }

  private static Path jar(Path folder) throws IOException {
    Path source = Files.writeString(folder.resolve("HouseMetrics.java"), block("java"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int wrong =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(wrong).as("javac").isZero();
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("org.evalbeam.metric.MetricProvider"), block("services"));
    Path jar = folder.resolve("house.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }

  /** The page's code of a language. */
  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("(?s)```" + language + "\n(.*?)```")
            .matcher(Files.readString(PAGE, StandardCharsets.UTF_8));
    assertThat(block.find()).as(language).isTrue();
    return block.group(1);
  }
}
