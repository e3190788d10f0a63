package org.evalbeam.pipeline.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.evalbeam.data.Doc;
import org.evalbeam.flow.RecordCount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that was written is read back as it was, and holds what its bundles listed only. */
class WriteTableTest {

  /** All that a column may be. */
  public record Sample(
      @Doc("A text.") String text,
      @Doc("A number.") @Nullable Double number,
      @Doc("Texts.") @Nullable List<@Nullable String> texts,
      @Doc("Parts.") List<Part> parts,
      @Doc("Counts.") Map<String, Integer> counts,
      @Doc("A part.") @Nullable Part part) {}

  /** A record within a record. */
  public record Part(@Doc("Its size.") long size, @Doc("Its name.") @Nullable String name) {}

  private static final Table<Sample> LARGE = new Table<>("large", Sample.class, false);
  private static final Table<Sample> SMALL = new Table<>("small", Sample.class, true);

  private static final RecordCount<Sample> NUMBERS =
      (sample, counts) -> counts.add(sample.number() == null ? "without" : "with a number", 1);

  private static final int BATCH = 7;

  private static final List<Sample> SAMPLES =
      IntStream.range(0, 500).mapToObj(WriteTableTest::sample).toList();

  private final Path folder;

  WriteTableTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void knowFileSystems() {
    Pipeline.create(PipelineOptionsFactory.create());
  }

  private static Sample sample(int number) {
    boolean odd = number % 2 == 1;
    return new Sample(
        "text " + number,
        odd ? null : number / 3.0,
        odd ? null : Arrays.asList("a", null, "\u0000\ud83d\ude00"),
        odd ? List.of() : List.of(new Part(number, null), new Part(-1, "last")),
        odd ? Map.of() : Map.of("count", number),
        odd ? new Part(number, "odd") : null);
  }

  @Test
  void readsBackWhatItWrote() throws Exception {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    PCollection<Long> counts =
        pipeline
            .apply(
                Create.of(Lists.partition(SAMPLES, BATCH))
                    .withType(TypeDescriptors.lists(TypeDescriptor.of(Sample.class))))
            .apply(WriteTable.of(LARGE, run(), NUMBERS))
            .apply(Filter.by(count -> count.getKey().equals("with a number")))
            .apply(Values.create())
            .apply(Sum.longsGlobally());
    PAssert.thatSingleton(counts).isEqualTo(SAMPLES.size() / 2L);
    pipeline.run().waitUntilFinish();

    assertThat(read(LARGE)).containsExactlyInAnyOrderElementsOf(SAMPLES);
  }

  @Test
  void aSmallTableIsOneFile() throws Exception {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply(Create.of(SAMPLES)).apply(WriteSmallTable.of(SMALL, run()));
    pipeline.run().waitUntilFinish();

    assertThat(listed(SMALL)).hasSize(1);
    assertThat(read(SMALL)).containsExactlyInAnyOrderElementsOf(SAMPLES);
  }

  @Test
  void aBundleThatFailedLeavesNothingOnTheList() throws Exception {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline
        .apply(Create.of("x"))
        .apply(ParDo.of(new FailingFn()))
        .apply(WriteTable.of(LARGE, run(), NUMBERS));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish()).hasMessageContaining("broken row");
    assertThat(Path.of(TableFiles.list(LARGE, run()))).doesNotExist();
  }

  @Test
  void whatIsOnNoListIsNotPublished() throws Exception {
    RunFolder published = RunFolder.of(folder.resolve("out") + "/", "id");
    for (Table<?> table : Table.all()) {
      stray(table, published);
      TableFiles.writeLines(TableFiles.list(table, published.staging()), List.of());
    }
    published.publish(new byte[0]);

    assertThat(ReadTable.of(Table.SUMMARY, published.output())).isEmpty();
    try (Stream<Path> files = Files.list(folder.resolve("out/summary"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("a table without rows still has columns")
          .containsExactly("part-00000-of-00001.parquet");
    }
    assertThat(folder.resolve("out/.runs")).doesNotExist();
  }

  private static <T> void stray(Table<T> table, RunFolder run) throws IOException {
    TableFile.create(table.type(), TableFiles.folder(table, run.staging())).close();
  }

  private List<Sample> read(Table<Sample> table) throws IOException {
    assertThat(listed(table)).allMatch(file -> Files.exists(Path.of(file)));
    return ReadTable.of(table, run());
  }

  private List<String> listed(Table<Sample> table) throws IOException {
    return TableFiles.readLines(TableFiles.list(table, run()));
  }

  private String run() {
    return folder + "/";
  }

  /** Gives a row, and then fails. */
  private static final class FailingFn extends DoFn<String, List<Sample>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(OutputReceiver<List<Sample>> output) {
      output.output(List.of(sample(1)));
      throw new IllegalStateException("broken row");
    }
  }
}
