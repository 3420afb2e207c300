package io.daybook.report.metric;

import io.daybook.config.YamlMap;
import io.daybook.engine.SqlLint;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Schema;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.EmptyRelease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * Runs every definition over empty tables: an unknown column, an aggregate that is none, or a sum
 * that would be a double shows before any night.
 */
final class MetricProof implements AutoCloseable {
  private static final MetricSql.Values ANY =
      new MetricSql.Values(
          LocalDate.of(2026, 1, 1),
          LocalDate.of(2026, 1, 2),
          Instant.parse("2026-01-02T00:00:00Z"));

  private final Connection connection;

  private MetricProof(Connection connection) {
    this.connection = connection;
  }

  static MetricProof open(Map<String, Schema> datasets) {
    return new MetricProof(EmptyRelease.open(datasets));
  }

  /** Adds what is wrong with the metric to the problems of its file. */
  void prove(Metric metric, YamlMap yaml) {
    if (!(metric.definition() instanceof Metric.Computed computed)) {
      return;
    }
    String sql = MetricSql.total(computed);
    try {
      SqlLint.check(yaml.file(), sql);
    } catch (DaybookException e) {
      yaml.problem("value", e.getMessage().lines().skip(1).findFirst().orElse(e.getMessage()));
      return;
    }
    try (PreparedStatement statement = MetricSql.prepare(connection, sql, ANY);
        ResultSet row = statement.executeQuery()) {
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        String type = row.getMetaData().getColumnTypeName(i);
        if (!type.matches("(?i)decimal.*|bigint|hugeint|integer")) {
          yaml.problem("value", "is " + type + "; a whole number or a decimal is needed");
        }
      }
      if (!row.next() || row.next()) {
        yaml.problem("value", "is not an aggregate: it gives more than one number");
      }
    } catch (SQLException e) {
      yaml.problem("value", e.getMessage().lines().findFirst().orElse("cannot be computed"));
    }
  }

  /** Adds what is wrong with the condition of a dataset to the problems of its file. */
  void prove(Subject subject, YamlMap yaml) {
    String sql =
        "select count(*) as rows_shown from %s where (%s)"
            .formatted(Dataset.quoted(subject.from()), subject.where());
    try {
      SqlLint.check(yaml.file(), sql);
    } catch (DaybookException e) {
      yaml.problem("where", e.getMessage().lines().skip(1).findFirst().orElse(e.getMessage()));
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeQuery().close();
    } catch (SQLException e) {
      yaml.problem("where", e.getMessage().lines().findFirst().orElse("cannot be computed"));
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("A connection that only read cannot fail to close", e);
    }
  }
}
