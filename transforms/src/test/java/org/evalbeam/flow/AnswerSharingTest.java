package org.evalbeam.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.evalbeam.data.Row;
import org.evalbeam.data.Trial;
import org.evalbeam.spec.KeyReference;
import org.junit.jupiter.api.Test;

/** Who shares calls with whom, and for how long it is remembered. */
class AnswerSharingTest {

  private static final Row ROW = Records.row(0, "q");
  private static final Row SAME_ELSEWHERE = Records.row("elsewhere", 0, "q");

  @Test
  void whatIsSharedIsKeptUntilTheLastSharerHasCome() {
    Bundle bundle =
        new Bundle(
            Experiments.named("a"), Experiments.named("b"), Experiments.named("c").sample(1));

    SharedCalls first = bundle.join("a", ROW);
    assertThat(bundle.sharing.waiting()).isEqualTo(1);
    assertThat(bundle.join("b", ROW)).isSameAs(first);
    assertThat(bundle.sharing.waiting()).isZero();
  }

  @Test
  void aTrialThatSharesWithNoneIsNotKept() {
    Bundle bundle = new Bundle(Experiments.named("a"), Experiments.named("b").repeat(1));

    SharedCalls first = bundle.join("a", ROW);

    assertThat(bundle.join("b", ROW)).isNotSameAs(first);
    assertThat(bundle.sharing.waiting()).isZero();
  }

  @Test
  void anEqualQuestionOfAnotherDatasetIsAskedForItself() {
    Bundle bundle =
        new Bundle(
            Experiments.named("a"), Experiments.named("b"), Experiments.named("x").on("elsewhere"));

    SharedCalls first = bundle.join("a", ROW);

    assertThat(bundle.join("x", SAME_ELSEWHERE)).isNotSameAs(first);
    assertThat(bundle.join("b", ROW)).isSameAs(first);
    assertThat(bundle.sharing.waiting()).isZero();
  }

  @Test
  void askersWithDifferentKeysDoNotShare() {
    KeyReference mine = new KeyReference(KeyReference.Kind.ENVIRONMENT, "MINE");
    Bundle bundle =
        new Bundle(
            Experiments.named("a"),
            Experiments.named("b").at(Experiments.endpoint(Experiments.URL, "m", mine, 4)));

    assertThat(bundle.join("a", ROW)).isNotSameAs(bundle.join("b", ROW));
    assertThat(bundle.sharing.waiting()).isZero();
  }

  @Test
  void aTrialWithoutACallSharesNothing() {
    EvaluationPlan plan = Experiments.plan(Experiments.named("a").supplied());
    AnswerSharing sharing = new AnswerSharing(plan);
    Trial trial = new Trial("a", ROW, Records.supplied("text"));

    assertThat(sharing.join(trial, null)).isNotSameAs(sharing.join(trial, null));
    assertThat(sharing.waiting()).isZero();
  }

  @Test
  void preludesThatMakeTheSameRequestShare() {
    Bundle bundle =
        new Bundle(
            Experiments.named("none"),
            Experiments.named("empty").asking(Experiments.model("m", "", Map.of())));

    assertThat(bundle.join("none", ROW)).isSameAs(bundle.join("empty", ROW));
    assertThat(bundle.sharing.waiting()).isZero();
  }

  private static final class Bundle {

    private final EvaluationPlan plan;
    private final AnswerSharing sharing;

    Bundle(Experiments... experiments) {
      this.plan = Experiments.plan(experiments);
      this.sharing = new AnswerSharing(plan);
    }

    SharedCalls join(String experiment, Row row) {
      AnswerCall call = requireNonNull(AnswerCall.of(plan.experiment(experiment), row));
      return sharing.join(new Trial(experiment, row, null), call);
    }
  }
}
