package io.daybook.report.metric;

import io.daybook.config.YamlMap;
import io.daybook.report.layout.Unit;
import io.daybook.schema.Column;
import io.daybook.schema.Schema;
import io.daybook.units.MeasuredDataset;
import io.daybook.units.QueryUnits;
import io.daybook.units.UnitProof;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves that what a report shows as money is in the tenant's currency, which is the only one that
 * a report has, and that nothing else is money. Adds what is wrong to the problems of the file.
 */
final class MetricUnits implements AutoCloseable {
  private static final io.daybook.schema.Unit OF_TENANT =
      io.daybook.schema.Unit.money(io.daybook.schema.Unit.TENANT);

  private final List<MeasuredDataset> datasets;
  private final UnitProof proof = UnitProof.open();

  /** Metrics over these datasets, which hold one tenant's rows when they are asked. */
  MetricUnits(Map<String, Schema> datasets) {
    this.datasets =
        datasets.entrySet().stream()
            .map(dataset -> new MeasuredDataset(dataset.getKey(), dataset.getValue(), ""))
            .toList();
  }

  void prove(Metric metric, YamlMap yaml) {
    if (!(metric.definition() instanceof Metric.Computed computed)) {
      return;
    }
    QueryUnits units = proof.of(MetricSql.total(computed), datasets, true);
    if (!units.problems().isEmpty()) {
      units.problems().forEach(problem -> yaml.problem(value(computed), problem.message()));
      return;
    }
    if (computed.formula() instanceof Metric.Quotient quotient) {
      require(yaml, "numerator", quotient.numerator().unit(), units.unit("numerator"));
      require(yaml, "denominator", quotient.denominator().unit(), units.unit("denominator"));
      boolean ofMoney = quotient.numerator().unit().isMoney();
      boolean byMoney = quotient.denominator().unit().isMoney();
      if (metric.unit().isMoney() != (ofMoney && !byMoney)) {
        yaml.problem("unit", "must be money when the numerator alone is, and only then");
      }
    } else {
      require(yaml, "value", metric.unit(), units.unit("value"));
    }
  }

  @Override
  public void close() {
    proof.close();
  }

  private static String value(Metric.Computed computed) {
    return computed.formula() instanceof Metric.Sum ? "value" : "numerator";
  }

  private static void require(
      YamlMap yaml, String key, Unit said, Optional<io.daybook.schema.Unit> found) {
    boolean isMoney = found.filter(io.daybook.schema.Unit::isMoney).isPresent();
    if (isMoney && !found.get().equals(OF_TENANT)) {
      yaml.problem(
          key,
          "is "
              + found.get()
              + ", and a report shows the tenant's currency alone; multiply it by a rate");
    } else if (isMoney && !said.isMoney()) {
      yaml.problem(key, "is " + found.get() + "; its unit is money");
    } else if (!isMoney && said.isMoney()) {
      yaml.problem(
          key,
          "is said to be money and is "
              + found.map(io.daybook.schema.Unit::toString).orElse("of no unit")
              + "; say in the units of the fact or mart which columns are money(tenant)");
    }
  }

  /**
   * Proves what a list shows of a column.
   *
   * @param said as it is shown
   * @param added whether it may be added up
   */
  static void prove(Column column, Unit said, boolean added, YamlMap yaml) {
    io.daybook.schema.Unit unit = column.unit();
    if (said.isMoney() && !unit.equals(OF_TENANT)) {
      yaml.problem(
          column.name(),
          "is %s and would be shown in the tenant's currency; show it as decimal"
              .formatted(unit.toString().isEmpty() ? "of no unit" : unit));
    } else if (added && unit.isMoney() && !unit.equals(OF_TENANT)) {
      yaml.problem(column.name(), "is " + unit + " and must not be added up; put it under numbers");
    }
  }
}
