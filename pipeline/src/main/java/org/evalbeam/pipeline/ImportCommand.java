package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.pipeline.evalap.Imported;
import org.evalbeam.pipeline.evalap.ImportedTable;
import org.evalbeam.pipeline.evalap.Importer;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Unknown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes files that run here out of what EvalAP's API returned. */
@Command(
    name = "import",
    description =
        "Makes a spec and datasets out of what EvalAP's API returned: an experiment set, its"
            + " experiments, datasets, each as a JSON file. Calls nothing.")
final class ImportCommand implements Callable<Integer> {

  private static final String SPEC = "experiment_set.json";
  private static final String CATALOG = "datasets.yaml";

  private static final ObjectWriter JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writer();

  private static final ObjectWriter YAML =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build().writer();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "What the API returned; docs/from-evalap.md says how to get it.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the files; none of them may be there.")
  private String output = "";

  @Option(
      names = "--answers",
      description = "Take the answers along and call no model: to score them again.")
  private boolean answers;

  @Override
  public Integer call() throws IOException, InvalidSpecException, UsageException {
    Path folder = FolderOption.local("--output", output);
    Imported imported = Importer.read(texts(), answers);
    Files.createDirectories(folder);
    if (!imported.set().isEmpty()) {
      write(folder.resolve(SPEC), JSON.writeValueAsBytes(imported.set()));
    }
    if (!imported.catalog().isEmpty()) {
      write(folder.resolve(CATALOG), YAML.writeValueAsBytes(imported.catalog()));
      for (Map.Entry<String, ImportedTable> table : imported.tables().entrySet()) {
        write(folder.resolve(table.getKey()), table.getValue());
      }
    }
    tell(imported, folder);
    return ExitCode.OK;
  }

  private Map<String, String> texts() throws IOException, UsageException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        texts.put(file.toString(), Files.readString(file));
      } catch (NoSuchFileException e) {
        throw new UsageException("there is no file " + file);
      }
    }
    return texts;
  }

  private static OutputStream create(Path file) throws IOException, UsageException {
    if (Files.exists(file)) {
      throw new UsageException("--output: " + file + " is there already; give another folder");
    }
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
  }

  private static void write(Path file, byte[] content) throws IOException, UsageException {
    try (OutputStream out = create(file)) {
      out.write(content);
    }
  }

  private static void write(Path file, ImportedTable table) throws IOException, UsageException {
    try (OutputStream out = create(file)) {
      table.rows().writeJsonl(out);
    }
  }

  private static void tell(Imported imported, Path folder) {
    imported.notes().forEach(note -> System.out.println(Printable.of("note: " + note)));
    MetricRegistry metrics = MetricRegistry.load();
    metricsOf(imported.set()).stream()
        .filter(name -> metrics.find(name).isEmpty())
        .forEach(
            name ->
                System.out.println(
                    Printable.of("note: " + Unknown.message("metric", name, metrics.names()))));
    imported
        .tables()
        .forEach(
            (path, table) ->
                System.out.printf(
                    "%s: %,d rows%n", folder.resolve(path), table.rows().rows().size()));
    String catalog = imported.catalog().isEmpty() ? "" : " --datasets=" + folder.resolve(CATALOG);
    System.out.println(
        imported.set().isEmpty()
            ? "look at them: evalbeam datasets" + catalog
            : "check it: evalbeam plan --spec=" + folder.resolve(SPEC) + catalog);
  }

  private static List<String> metricsOf(ObjectNode set) {
    List<String> names = new ArrayList<>();
    set.findValues("metrics")
        .forEach(
            list ->
                list.forEach(
                    metric ->
                        names.add(
                            metric.isTextual()
                                ? metric.textValue()
                                : metric.path("name").asText())));
    return names.stream().filter(name -> !name.isEmpty()).distinct().sorted().toList();
  }
}
