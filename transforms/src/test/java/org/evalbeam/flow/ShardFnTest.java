package org.evalbeam.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.evalbeam.data.Trial;
import org.junit.jupiter.api.Test;

/** How trials are parted into shards, and travel there. */
class ShardFnTest {

  private static final int MANY = 300;

  /** Trials that arrive together. */
  private static final int READ = 7;

  private final EvaluationPlan plan =
      Experiments.plan(
          Experiments.named("one")
              .asking(Experiments.model("m", Map.of()))
              .at(Experiments.endpoint(Experiments.URL, "m", 4)));

  @Test
  void everyTrialLeavesOnceInBatches() {
    List<KV<Integer, List<TrialTask>>> batches = shard(3, MANY, "q");

    assertThat(batches.stream().flatMap(batch -> batch.getValue().stream()).map(TrialTask::trial))
        .containsExactlyInAnyOrderElementsOf(trials(MANY, "q"));
    assertThat(batches.stream().map(KV::getKey)).contains(0, 1, 2);
    assertThat(batches)
        .hasSizeLessThan(MANY / 10)
        .allSatisfy(batch -> assertThat(batch.getValue()).hasSizeBetween(1, 64));
  }

  @Test
  void theIdentityOfItsTaskTellsTheShardAndTravelsAlong() {
    assertThat(shard(3, MANY, "q"))
        .isNotEmpty()
        .allSatisfy(
            batch ->
                assertThat(batch.getValue())
                    .allSatisfy(
                        task -> {
                          String id = AnswerCall.task(plan.experiment("one"), task.trial().row());
                          assertThat(task.id()).isEqualTo(id);
                          assertThat(batch.getKey()).isEqualTo(ShardFn.shard(id, 3));
                        }));
  }

  @Test
  void aSingleShardNeedsNoIdentity() {
    assertThat(shard(1, MANY, "q"))
        .isNotEmpty()
        .allSatisfy(
            batch -> {
              assertThat(batch.getKey()).isZero();
              assertThat(batch.getValue()).extracting(TrialTask::id).containsOnlyNulls();
            });
  }

  @Test
  void longTextsMakeSmallBatches() {
    String long30k = "x".repeat(30_000);

    assertThat(shard(1, 10, long30k))
        .isNotEmpty()
        .allSatisfy(batch -> assertThat(batch.getValue()).hasSizeLessThanOrEqualTo(3));
  }

  /** Of a thousand shards none would fill a batch, and all trials would be held to the end. */
  @Test
  void littleIsHeldHoweverManyShardsThereAre() {
    assertThat(shard(1_000, 20_000, "q"))
        .as("4,096 at most, five times")
        .hasSizeBetween(4_500, 5_000);
    assertThat(shard(50, 20_000, "q")).as("of 64 each").hasSizeLessThan(20_000 / 64 + 2 * 50);
  }

  /** Shards so many trials, which all are in one bundle. */
  private List<KV<Integer, List<TrialTask>>> shard(int shards, int count, String query) {
    return TestPipelines.output(
        pipeline ->
            pipeline
                .apply(Create.of(KV.of(count, query)))
                .apply(
                    FlatMapElements.into(TypeDescriptors.lists(TypeDescriptor.of(Trial.class)))
                        .via(
                            asked ->
                                Lists.partition(trials(asked.getKey(), asked.getValue()), READ)))
                .apply(ParDo.of(new ShardFn(plan, shards))));
  }

  private static List<Trial> trials(int count, String query) {
    return IntStream.range(0, count)
        .mapToObj(line -> new Trial("one", Records.row(line, query + line), null))
        .toList();
  }
}
