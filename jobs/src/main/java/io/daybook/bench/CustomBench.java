package io.daybook.bench;

import io.daybook.audience.Asker;
import io.daybook.definition.SourceDefinition;
import io.daybook.report.ReleaseReports;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.definition.DefinitionReader;
import io.daybook.report.issue.Made;
import io.daybook.report.metric.Metrics;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.DatasetRows;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.TenantDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The time from a definition to its report, of many that nobody asked before. */
final class CustomBench implements Bench {
  private static final int QUESTIONS = 1_000;

  /** Rows of a dataset, from which filters take their values. */
  private static final int SAMPLED = 200;

  /** Questions that are not counted. */
  private static final int WARM_UP = 50;

  private static final long SEED = 20261121;
  private static final double BAR_SECONDS = 0.150;
  private static final double NONE_OVER_SECONDS = 2;

  /** Tenants that are asked in turn: the largest, and others. */
  private static final int TENANTS = 4;

  @Override
  public String name() {
    return "custom";
  }

  @Override
  public String compares() {
    return "the 95th percentile of 1,000 custom reports, none of them asked before, in seconds";
  }

  @Override
  public BenchResult run(BenchSource source) throws SQLException {
    FileStore files = source.files();
    Manifest release = WholeNight.release(source, files);
    SourceDefinition definition = source.definition();
    Metrics metrics = definition.metrics();
    Path cache = source.scratch();
    String tenantColumn = source.model().tenants().column();
    List<String> asked = tenants(files, release);
    List<RandomDefinitions> definitions = new ArrayList<>();
    double first = 0;
    double building = 0;
    TenantDatabase tenants =
        new TenantDatabase(files, release, cache, tenantColumn, metrics.columns());
    for (String tenant : asked) {
      for (String dataset : metrics.datasets()) {
        double opening = secondsToOpen(tenants, tenant, dataset);
        first = Math.max(first, opening);
        building += opening;
      }
      try (Connection connection = tenants.open(tenant, metrics.datasets())) {
        definitions.add(
            new RandomDefinitions(
                SEED + definitions.size(),
                metrics,
                DatasetRows.read(connection, metrics.datasets(), SAMPLED),
                LocalDate.ofInstant(release.asOf(), ZoneOffset.UTC).minusDays(1)));
      }
    }
    DefinitionReader reader = new DefinitionReader(metrics);
    try (ReleaseReports reports =
        ReleaseReports.load(files, release, definition.definedReports(), cache, tenantColumn)) {
      ask(source, reports, reader, asked, definitions, WARM_UP);
      return result(
          source,
          ask(source, reports, reader, asked, definitions, QUESTIONS),
          first,
          building / asked.size());
    }
  }

  /** What the first question of a dataset waits for. */
  private static double secondsToOpen(TenantDatabase tenants, String tenant, String dataset)
      throws SQLException {
    long start = System.nanoTime();
    tenants.open(tenant, List.of(dataset)).close();
    return (System.nanoTime() - start) / 1e9;
  }

  private static List<String> tenants(FileStore files, Manifest release) throws SQLException {
    List<String> tenants = new ArrayList<>();
    try (Connection all = new AnalystDatabase(files).open(release.release());
        Statement statement = all.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select tenants.organization_id
                from facts.tenants as tenants
                inner join facts.orders as orders using (organization_id)
                where tenants.is_live and tenants.is_zone_valid
                group by tenants.organization_id
                order by count(*) desc
                limit %d
                """
                    .formatted(TENANTS))) {
      while (row.next()) {
        tenants.add(row.getString(1));
      }
    }
    return tenants;
  }

  /** Seconds of each question that was answered. */
  private static List<Double> ask(
      BenchSource source,
      ReleaseReports reports,
      DefinitionReader reader,
      List<String> tenants,
      List<RandomDefinitions> definitions,
      int count) {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i % tenants.size();
      String text = definitions.get(at).next();
      Asker asker = reports.audience().inRole(tenants.get(at), "owner");
      long start = System.nanoTime();
      Definition definition = reader.require("a bench", text);
      Made made = reports.custom().make("A bench", definition, asker, evaluation -> {});
      double took = (System.nanoTime() - start) / 1e9;
      boolean tooLarge =
          made instanceof Made.Failed failed
              && (failed.reason().contains("can lie across")
                  || failed.reason().contains("before any limit"));
      if (!(made instanceof Made.Ready) && !tooLarge) {
        throw new IllegalStateException("A valid definition has no answer: " + made + " " + text);
      }
      seconds.add(took);
      if (took > NONE_OVER_SECONDS) {
        source.setup().progress().accept(String.format(Locale.ROOT, "%.3f s: %s", took, text));
      }
    }
    return seconds;
  }

  /** The questions are many; every twentieth part of them shows how they lie. */
  private static List<Double> twentieths(List<Double> sorted) {
    List<Double> shown = new ArrayList<>();
    for (int i = 1; i < 20; i++) {
      shown.add(sorted.get(sorted.size() * i / 20));
    }
    return shown;
  }

  private BenchResult result(
      BenchSource source, List<Double> seconds, double first, double building) {
    List<Double> sorted = seconds.stream().sorted().toList();
    double p95 = sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    double most = sorted.get(sorted.size() - 1);
    ProcessMemory memory = new ProcessMemory();
    memory.end();
    Measured side =
        new Measured(
            "daybook", twentieths(sorted), sorted.size(), 0, memory.peak(), memory.liveHeap());
    Map<String, Object> notes = new LinkedHashMap<>();
    notes.put("questions", seconds.size());
    notes.put("median_seconds", Measured.rounded(Measured.median(seconds)));
    notes.put("most_seconds", Measured.rounded(most));
    notes.put("most_seconds_of_a_dataset_nobody_asked_before", Measured.rounded(first));
    notes.put("seconds_of_all_datasets_of_a_tenant", Measured.rounded(building));
    Bar bar = Bar.atMost(BAR_SECONDS, "seconds of the 95th percentile");
    return BenchResult.of(name(), source, bar, p95, List.of(side), notes)
        .with(Map.of(), bar.holds(p95) && most <= NONE_OVER_SECONDS && first <= NONE_OVER_SECONDS);
  }
}
