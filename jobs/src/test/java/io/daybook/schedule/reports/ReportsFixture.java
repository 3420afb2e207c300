package io.daybook.schedule.reports;

import io.daybook.definition.Renoz;
import io.daybook.demo.DemoSize;
import io.daybook.demo.DemoSource;
import io.daybook.demo.DemoTenant;
import io.daybook.engine.EngineSettings;
import io.daybook.postgres.TestPostgres;
import io.daybook.report.ReleaseReports;
import io.daybook.run.Night;
import io.daybook.run.NightSetup;
import io.daybook.run.RunListener;
import io.daybook.source.SourceGrant;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/** A source whose people have scheduled reports, and releases of it at any instant. */
final class ReportsFixture {
  static final Path HOME = Path.of(System.getProperty("daybook.home"));
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String PASSWORD = "read-only-please";

  final Path directory;
  final SourceModel model = SourceModel.load(HOME.resolve("sql"), "renoz");
  final TestPostgres database = TestPostgres.database();
  final DemoSource source;
  private final SourceSettings reader;

  /** A small source, changed by these statements, and its first release. */
  ReportsFixture(Path directory, long seed, String... changes) throws SQLException {
    this.directory = directory;
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      this.source = DemoSource.create(owner, DemoSize.XS, seed, TODAY);
      String name = database.url().replaceAll(".*/([^/?]+).*", "$1");
      String role = "reports_" + name;
      statement.execute(SourceGrant.sql(model, role, name, SourceSettings.DEFAULT_CONNECTIONS));
      statement.execute("alter role " + role + " password '" + PASSWORD + "'");
      this.reader = SourceSettings.of(database.url(), role, PASSWORD);
    }
    change(changes);
    night();
  }

  /** Changes rows of the source. */
  void change(String... statements) throws SQLException {
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** What a night reads and publishes. */
  void night() {
    night(directory);
  }

  /** The same in another folder. */
  void night(Path directory) {
    TestPostgres nights = TestPostgres.database();
    try (State state =
        State.open(
            StateSettings.server(nights.url(), nights.user(), nights.password()),
            Clock.systemUTC())) {
      NightSetup setup =
          new NightSetup(
              Renoz.DEFINITION,
              reader,
              state,
              files(directory),
              new Releases(files(directory)),
              EngineSettings.defaults(directory.resolve("tmp")),
              Duration.ofSeconds(60),
              100,
              Clock.systemUTC(),
              "test");
      new Night(setup, new RunListener() {}).run("duckdb");
    }
  }

  /** Publishes the newest content as if its snapshot had been taken then. */
  void release(Instant asOf) {
    Releases releases = new Releases(files(directory));
    Manifest now = releases.current().orElseThrow();
    releases.publish(
        new Manifest(
            now.release() + 1,
            OptionalLong.of(now.release()),
            now.source(),
            now.run(),
            now.daybook(),
            now.engine(),
            asOf,
            asOf,
            OptionalLong.empty(),
            now.snapshot(),
            now.datasets(),
            now.checks(),
            now.database()));
  }

  static FileStore files(Path directory) {
    return FileStore.open(directory.resolve("warehouse/renoz").toString());
  }

  /** The reports of the releases in this folder; also for a process of its own. */
  static ReleasedReports reports(Path directory) {
    return new ReleasedReports(
        source -> files(directory),
        release ->
            ReleaseReports.load(
                files(directory),
                release,
                Renoz.DEFINITION.definedReports(),
                directory.resolve("cache"),
                Renoz.DEFINITION.model().tenants().column()));
  }

  DemoTenant tenant(String zone) {
    return source.tenants().stream()
        .filter(each -> each.zone().equals(zone) && !each.deleted())
        .findFirst()
        .orElseThrow();
  }

  /** Those that get reports: they live, ask for some, and their days can be told. */
  List<DemoTenant> reported() {
    return source.tenants().stream()
        .filter(each -> !each.deleted() && !each.quiet() && !each.zone().equals("UTC+10"))
        .toList();
  }
}
