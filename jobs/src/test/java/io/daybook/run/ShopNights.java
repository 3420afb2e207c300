package io.daybook.run;

import io.daybook.definition.SourceDefinition;
import io.daybook.postgres.ChildJvm;
import io.daybook.postgres.TestPostgres;
import io.daybook.source.SourceSettings;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.ReadOnlyQuery;
import io.daybook.warehouse.Releases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Nights of a {@link BookShop} with a state on a server and a warehouse, here and in other
 * processes.
 */
final class ShopNights implements AutoCloseable {
  final State state;
  private final BookShop shop;
  private final SourceDefinition definition;
  private final StateSettings.Server stateSettings;
  private final Path directory;

  ShopNights(BookShop shop, Path directory) {
    TestPostgres database = TestPostgres.database();
    this.shop = shop;
    this.directory = directory;
    this.definition = SourceDefinition.load(shop.sql, shop.model);
    this.stateSettings =
        new StateSettings.Server(database.url(), database.user(), database.password());
    this.state = State.open(stateSettings, Clock.systemUTC());
  }

  NightSetup setup() {
    return shop.setup(definition, state, directory);
  }

  Manifest run(RunListener listener) {
    return new Night(setup(), listener).run("duckdb");
  }

  FileStore files() {
    return setup().files();
  }

  Releases releases() {
    return setup().releases();
  }

  /** As if all who hold a lease had been silent for longer than it lasts. */
  void expireLeases() {
    state
        .database()
        .update("expire", "update daybook.lease set expires_at = now() - interval '1 second'");
  }

  /** Rows of a dataset; no mart of the shop names its release. */
  List<List<Object>> rows(Manifest release, Dataset dataset) throws SQLException {
    String sql = "from %s.%s".formatted(dataset.layer().schema(), dataset.table());
    try (Connection connection = new AnalystDatabase(files()).open(release.release())) {
      return DemoNight.sorted(ReadOnlyQuery.run(connection, sql, Integer.MAX_VALUE).rows());
    }
  }

  /**
   * A night in a process of its own that stops at a place.
   *
   * @param how {@code kill} or {@code wait}
   */
  ChildJvm process(String how, String at) throws IOException {
    SourceSettings reader = shop.reader();
    return ChildJvm.start(
        NightProcess.class,
        shop.sql.toString(),
        directory.toString(),
        stateSettings.url(),
        stateSettings.user(),
        stateSettings.password(),
        reader.url(),
        reader.user(),
        how,
        at);
  }

  @Override
  public void close() {
    state.close();
  }
}
