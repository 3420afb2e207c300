package io.daybook.run;

import io.daybook.demo.DemoSize;
import io.daybook.demo.Oracle;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.ReadOnlyQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/**
 * Nights of Thorbis, whose oracles ask views of their own; and one release for all tests of a JVM
 * that only read.
 */
final class ThorbisNight {
  static final long SEED = 20261130;

  private ThorbisNight() {}

  /** Where the release was made; nobody's to close, to write or to run again. */
  static DemoNight shared() {
    return Keeper.NIGHT;
  }

  /** The release. */
  static Manifest release() {
    return Keeper.RELEASE;
  }

  private static final class Keeper {
    static final DemoNight NIGHT = openShared();
    static final Manifest RELEASE = run(NIGHT, "duckdb");

    /** Opened once: that takes longer than most questions. */
    static final Connection DATABASE = new AnalystDatabase(NIGHT.files()).open(RELEASE.release());

    private static DemoNight openShared() {
      try {
        Path directory = Files.createTempDirectory("daybook-thorbis-");
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> FileStore.open(directory.toString()).deleteFolder("")));
        return open(directory, DemoSize.XS, SEED);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static DemoNight open(Path directory, DemoSize size, long seed) throws SQLException {
    return DemoNight.open(directory, "thorbis", size, seed);
  }

  /** A release, and what the oracles ask at its instant. */
  static Manifest run(DemoNight night, String engine) {
    Manifest release = night.run(engine);
    try (Connection owner = night.database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(Oracle.sql("thorbis/views", release.asOf()));
      return release;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Figures of the shared release, the first of each row. */
  static String joined(String query) throws SQLException {
    return ReadOnlyQuery.run(Keeper.DATABASE, query, Integer.MAX_VALUE).rows().stream()
        .map(row -> String.valueOf(row.get(0)))
        .collect(Collectors.joining(", "));
  }

  /** Figures of the worked business whose name begins so. */
  static String of(String business, String figures, String mart, String end) throws SQLException {
    return joined(
        """
        select %s
        from (
            select * from marts.%s
            where business_id = (
                select business_id from facts.tenants where business_name like '%s%%'
            )
        )
        %s
        """
            .formatted(figures, mart, business, end));
  }
}
