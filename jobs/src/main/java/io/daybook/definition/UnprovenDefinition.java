package io.daybook.definition;

import io.daybook.audience.ReportQueries;
import io.daybook.check.Check;
import io.daybook.config.Problems;
import io.daybook.engine.Binder;
import io.daybook.engine.Engines;
import io.daybook.fact.FactModel;
import io.daybook.mart.MartModel;
import io.daybook.mart.MartModels;
import io.daybook.report.catalogue.Catalogue;
import io.daybook.report.metric.Metrics;
import io.daybook.schema.Schema;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.EmptyRelease;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the files of a source say, before any engine has seen it.
 *
 * @param folder {@code sql/<source>}
 * @param unusable datasets that there will be, once the problems of their own files are mended
 * @param problems that reading found, and proving adds to
 */
record UnprovenDefinition(
    Path folder,
    SourceModel model,
    List<FactModel> facts,
    List<MartModel> marts,
    Set<String> unusable,
    List<Check> checks,
    Metrics.Read metrics,
    ReportQueries reports,
    Catalogue catalogue,
    Problems problems) {
  /**
   * Proves all of it on DuckDB.
   *
   * @return the columns of raw tables that are used, by table
   * @throws io.daybook.fault.DaybookException DEF_INVALID with all problems
   */
  Map<String, Set<String>> prove() {
    MartModels.proveUnits(folder, facts, marts, unusable, problems);
    metrics.proof().run();
    try (Binder duck = Engines.duckBinder()) {
      Proof proof = new Proof(folder, duck, problems);
      proof.declare(model, facts, marts);
      proof.facts(facts);
      proof.marts(marts);
      proof.checks(checks);
      proof.relations(model);
      proveReports(proof.declared());
    }
    problems.throwIfAny();
    return ColumnsRead.of(model, facts, checks);
  }

  private void proveReports(Map<String, Schema> datasets) {
    if (reports.texts().isEmpty() && catalogue.reports().isEmpty()) {
      return;
    }
    try (Connection empty = EmptyRelease.open(datasets)) {
      reports.prove(empty, unusable, problems);
      catalogue.prove(empty, datasets, unusable, problems);
    } catch (SQLException e) {
      throw new IllegalStateException("A connection that only read cannot fail to close", e);
    }
  }

  /**
   * As what it is once it is proven.
   *
   * @throws io.daybook.fault.DaybookException DEF_INVALID when it cannot be
   */
  SourceDefinition with(Map<String, Set<String>> columnsUsed) {
    problems.throwIfAny();
    return new SourceDefinition(
        folder, model, facts, marts, checks, metrics.metrics(), reports, catalogue, columnsUsed);
  }
}
