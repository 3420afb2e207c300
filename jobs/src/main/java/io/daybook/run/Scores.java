package io.daybook.run;

import io.daybook.check.CheckReport;
import io.daybook.check.CheckResult;
import io.daybook.definition.Lineage;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.Dataset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How good each dataset of a release is, as the checks of its night say: of a hundred that look at
 * it and only count, how many found nothing there. Those that stop a release hold in every one that
 * there is, and say nothing of how good it is. What a dataset is made of counts beside it: it is no
 * better than the worst of that.
 */
final class Scores {
  static final String TABLE = "scores";
  static final String DESCRIPTION = "How good every dataset was, as its checks say, by release";

  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final int DIGITS = 2;

  /** What checks that only count found of one dataset. */
  private static final class Counted {
    private int checks;
    private int failed;
    private long findings;

    void add(long found) {
      checks++;
      failed += found > 0 ? 1 : 0;
      findings += found;
    }

    /** Rounded down: only where none found anything it is a hundred. */
    Optional<BigDecimal> score() {
      return checks == 0
          ? Optional.empty()
          : Optional.of(
              ALL.multiply(BigDecimal.valueOf(checks - failed))
                  .divide(BigDecimal.valueOf(checks), DIGITS, RoundingMode.DOWN));
    }
  }

  private final Lineage lineage;
  private final Map<String, Counted> counted = new HashMap<>();

  Scores(Lineage lineage, CheckReport report) {
    this.lineage = lineage;
    for (CheckResult result : report.results()) {
      if (!result.check().blocking()) {
        result
            .byDataset()
            .forEach(
                (dataset, findings) ->
                    counted.computeIfAbsent(dataset, each -> new Counted()).add(findings));
      }
    }
  }

  static Schema schema() {
    DataType score = DataType.decimal(5, DIGITS);
    return Schema.of(
        new Column("release", DataType.BIGINT, false, "release that was checked"),
        new Column("as_of", DataType.TIMESTAMP, false, "instant of its snapshot"),
        new Column("dataset", DataType.TEXT, false, "what was looked at, facts.orders"),
        new Column("row_count", DataType.BIGINT, false, "rows that it has"),
        new Column(
            "checks",
            DataType.INTEGER,
            false,
            "checks that looked at it and only count; those that stop a release hold in each"),
        new Column("failed_checks", DataType.INTEGER, false, "those that found something"),
        new Column("findings", DataType.BIGINT, false, "rows that they found, each by itself"),
        new Column(
            "score",
            score,
            true,
            "of a hundred such checks, how many found nothing; NULL where none looks at it"),
        new Column(
            "score_with_origins",
            score,
            true,
            "the lowest of its score and those of all that it is made of"));
  }

  /**
   * The rows of a release.
   *
   * @param built what the night built
   */
  List<List<Object>> rows(long release, Instant asOf, Collection<Dataset> built) {
    List<List<Object>> rows = new ArrayList<>();
    for (Dataset dataset : built) {
      Counted own = counted.getOrDefault(dataset.name(), new Counted());
      rows.add(
          Arrays.asList(
              release,
              asOf,
              dataset.name(),
              dataset.rows(),
              own.checks,
              own.failed,
              own.findings,
              own.score().orElse(null),
              scoreWithOrigins(dataset.name()).orElse(null)));
    }
    return rows;
  }

  private Optional<BigDecimal> scoreWithOrigins(String dataset) {
    return Stream.concat(Stream.of(dataset), lineage.madeOf(dataset).stream())
        .map(counted::get)
        .filter(Objects::nonNull)
        .flatMap(each -> each.score().stream())
        .min(BigDecimal::compareTo);
  }
}
