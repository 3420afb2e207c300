package io.daybook.run;

import io.daybook.definition.SourceDefinition;
import io.daybook.engine.EngineSettings;
import io.daybook.postgres.TestPostgres;
import io.daybook.source.SourceDraft;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Nights of a small source of the test's own, whose model is drafted and whose files it writes. */
final class SmallNight implements AutoCloseable {
  static final String SOURCE = "shop";

  private static final String PASSWORD = "read-only-please";
  private static final AtomicInteger ROLES = new AtomicInteger();

  final TestPostgres database = TestPostgres.database();
  final State state;

  /** What the steps of the last night said. */
  final List<String> summaries = new ArrayList<>();

  private final Path directory;
  private SourceSettings reader;

  SmallNight(Path directory, String... statements) throws SQLException {
    this.directory = directory;
    TestPostgres stateDatabase = TestPostgres.database();
    this.state =
        State.open(
            StateSettings.server(
                stateDatabase.url(), stateDatabase.user(), stateDatabase.password()),
            Clock.systemUTC());
    execute(statements);
  }

  void execute(String... statements) throws SQLException {
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Drafts catalogue and, where there is none yet, source.yml. */
  void draft() throws SQLException {
    try (Connection owner = database.connect()) {
      SourceDraft.write(sql(), SOURCE, "public", owner);
    }
  }

  /** Writes a file of the source's folder. */
  void write(String file, String text) throws IOException {
    Path path = sql().resolve(SOURCE).resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** Puts lines below a table's name in source.yml. */
  void say(String table, String lines) throws IOException {
    Path file = sql().resolve(SOURCE).resolve("source.yml");
    String name = "\n  " + table + ":\n";
    Files.writeString(file, Files.readString(file).replace(name, name + lines.indent(4)));
  }

  /** The role that the model's grant makes, which holds no right too many. */
  private SourceSettings reader(SourceModel model) {
    if (reader == null) {
      String role = "small_reader_" + ROLES.incrementAndGet();
      String name = database.url().replaceAll(".*/([^/?]+).*", "$1");
      try {
        execute(
            SourceGrant.sql(model, role, name, SourceSettings.DEFAULT_CONNECTIONS),
            "alter role " + role + " password '" + PASSWORD + "'");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      reader = SourceSettings.of(database.url(), role, PASSWORD);
    }
    return reader;
  }

  private Path sql() {
    return directory.resolve("sql");
  }

  FileStore files() {
    return FileStore.open(directory.resolve("warehouse").resolve(SOURCE).toString());
  }

  Releases releases() {
    return new Releases(files());
  }

  Manifest run(String engine) {
    return night().run(engine);
  }

  Manifest resume() {
    return night().resume();
  }

  private Night night() {
    summaries.clear();
    SourceDefinition definition = SourceDefinition.load(sql(), SOURCE);
    NightSetup setup =
        new NightSetup(
            definition,
            reader(definition.model()),
            state,
            files(),
            releases(),
            EngineSettings.defaults(directory.resolve("tmp")),
            Duration.ofSeconds(60),
            NightFixture.KEEP,
            Clock.systemUTC(),
            "test");
    return new Night(
        setup,
        new RunListener() {
          @Override
          public void stepFinished(Step step, Duration took, String summary) {
            summaries.add(summary);
          }
        });
  }

  /** Rows of a query over the database of a release. */
  List<List<Object>> query(Manifest manifest, String sql) throws SQLException {
    try (Connection connection = new AnalystDatabase(files()).open(manifest.release())) {
      return ReadOnlyQuery.run(connection, sql, Integer.MAX_VALUE).rows();
    }
  }

  @Override
  public void close() {
    state.close();
  }
}
