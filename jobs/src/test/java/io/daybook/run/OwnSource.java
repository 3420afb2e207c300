package io.daybook.run;

import io.daybook.assembly.NewSource;
import io.daybook.definition.SourceDefinition;
import io.daybook.engine.EngineSettings;
import io.daybook.postgres.TestPostgres;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Made;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Measure;
import io.daybook.source.Finding;
import io.daybook.source.FirstModel;
import io.daybook.source.SourceCheck;
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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that a test makes up: its own tables, drafted, granted and run as a user would. */
final class OwnSource {
  private static final String PASSWORD = "read-only-please";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "own_" + COUNT.incrementAndGet();
  private final Path directory;
  private final TestPostgres database;

  private OwnSource(Path directory, TestPostgres database) {
    this.directory = directory;
    this.database = database;
  }

  /** A database with these tables, and a model as it is drafted of them. */
  static OwnSource draft(Path directory, String... statements) throws SQLException {
    return draft(directory, List.of("public"), statements);
  }

  /** The same of tables in these schemas. */
  static OwnSource draft(Path directory, List<String> schemas, String... statements)
      throws SQLException {
    OwnSource source = new OwnSource(directory, TestPostgres.database());
    source.execute(statements);
    return source.draftAgain(schemas, false);
  }

  /** The same with the views among them. */
  static OwnSource draftWithViews(Path directory, String... statements) throws SQLException {
    OwnSource source = new OwnSource(directory, TestPostgres.database());
    source.execute(statements);
    return source.draftAgain(List.of("public"), true);
  }

  /** A database with these tables, and the folder that {@code source new} writes for it. */
  static OwnSource begin(Path directory, String... statements) throws SQLException {
    OwnSource source = new OwnSource(directory, TestPostgres.database());
    source.execute(statements);
    source.begin(List.of("public"));
    return source;
  }

  /** The same of a database that is there; {@link #begin(List)} writes the folder. */
  static OwnSource of(Path directory, TestPostgres database) {
    return new OwnSource(directory, database);
  }

  NewSource begin(List<String> schemas) {
    return begin(schemas, false);
  }

  /** The same, with or without the views among the tables. */
  NewSource begin(List<String> schemas, boolean views) {
    return beginAs(database.user(), database.password(), schemas, views);
  }

  /** The same as another role than the owner. */
  NewSource beginAs(String user, String password, List<String> schemas, boolean views) {
    return NewSource.write(
        sql(),
        name,
        schemas,
        views,
        SourceSettings.of(database.url(), user, password),
        FirstModel.Listener.SILENT);
  }

  /** As {@code source draft} does, once more. */
  OwnSource draftAgain(List<String> schemas, boolean views) throws SQLException {
    try (Connection owner = database.connect()) {
      SourceDraft.write(
          sql(), name, schemas, views, owner, folder -> SourceModel.load(folder, name));
    }
    return this;
  }

  /** As the owner, who may break foreign keys. */
  void execute(String... statements) throws SQLException {
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute("set session_replication_role = replica");
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  String name() {
    return name;
  }

  Path sql() {
    return directory.resolve("sql");
  }

  /** A file of the source's definitions. */
  Path file(String file) {
    return sql().resolve(name).resolve(file);
  }

  /** What a file of the source's definitions says. */
  String text(String file) {
    try {
      return Files.readString(file(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OwnSource write(String file, String text) {
    try {
      Files.createDirectories(file(file).getParent());
      Files.writeString(file(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a file of the source's definitions in one place. */
  OwnSource replace(String file, String text, String by) {
    try {
      String before = Files.readString(file(file));
      if (!before.contains(text)) {
        throw new IllegalArgumentException(file + " lacks " + text + ":\n" + before);
      }
      return write(file, before.replace(text, by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SourceModel model() {
    return SourceModel.load(sql(), name);
  }

  /** What {@code source check} says. */
  List<Finding> findings() throws SQLException {
    SourceModel model = model();
    SourceSettings reader = grant(model);
    try (Connection connection = reader.connect("test")) {
      return new SourceCheck(model, SourceSettings.DEFAULT_CONNECTIONS).findings(connection);
    }
  }

  private SourceSettings grant(SourceModel model) throws SQLException {
    String role = name + "_reader_" + COUNT.incrementAndGet();
    String of = database.url().replaceAll(".*/([^/?]+).*", "$1");
    execute(
        SourceGrant.sql(model, role, of, SourceSettings.DEFAULT_CONNECTIONS),
        "alter role " + role + " password '" + PASSWORD + "'");
    return SourceSettings.of(database.url(), role, PASSWORD);
  }

  private FileStore files() {
    return FileStore.open(directory.resolve("warehouse").resolve(name).toString());
  }

  Manifest run(String engine) throws SQLException {
    return run(engine, model());
  }

  /** A night of a model that is not quite the files'. */
  Manifest run(String engine, SourceModel model) throws SQLException {
    NightSetup setup =
        new NightSetup(
            SourceDefinition.load(sql(), model),
            grant(model),
            Keeper.STATE,
            files(),
            new Releases(files()),
            EngineSettings.defaults(directory.resolve("tmp")),
            Duration.ofSeconds(60),
            30,
            Clock.systemUTC(),
            "test");
    return new Night(setup, new RunListener() {}).run(engine);
  }

  /** Rows of a query over the source itself. */
  List<List<Object>> ask(String sql) throws SQLException {
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      while (row.next()) {
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getObject(i));
        }
        rows.add(values);
      }
      return rows;
    }
  }

  /** Rows of a query over the database of a release. */
  List<List<Object>> query(Manifest release, String sql) throws SQLException {
    try (Connection connection = new AnalystDatabase(files()).open(release.release())) {
      return ReadOnlyQuery.run(connection, sql, Integer.MAX_VALUE).rows();
    }
  }

  /** What a question of the tenant answers: the rows of its table, as texts. */
  List<List<String>> ask(Manifest release, String tenant, String role, String question) {
    SourceDefinition definition = SourceDefinition.load(sql(), model());
    try (ReleaseReports reports =
        ReleaseReports.load(
            files(),
            release,
            definition.definedReports(),
            directory.resolve("cache"),
            definition.model().tenants().column())) {
      Made made = reports.custom().ask("Asked", question, reports.audience().inRole(tenant, role));
      return ((Made.Ready) made)
          .content()
          .tables()
          .get(0)
          .open()
          .map(row -> row.stream().map(OwnSource::shown).toList())
          .toList();
    }
  }

  private static String shown(Cell cell) {
    if (cell instanceof Measure measure && measure.number().isPresent()) {
      return measure.number().get().stripTrailingZeros().toPlainString();
    }
    if (cell instanceof Cell.Day day) {
      return day.date().toString();
    }
    return cell instanceof Cell.Text text ? text.text() : "";
  }

  /** One state for all of them; each has a name of its own. */
  private static final class Keeper {
    static final State STATE = open();

    private static State open() {
      TestPostgres database = TestPostgres.database();
      return State.open(
          StateSettings.server(database.url(), database.user(), database.password()),
          Clock.systemUTC());
    }
  }
}
