package org.evalbeam.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.evalbeam.stats.Coincidences.Scale;

/** Judges and people: published examples, and the laws of merging. */
class AgreementTest {

  /** Krippendorff 2011, section C: 12 units, 4 observers, 0 where one gave none. */
  private static final int[][] PUBLISHED = {
    {1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
    {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
    {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
    {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0},
  };

  @Example
  void krippendorffsPublishedExample() {
    Coincidences coincidences = new Coincidences();
    for (int unit = 0; unit < 12; unit++) {
      int column = unit;
      coincidences.addUnit(
          Arrays.stream(PUBLISHED)
              .mapToDouble(observer -> observer[column])
              .filter(rating -> rating > 0)
              .toArray());
    }

    assertThat(coincidences.alpha(Scale.NOMINAL)).isCloseTo(0.743, within(5e-4));
    assertThat(coincidences.alpha(Scale.ORDINAL)).isCloseTo(0.815, within(5e-4));
    assertThat(coincidences.alpha(Scale.INTERVAL)).isCloseTo(0.849, within(5e-4));
  }

  @Example
  void cohensKappaOfTheWorkedTable() {
    Agreement agreement = of(20, 5, 10, 15);

    assertThat(agreement.kappa()).isCloseTo(0.4, within(1e-12));
    assertThat(agreement.equalShare()).isCloseTo(0.7, within(1e-12));
    assertThat(agreement.cells())
        .containsEntry(new Agreement.Cell(1, 1), 20L)
        .containsEntry(new Agreement.Cell(1, 0), 5L)
        .containsEntry(new Agreement.Cell(0, 1), 10L)
        .containsEntry(new Agreement.Cell(0, 0), 15L);
  }

  /** By hand: of 100 scores 45 are 0 and 55 are 1; D_o = 30/100, D_e = 2·45·55/(100·99). */
  @Example
  void alphaOfTheWorkedTable() {
    assertThat(of(20, 5, 10, 15).alpha(Scale.NOMINAL))
        .isCloseTo(1 - 0.3 / (2 * 45 * 55 / 9900.0), within(1e-12));
  }

  @Example
  void aMildJudgeRanksAlikeAndAgreesLess() {
    Agreement agreement = new Agreement();
    for (int human = 1; human <= 8; human++) {
      agreement.add(human, human + 2);
    }

    assertThat(agreement.pearson()).isCloseTo(1, within(1e-12));
    assertThat(agreement.spearman()).isCloseTo(1, within(1e-12));
    assertThat(agreement.equalShare()).isZero();
    assertThat(agreement.alpha(Scale.INTERVAL)).isCloseTo(0.7, within(1e-12));
    assertThat(agreement.judge().mean() - agreement.human().mean()).isCloseTo(2, within(1e-12));
  }

  /** Ranks of people 1.5 1.5 3 4, of the judge 1 2 3.5 3.5: by hand 4/√(4.5·4.5). */
  @Example
  void tiesHaveTheirMiddleRank() {
    Agreement agreement = new Agreement();
    agreement.add(1, 2);
    agreement.add(1, 3);
    agreement.add(2, 9);
    agreement.add(5, 9);

    assertThat(agreement.spearman()).isCloseTo(4 / 4.5, within(1e-12));
  }

  @Example
  void whatDoesNotVaryHasNoMeasure() {
    Agreement one = new Agreement();
    one.add(1, 1);
    one.add(1, 1);

    assertThat(one.kappa()).isNaN();
    assertThat(one.alpha(Scale.NOMINAL)).isNaN();
    assertThat(one.pearson()).isNaN();
    assertThat(one.spearman()).isNaN();
    assertThat(one.equalShare()).isEqualTo(1);
  }

  @Example
  void ofTooManyValuesTheCorrelationIsLeft() {
    Agreement many = new Agreement();
    for (int i = 0; i <= Agreement.MOST_CELLS; i++) {
      many.add(i, i / 2.0);
    }

    assertThat(many.isTooMany()).isTrue();
    assertThat(many.kappa()).isNaN();
    assertThat(many.alpha(Scale.ORDINAL)).isNaN();
    assertThat(many.spearman()).isNaN();
    assertThat(many.pearson()).isCloseTo(1, within(1e-9));
  }

  @Property(tries = 200)
  void anyOrderOfMergingGivesTheSame(@ForAll Random random) {
    List<Agreement> parts = new ArrayList<>();
    Agreement whole = new Agreement();
    for (int i = 0; i < 30; i++) {
      Agreement part = new Agreement();
      for (int j = random.nextInt(4); j > 0; j--) {
        double human = random.nextInt(5);
        double judge = human + random.nextInt(3);
        part.add(human, judge);
        whole.add(human, judge);
      }
      parts.add(part);
    }
    while (parts.size() > 1) {
      Collections.shuffle(parts, random);
      Agreement merged = new Agreement();
      merged.merge(parts.remove(0));
      merged.merge(parts.remove(0));
      parts.add(merged);
    }

    Agreement merged = parts.get(0);
    assertThat(merged.cells()).isEqualTo(whole.cells());
    if (whole.human().m2() > 0 && whole.judge().m2() > 0) {
      assertThat(merged.pearson()).isCloseTo(whole.pearson(), within(1e-12));
      assertThat(merged.pearson()).isCloseTo(twoPasses(whole), within(1e-12));
    }
  }

  private static double twoPasses(Agreement agreement) {
    double product = 0;
    for (var cell : agreement.cells().entrySet()) {
      product +=
          cell.getValue()
              * (cell.getKey().human() - agreement.human().mean())
              * (cell.getKey().judge() - agreement.judge().mean());
    }
    return product / Math.sqrt(agreement.human().m2() * agreement.judge().m2());
  }

  private static Agreement of(int bothRight, int humanOnly, int judgeOnly, int neither) {
    Agreement agreement = new Agreement();
    int[] times = {bothRight, humanOnly, judgeOnly, neither};
    double[][] scores = {{1, 1}, {1, 0}, {0, 1}, {0, 0}};
    for (int i = 0; i < times.length; i++) {
      for (int j = 0; j < times[i]; j++) {
        agreement.add(scores[i][0], scores[i][1]);
      }
    }
    return agreement;
  }
}
