package io.daybook.run;

import io.daybook.definition.Renoz;
import io.daybook.demo.DemoSize;
import io.daybook.demo.DemoSource;
import io.daybook.demo.Oracle;
import io.daybook.fact.ZoneOffsets;
import io.daybook.postgres.TestPostgres;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Renoz, of a day that stays the same, and what was planted there. */
final class NightFixture extends DemoNight {
  static final Path HOME = Path.of(System.getProperty("daybook.home"));

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  final DemoSource source;

  private NightFixture(Path directory, TestPostgres database, DemoSource source)
      throws SQLException {
    super(directory, database, Renoz.DEFINITION, List.of());
    this.source = source;
  }

  /** A small source of this seed. */
  static NightFixture open(Path directory, long seed) throws SQLException {
    return open(directory, DemoSize.XS, seed);
  }

  /** A source of this size and seed. */
  static NightFixture open(Path directory, DemoSize size, long seed) throws SQLException {
    TestPostgres database = TestPostgres.database();
    try (Connection owner = database.connect()) {
      DemoSource source = DemoSource.create(owner, size, seed, TODAY);
      return new NightFixture(directory, database, source);
    }
  }

  /** The same source with a state and a warehouse of its own. */
  NightFixture in(Path other) throws SQLException {
    return new NightFixture(other, database, source);
  }

  @Override
  List<List<Object>> oracle(String mart, Manifest manifest) throws SQLException {
    try (Connection owner = database.connect()) {
      Oracle.prepare(owner, ZoneOffsets.inForce().rows());
      return sorted(Oracle.rows(owner, mart, manifest.asOf()));
    }
  }
}
