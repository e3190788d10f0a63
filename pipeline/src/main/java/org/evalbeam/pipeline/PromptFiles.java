package org.evalbeam.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.evalbeam.dataset.Location;
import org.evalbeam.metric.MetricRegistry;
import org.evalbeam.metric.Prompts;
import org.evalbeam.spec.tree.Shown;
import org.evalbeam.spec.tree.Unknown;
import org.jspecify.annotations.Nullable;

/** Reads the prompts that a user puts in the place of shipped ones, from a folder of files. */
final class PromptFiles {

  private static final String ENDING = ".md";

  private PromptFiles() {}

  /**
   * The prompts of a folder, {@code NAME.md} each, and the shipped ones besides.
   *
   * @param folder null for the shipped ones alone
   * @throws UsageException where the folder can't be read or holds no prompt, or a file is no
   *     prompt that can take a shipped one's place
   */
  static Prompts read(@Nullable String folder) throws UsageException {
    if (folder == null) {
      return Prompts.SHIPPED;
    }
    SortedSet<String> known = names();
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(Location.plain(folder)))) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(ENDING)) {
          String prompt = name.substring(0, name.length() - ENDING.length());
          if (!known.contains(prompt)) {
            throw new UsageException(
                "--prompts: " + file + ": " + Unknown.message("prompt", prompt, known));
          }
          texts.put(prompt, Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UsageException("--prompts: " + folder + " can't be read: " + e);
    }
    if (texts.isEmpty()) {
      throw new UsageException(
          "--prompts: %s holds no prompt; one or more NAME%s are allowed, with the names %s"
              .formatted(folder, ENDING, Shown.names(known)));
    }
    Prompts prompts = Prompts.replacing(texts);
    try {
      var unused = MetricRegistry.load(prompts);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--prompts: " + folder + ": " + e.getMessage());
    }
    return prompts;
  }

  private static SortedSet<String> names() {
    MetricRegistry metrics = MetricRegistry.load();
    SortedSet<String> names = new TreeSet<>();
    metrics
        .names()
        .forEach(metric -> names.addAll(metrics.find(metric).orElseThrow().prompts().keySet()));
    return names;
  }
}
