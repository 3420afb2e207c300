package io.daybook.report.metric;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Ratio;
import io.daybook.report.layout.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the metrics say of one tenant. Money and counts are decimal; a quotient is divided once,
 * half up, at the decimals that are shown. Not for several threads.
 */
public final class MetricAnswers {
  private final Connection tenant;
  private final ZoneId zone;
  private final LocalDate today;

  /**
   * Answers from one release.
   *
   * @param tenant a connection that sees rows of the tenant alone; stays open
   * @param zone of the tenant's days
   * @param asOf instant of the release's snapshot
   */
  public MetricAnswers(Connection tenant, ZoneId zone, Instant asOf) {
    this.tenant = requireNonNull(tenant, "tenant is null");
    this.zone = requireNonNull(zone, "zone is null");
    this.today = LocalDate.ofInstant(asOf, zone);
  }

  /**
   * One number.
   *
   * @param value the number, or why there is none
   * @param parts what a quotient was made of
   */
  public record Answer(Measure value, Optional<Ratio> parts) {
    static Answer unavailable(String reason) {
      return new Answer(Measure.unavailable(reason), Optional.empty());
    }
  }

  /** The metric of these days. */
  public Answer total(Metric metric, DateSpan days) {
    if (metric.definition() instanceof Metric.Unavailable unavailable) {
      return Answer.unavailable(unavailable.reason());
    }
    Metric.Computed computed = (Metric.Computed) metric.definition();
    if (days.until().isAfter(today)) {
      return Answer.unavailable("the data ends before " + days.last() + " has ended");
    }
    if (computed.when() instanceof Metric.AtSnapshot && !days.until().equals(today)) {
      return Answer.unavailable(
          "the source keeps no history of it: it is known for " + today.minusDays(1) + " only");
    }
    try (PreparedStatement statement =
            MetricSql.prepare(tenant, MetricSql.total(computed), values(days));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return answer(metric, computed.formula(), row);
    } catch (SQLException e) {
      throw failure(metric, e);
    }
  }

  /**
   * The metric of each day that has rows; a sum of the others is 0, a quotient has no number there.
   * Of a metric that does not go by days, nothing.
   */
  public Map<LocalDate, Answer> byDay(Metric metric, DateSpan days) {
    Map<LocalDate, Answer> answers = new TreeMap<>();
    if (!(metric.definition() instanceof Metric.Computed computed)
        || !(computed.when() instanceof Metric.During during)) {
      return answers;
    }
    try (PreparedStatement statement =
            MetricSql.prepare(tenant, MetricSql.byDay(computed, during), values(days));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        answers.put(row.getObject("day", LocalDate.class), answer(metric, computed.formula(), row));
      }
      return answers;
    } catch (SQLException e) {
      throw failure(metric, e);
    }
  }

  private MetricSql.Values values(DateSpan days) {
    return new MetricSql.Values(
        days.from(), days.until(), days.until().atStartOfDay(zone).toInstant());
  }

  private static Answer answer(Metric metric, Metric.Formula formula, ResultSet row)
      throws SQLException {
    if (formula instanceof Metric.Sum) {
      return new Answer(Measure.of(number(row, "value")), Optional.empty());
    }
    Metric.Quotient quotient = (Metric.Quotient) formula;
    BigDecimal over = number(row, "numerator");
    BigDecimal by = number(row, "denominator");
    Optional<Ratio> parts =
        Optional.of(new Ratio(part(quotient.numerator(), over), part(quotient.denominator(), by)));
    if (by.signum() == 0) {
      return new Answer(
          Measure.unavailable(
              "there is nothing to divide by: " + quotient.denominator().title() + " is 0"),
          parts);
    }
    return new Answer(
        Measure.of(over.divide(by, scale(metric.unit()), RoundingMode.HALF_UP)), parts);
  }

  /** The digits that are kept: rounding twice could end one off. */
  private static int scale(Unit unit) {
    return unit.round(BigDecimal.ONE, unit.decimals()).scale();
  }

  private static Ratio.Part part(Metric.Part part, BigDecimal value) {
    return new Ratio.Part(part.title(), part.unit(), value);
  }

  private static BigDecimal number(ResultSet row, String column) throws SQLException {
    return new BigDecimal(row.getObject(column).toString());
  }

  private static DaybookException failure(Metric metric, SQLException e) {
    return DaybookException.of(
            Code.ENGINE_FAILED, "Cannot compute the metric " + metric.id() + ": " + e.getMessage())
        .state("nothing was delivered")
        .next("mend metrics.yml, or report it with the log")
        .cause(e)
        .build();
  }
}
