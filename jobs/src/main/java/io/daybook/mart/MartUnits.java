package io.daybook.mart;

import io.daybook.config.Problems;
import io.daybook.fact.FactModel;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.units.MeasuredDataset;
import io.daybook.units.QueryUnits;
import io.daybook.units.UnitProof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Proves that what the columns of marts are said to measure is what their queries compute. */
final class MartUnits {
  private final Path directory;
  private final Problems problems;

  MartUnits(Path directory, Problems problems) {
    this.directory = directory;
    this.problems = problems;
  }

  /**
   * @param marts in an order in which they can be built
   * @param unusable datasets of which nobody knows what they measure before they are mended; marts
   *     that read them are passed over
   */
  void prove(List<FactModel> facts, List<MartModel> marts, Set<String> unusable) {
    Set<String> unknown = new TreeSet<>(unusable);
    List<MeasuredDataset> datasets = new ArrayList<>();
    for (FactModel fact : facts) {
      datasets.add(new MeasuredDataset(fact.dataset(), fact.schema(), fact.grain().get(0)));
    }
    try (UnitProof proof = UnitProof.open()) {
      for (MartModel mart : marts) {
        if (!Collections.disjoint(mart.reads(), unknown)) {
          unknown.add(mart.dataset());
          continue;
        }
        requireCurrencyColumns(mart);
        require(mart, proof.of(mart.sql(), datasets, false));
        String tenant = mart.grain().stream().findFirst().orElse("");
        datasets.add(new MeasuredDataset(mart.dataset(), mart.schema(), tenant));
      }
    }
  }

  private void require(MartModel mart, QueryUnits units) {
    units
        .problems()
        .forEach(problem -> problems.add(file(mart, ".sql"), problem.line(), problem.message()));
    units
        .contradictions(mart.schema())
        .values()
        .forEach(wrong -> problems.add(file(mart, ".yml"), wrong));
  }

  private void requireCurrencyColumns(MartModel mart) {
    for (Column column : mart.schema().columns()) {
      column
          .unit()
          .currencyColumns()
          .filter(
              code ->
                  mart.schema()
                      .column(code)
                      .map(Column::type)
                      .filter(DataType.TEXT::equals)
                      .isEmpty())
          .forEach(
              code ->
                  problems.add(
                      file(mart, ".yml"),
                      "%s is %s, and the mart has no text column %s%s"
                          .formatted(
                              column.name(),
                              column.unit(),
                              code,
                              Problems.didYouMean(code, mart.schema().names()))));
    }
  }

  private String file(MartModel mart, String suffix) {
    return directory.resolve(mart.name() + suffix).toString();
  }
}
