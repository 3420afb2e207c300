package io.daybook.run;

import io.daybook.check.Check;
import io.daybook.check.CheckKind;
import io.daybook.check.CheckReport;
import io.daybook.check.CheckResult;
import io.daybook.definition.Lineage;
import io.daybook.engine.SqlText;
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
import java.util.Set;
import java.util.stream.Stream;

/**
 * How good each dataset of a release is, as the checks of its night say: of a hundred checks that
 * look at it, how many found nothing. What a dataset is made of counts beside it: it is no better
 * than the worst of that.
 */
final class Quality {
  static final String TABLE = "quality_scores";
  static final String DESCRIPTION = "What the checks of a night say of each dataset, by release";

  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final int DIGITS = 2;

  private final Lineage lineage;
  private final Map<String, List<CheckResult>> results = new HashMap<>();

  Quality(Lineage lineage, CheckReport report) {
    this.lineage = lineage;
    for (CheckResult result : report.results()) {
      for (String dataset : lookedAt(result.check())) {
        results.computeIfAbsent(dataset, each -> new ArrayList<>()).add(result);
      }
    }
  }

  /** A declared check looks at all that it reads. */
  private static Set<String> lookedAt(Check check) {
    return check.kind() == CheckKind.DECLARED
        ? SqlText.datasets(check.from())
        : Set.of(check.subject());
  }

  static Schema schema() {
    DataType score = DataType.decimal(5, DIGITS);
    return Schema.of(
        new Column("release", DataType.BIGINT, false, "release that was checked"),
        new Column("as_of", DataType.TIMESTAMP, false, "instant of its snapshot"),
        new Column("dataset", DataType.TEXT, false, "what was looked at, facts.orders"),
        new Column("row_count", DataType.BIGINT, false, "rows that it has"),
        new Column("checks", DataType.INTEGER, false, "checks that looked at it"),
        new Column("failed_checks", DataType.INTEGER, false, "those that found something"),
        new Column("findings", DataType.BIGINT, false, "rows that they found, each by itself"),
        new Column(
            "score",
            score,
            true,
            "of a hundred checks, how many found nothing; NULL where none looks at it"),
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
      List<CheckResult> own = results.getOrDefault(dataset.name(), List.of());
      rows.add(
          Arrays.asList(
              release,
              asOf,
              dataset.name(),
              dataset.rows(),
              own.size(),
              Math.toIntExact(failed(own)),
              own.stream().mapToLong(CheckResult::findings).sum(),
              score(dataset.name()).orElse(null),
              scoreWithOrigins(dataset.name()).orElse(null)));
    }
    return rows;
  }

  private static long failed(List<CheckResult> results) {
    return results.stream().filter(each -> each.findings() > 0).count();
  }

  /** Rounded down: only what passes all has a hundred. */
  private Optional<BigDecimal> score(String dataset) {
    List<CheckResult> own = results.getOrDefault(dataset, List.of());
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ALL.multiply(BigDecimal.valueOf(own.size() - failed(own)))
                .divide(BigDecimal.valueOf(own.size()), DIGITS, RoundingMode.DOWN));
  }

  private Optional<BigDecimal> scoreWithOrigins(String dataset) {
    return Stream.concat(Stream.of(dataset), lineage.madeOf(dataset).stream())
        .map(each -> score(each).orElse(null))
        .filter(Objects::nonNull)
        .min(BigDecimal::compareTo);
  }
}
