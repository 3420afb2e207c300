package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.CommandLines.Result;
import io.daybook.postgres.TestPostgres;
import io.daybook.run.BookShop;
import io.daybook.run.Kiosk;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

/** A folder that is configured for a book shop, and for kiosks beside it: what commands run in. */
final class ShopHome implements AutoCloseable {
  final BookShop shop;
  private final State state;
  private final CommandLines shell;

  /**
   * Configures the folder; nothing has run yet.
   *
   * @param kiosks that were opened in the same folder
   */
  ShopHome(Path home, Kiosk... kiosks) throws IOException, SQLException {
    TestPostgres database = TestPostgres.database();
    shop = BookShop.open(home);
    // Open all the while, so that not every command migrates it.
    state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC());
    StringBuilder configuration = new StringBuilder();
    configuration.append(
        """
        state: {url: "%s", user: %s, password: {env: STATE}}
        warehouse: %s
        engine: duckdb
        sources:
        """
            .formatted(database.url(), database.user(), home.resolve("warehouse")));
    configuration.append(shop.configuration());
    for (Kiosk kiosk : kiosks) {
      configuration.append(kiosk.configuration());
    }
    Path file = home.resolve("daybook.yml");
    Files.writeString(file, configuration);
    shell =
        new CommandLines(
            home,
            Map.of(
                "DAYBOOK_CONFIG",
                file.toString(),
                "STATE",
                database.password(),
                "SHOP",
                BookShop.PASSWORD,
                "KIOSK",
                Kiosk.PASSWORD));
  }

  Result run(String... arguments) {
    return shell.run(arguments);
  }

  /** The result of a command that must succeed. */
  Result done(String... arguments) {
    Result result = run(arguments);
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    return result;
  }

  @Override
  public void close() {
    state.close();
  }
}
