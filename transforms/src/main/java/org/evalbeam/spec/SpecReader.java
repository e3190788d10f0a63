package org.evalbeam.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.evalbeam.spec.Variants.Named;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.InvalidSpecException;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Problems;
import org.evalbeam.spec.tree.Shown;
import org.evalbeam.spec.tree.StrictFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads an experiment set: EvalAP's JSON body, or the same in YAML, with a {@code cv} grid or a
 * list of {@code experiments}. Everything is checked before anything runs, and all problems are
 * told at once.
 */
public final class SpecReader {

  /** {@code $schema} is for editors; it is not read. */
  static final List<String> FIELDS = List.of("name", "readme", "cv", "experiments", "$schema");

  static final List<String> LISTED_FIELDS =
      Stream.concat(Stream.of("name"), ExperimentReader.FIELDS.stream()).toList();

  private final Problems problems = new Problems();
  private final ExperimentReader reader;
  private final List<Named> experiments = new ArrayList<>();

  private SpecReader(Vocabulary vocabulary) {
    this.reader = new ExperimentReader(vocabulary, problems);
  }

  /**
   * Reads a spec.
   *
   * @param file its name, for messages
   * @param text its content: YAML where the file's name ends so, else JSON
   * @param vocabulary what its names may refer to; literal keys go to its vault
   * @throws InvalidSpecException with every problem, in the order of the file; where the content is
   *     neither, with that one. No message quotes a key.
   */
  public static ExperimentSet read(String file, String text, Vocabulary vocabulary)
      throws InvalidSpecException {
    SpecReader reader = new SpecReader(vocabulary);
    ExperimentSet set = reader.set(StrictFile.root(file, text));
    if (set == null || !reader.problems.isEmpty()) {
      throw new InvalidSpecException(file, reader.problems.inFileOrder());
    }
    return set;
  }

  private @Nullable ExperimentSet set(Located root) {
    if (!root.json().isObject()) {
      problems.wrong(root, "an object with name, readme, and cv or experiments");
      return null;
    }
    Fields fields = Fields.of(root, problems).allow(FIELDS);
    String name = fields.requiredName("name");
    String readme = fields.text("readme");
    var unused = fields.text("$schema");
    Located cv = fields.get("cv");
    Located list = fields.get("experiments");
    if ((cv == null) == (list == null)) {
      problems.add(
          root.place(),
          cv == null
              ? "found neither \"cv\" nor \"experiments\", must have one of them"
              : "found both \"cv\" and \"experiments\", must have one of them");
    }
    if (cv != null) {
      readGrid(cv, name == null ? "" : name);
    }
    if (list != null) {
      readList(list);
    }
    List<Experiment> numbered = Variants.of(experiments);
    if (problems.isEmpty()) {
      reader.baselines().check(numbered);
    }
    return name == null
        ? null
        : new ExperimentSet(
            name, readme, numbered, reader.inlineDatasets(), reader.suppliedOutputs());
  }

  private void readGrid(Located cv, String set) {
    Grid grid = Grid.read(cv, problems);
    int number = 0;
    for (Located point : grid.points()) {
      Fields fields = Fields.of(point, problems);
      String readme = fields.text("readme");
      Setup setup = reader.read(fields);
      for (int repeat = 0; repeat < grid.repeat(); repeat++) {
        add(set + "__" + number++, readme, setup);
      }
    }
  }

  private void readList(Located list) {
    if (!list.json().isArray() || list.json().isEmpty()) {
      problems.wrong(list, "a list of at least one experiment");
    }
    Map<String, Place> names = new HashMap<>();
    for (Located at : list.elements()) {
      if (at.json().isObject()) {
        Fields fields = Fields.of(at, problems).allow(LISTED_FIELDS);
        String name = fields.requiredName("name");
        unique(name, fields.placeOf("name"), names);
        add(name, fields.text("readme"), reader.read(fields));
      } else {
        problems.wrong(at, "an object");
      }
    }
  }

  private void add(@Nullable String name, @Nullable String readme, @Nullable Setup setup) {
    if (name != null && setup != null) {
      experiments.add(new Named(name, readme, setup));
    }
  }

  private void unique(@Nullable String name, Place place, Map<String, Place> names) {
    Place other = name == null ? null : names.putIfAbsent(name, place);
    if (name != null && other != null) {
      problems.add(
          place,
          "found the name %s twice, first at %s; must be unique"
              .formatted(Shown.text(name), other.path()));
    }
  }
}
