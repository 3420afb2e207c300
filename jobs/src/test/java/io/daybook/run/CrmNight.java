package io.daybook.run;

import io.daybook.demo.DemoBooks;
import io.daybook.demo.DemoSize;
import io.daybook.demo.Oracle;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** One release of the CRM's demo source for all tests of a JVM that only read. */
final class CrmNight {
  static final long SEED = 20261130;

  private CrmNight() {}

  /** Where the release was made; nobody's to close, to write or to run again. */
  static DemoNight night() {
    return Keeper.NIGHT;
  }

  /** The release. */
  static Manifest release() {
    return Keeper.RELEASE;
  }

  /** A night of its own of this size. */
  static DemoNight open(Path directory, DemoSize size, long seed) throws SQLException {
    return DemoNight.open(directory, "crm", size, seed);
  }

  /** A release, and what the oracles ask at its instant. */
  static Manifest run(DemoNight night, String engine) {
    Manifest release = night.run(engine);
    try (Connection owner = night.database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(Oracle.sql("crm/views", release.asOf()));
      return release;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rows that were made wrong in one of these ways, of all companies. */
  static long planted(String... ways) {
    List<String> names = List.of(ways);
    return night().planted.stream()
        .filter(each -> names.contains(each.name()))
        .mapToLong(DemoBooks.Plant::count)
        .sum();
  }

  /** Figures of all rows of a mart that are of the company of worked examples. */
  static String ofCompany(String figures, String mart) throws SQLException {
    return ofCompany(figures, mart, "");
  }

  /** Figures of a mart's rows of the company of worked examples, one after the other. */
  static String ofCompany(String figures, String mart, String end) throws SQLException {
    return joined(
        """
        select %s
        from (
            select * from marts.%s
            where company_id = (
                select company_id from facts.tenants where name like 'Worked Examples%%'
            )
        )
        %s
        """
            .formatted(figures, mart, end));
  }

  /** The first column of a query's rows. */
  static String joined(String query) throws SQLException {
    return night().query(release().release(), query).stream()
        .map(row -> String.valueOf(row.get(0)))
        .collect(Collectors.joining(", "));
  }

  private static final class Keeper {
    static final DemoNight NIGHT = open();
    static final Manifest RELEASE = run(NIGHT, "duckdb");

    private static DemoNight open() {
      try {
        Path directory = Files.createTempDirectory("daybook-crm-");
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> FileStore.open(directory.toString()).deleteFolder("")));
        return CrmNight.open(directory, DemoSize.XS, SEED);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
