package io.daybook.bench;

import io.daybook.definition.SourceDefinition;
import io.daybook.demo.DemoSource;
import io.daybook.disk.Folders;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.PostgresServer;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The source of a bench: the demo's invented books in a PostgreSQL of its own, one a size. Made at
 * its first use, the same rows each time.
 */
final class BenchSource implements AutoCloseable {
  private static final String NAME = "renoz";
  private static final long SEED = 20261121;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  /** What somebody gives a server that has to refresh views; a demo's has less. */
  private static final Map<String, String> SETTINGS = serverSettings();

  private static Map<String, String> serverSettings() {
    Map<String, String> settings = new HashMap<>(DemoSource.SERVER_SETTINGS);
    settings.putAll(
        Map.of(
            "shared_buffers", "1GB",
            "work_mem", "128MB",
            "maintenance_work_mem", "256MB",
            "effective_cache_size", "4GB",
            "max_wal_size", "8GB"));
    return Map.copyOf(settings);
  }

  private final BenchSetup setup;
  private final SourceDefinition definition;
  private final PostgresServer server;
  private final List<Path> scratch = new ArrayList<>();

  private BenchSource(BenchSetup setup, SourceDefinition definition, PostgresServer server) {
    this.setup = setup;
    this.definition = definition;
    this.server = server;
  }

  /** Starts the source of the setup's size. */
  static BenchSource open(BenchSetup setup) {
    SourceDefinition definition = SourceDefinition.load(setup.sqlDirectory(), NAME);
    PostgresServer server = PostgresServer.open(folder(setup), SETTINGS);
    BenchSource source = new BenchSource(setup, definition, server);
    try {
      source.fill();
      return source;
    } catch (DaybookException e) {
      source.close();
      throw e;
    } catch (SQLException e) {
      source.close();
      throw BenchFailure.of("without a source", e);
    }
  }

  private static Path directory(BenchSetup setup) {
    return setup.directory().resolve("orders-" + setup.size().orders());
  }

  private static Path folder(BenchSetup setup) {
    return directory(setup).resolve("server");
  }

  private void fill() throws SQLException {
    server.createDatabase(NAME);
    try (Connection owner = connect()) {
      if (!isEmpty(owner)) {
        return;
      }
      setup
          .progress()
          .accept(String.format(Locale.ROOT, "inventing %,d orders", setup.size().orders()));
      DemoSource.create(owner, setup.size(), SEED, TODAY);
      try (Statement statement = owner.createStatement()) {
        // Marks of finished transactions are set now, and not by whoever reads first.
        statement.execute("vacuum (analyze)");
        statement.execute("checkpoint");
      }
    }
  }

  private static boolean isEmpty(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet result =
            statement.executeQuery("select to_regclass('public.organizations') is null")) {
      result.next();
      return result.getBoolean(1);
    }
  }

  BenchSetup setup() {
    return setup;
  }

  SourceDefinition definition() {
    return definition;
  }

  SourceModel model() {
    return definition.model();
  }

  /** Where its server, with its password, lies. */
  Path folder() {
    return folder(setup);
  }

  /** A session of the owner; the caller closes it. */
  Connection connect() {
    return server.connect(NAME);
  }

  /** How Daybook reads the source, with the connections that it uses by default. */
  SourceSettings settings() {
    return SourceSettings.of(server.url(NAME), server.user(), server.password());
  }

  /** A new, empty folder for what a bench writes; gone when the source is closed. */
  Path scratch() {
    try {
      Path folder = Files.createTempDirectory(directory(setup), "scratch-");
      scratch.add(folder);
      return folder;
    } catch (IOException e) {
      throw BenchFailure.of("without a folder in " + directory(setup), e);
    }
  }

  /** A new, empty folder of a warehouse. */
  FileStore files() {
    return FileStore.open(scratch().toString());
  }

  /** The instant at which the books end. */
  static Instant asOf() {
    return TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Override
  public void close() {
    try {
      for (Path folder : scratch) {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw BenchFailure.of("with a full disk: a folder of this bench stays", e);
    } finally {
      server.close();
    }
  }
}
