package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.Renoz;
import io.daybook.definition.SourceDefinition;
import io.daybook.demo.DemoBooks;
import io.daybook.demo.DemoSize;
import io.daybook.demo.DemoSources;
import io.daybook.demo.Oracle;
import io.daybook.engine.EngineSettings;
import io.daybook.mart.MartModel;
import io.daybook.postgres.TestPostgres;
import io.daybook.report.ReleaseReports;
import io.daybook.report.metric.Metrics;
import io.daybook.source.SourceGrant;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.ReadOnlyQuery;
import io.daybook.warehouse.Releases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A filled demo source with the role that the grant gives, a state and an empty warehouse. Its
 * oracle is {@code oracle/<source>/<mart>.sql}.
 */
class DemoNight implements AutoCloseable {
  /** Releases that a night's collection leaves. */
  static final int KEEP = 30;

  private static final String PASSWORD = "read-only-please";
  private static final AtomicInteger ROLES = new AtomicInteger();
  private static final Map<String, SourceDefinition> DEFINITIONS = new ConcurrentHashMap<>();

  /** What is wrong on purpose. */
  final List<DemoBooks.Plant> planted;

  final SourceModel model;
  final TestPostgres database;
  final StateSettings stateSettings;
  final State state;
  final SourceSettings reader;
  private final SourceDefinition definition;
  private final Path directory;

  DemoNight(
      Path directory,
      TestPostgres database,
      SourceDefinition definition,
      List<DemoBooks.Plant> planted)
      throws SQLException {
    this.planted = planted;
    this.directory = directory;
    this.database = database;
    this.definition = definition;
    this.model = definition.model();
    TestPostgres stateDatabase = TestPostgres.database();
    this.stateSettings =
        StateSettings.server(stateDatabase.url(), stateDatabase.user(), stateDatabase.password());
    this.state = State.open(stateSettings, Clock.systemUTC());
    this.reader = grant(database);
  }

  /**
   * The demo source of this name. The last day of its history is today in the zone that its tenants
   * have unless they say otherwise, so that a night is dated like the history.
   */
  static DemoNight open(Path directory, String name, DemoSize size, long seed) throws SQLException {
    SourceDefinition definition =
        DEFINITIONS.computeIfAbsent(name, each -> SourceDefinition.load(Renoz.SQL, each));
    LocalDate today = LocalDate.now(Clock.system(definition.model().tenants().defaultZone()));
    TestPostgres database = TestPostgres.database();
    try (Connection owner = database.connect()) {
      DemoBooks books = DemoSources.create(owner, name, size, seed, today.plusDays(1));
      return new DemoNight(directory, database, definition, books.planted());
    }
  }

  private SourceSettings grant(TestPostgres where) throws SQLException {
    String role = "reader_" + ROLES.incrementAndGet();
    String name = where.url().replaceAll(".*/([^/?]+).*", "$1");
    try (Connection owner = where.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(SourceGrant.sql(model, role, name, SourceSettings.DEFAULT_CONNECTIONS));
      statement.execute("alter role " + role + " password '" + PASSWORD + "'");
    }
    return SourceSettings.of(where.url(), role, PASSWORD);
  }

  FileStore files() {
    return FileStore.open(directory.resolve("warehouse").resolve(model.name()).toString());
  }

  Releases releases() {
    return new Releases(files());
  }

  NightSetup setup() {
    return setup(reader);
  }

  NightSetup setup(SourceSettings settings) {
    return new NightSetup(
        definition,
        settings,
        state,
        files(),
        releases(),
        EngineSettings.defaults(directory.resolve("tmp")),
        Duration.ofSeconds(60),
        KEEP,
        Clock.systemUTC(),
        "test");
  }

  Manifest run(String engine) {
    return new Night(setup(), new RunListener() {}).run(engine);
  }

  /** As if all who hold a lease had been silent for longer than it lasts. */
  void expireLeases() {
    state
        .database()
        .update("expire", "update daybook.lease set expires_at = now() - interval '1 second'");
  }

  /** Rows of a query over the database of a release. */
  List<List<Object>> query(long release, String sql) throws SQLException {
    try (Connection connection = new AnalystDatabase(files()).open(release)) {
      return ReadOnlyQuery.run(connection, sql, Integer.MAX_VALUE).rows();
    }
  }

  /** All reports of a release; the caller closes them. */
  ReleaseReports reports(Manifest release) {
    return ReleaseReports.load(
        files(),
        release,
        definition.definedReports(),
        directory.resolve("cache"),
        model.tenants().column());
  }

  /** What can be asked of the source. */
  Metrics metrics() {
    return definition.metrics();
  }

  /** Names of the source's marts. */
  List<String> marts() {
    return definition.marts().stream().map(MartModel::name).toList();
  }

  /**
   * Rows of a mart without the release that built it, in an order that the oracle's have too. Of a
   * recorded mart those that this release was the first to record.
   */
  List<List<Object>> mart(long release, String mart) throws SQLException {
    boolean isRecorded =
        definition.marts().stream()
            .anyMatch(model -> model.name().equals(mart) && model.isRecorded());
    if (isRecorded) {
      return recorded(release, mart);
    }
    return sorted(query(release, "select * exclude (release) from marts." + mart));
  }

  /** What a release was the first to record, without what it says of itself. */
  List<List<Object>> recorded(long release, String mart) throws SQLException {
    return sorted(
        query(
            release,
            "select * exclude (as_of_instant, release) from recorded.%s where release = %d"
                .formatted(mart, release)));
  }

  /** What the oracle says of a mart at an instant; the source must stand still since then. */
  List<List<Object>> oracle(String mart, Manifest manifest) throws SQLException {
    try (Connection owner = database.connect()) {
      return sorted(Oracle.rows(owner, model.name() + "/" + mart, manifest.asOf()));
    }
  }

  /** Fails unless a mart has rows, and those that the oracle says. */
  void requireOracle(Manifest release, String mart) throws SQLException {
    List<List<Object>> rows = mart(release.release(), mart);
    assertThat(rows).as("%s has rows", mart).isNotEmpty();
    assertThat(rows).as("%s and the oracle", mart).containsExactlyElementsOf(oracle(mart, release));
  }

  /**
   * In an order of their own: to look for every row among all others takes minutes. Instants are
   * alike, whichever driver gave them.
   */
  static List<List<Object>> sorted(List<List<Object>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(DemoNight::comparable).collect(Collectors.toList()))
        .sorted(Comparator.comparing(List::toString))
        .toList();
  }

  private static Object comparable(Object value) {
    if (value instanceof OffsetDateTime instant) {
      return instant.toInstant();
    }
    return value instanceof Timestamp instant ? instant.toInstant() : value;
  }

  @Override
  public void close() {
    state.close();
  }
}
