package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.screen.Terminal;
import io.daybook.postgres.TestPostgres;
import io.daybook.run.BookShop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRunCommand {
  @TempDir Path home;

  /** A night takes hours, and people write on definitions meanwhile: it has read its own. */
  @Test
  void endsWellOnceItHasPublishedWhateverBecameOfTheFiles() throws IOException, SQLException {
    BookShop shop = BookShop.open(home);
    TestPostgres state = TestPostgres.database();
    Path file = home.resolve("daybook.yml");
    Files.writeString(
        file,
        "state: {url: \"%s\", user: %s, password: {env: STATE}}\nengine: duckdb\nsources:\n"
                .formatted(state.url(), state.user())
            + shop.configuration());
    Map<String, String> environment =
        Map.of(
            "DAYBOOK_CONFIG", file.toString(),
            "STATE", state.password(),
            "SHOP", BookShop.PASSWORD);
    StringWriter out = new StringWriter();
    StringWriter err =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (text.contains("publish")) {
              shop.define("source.yml", "source: bookshop\n");
            }
          }
        };
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
    Session session = new Session(home, environment::get, terminal, Clock.systemUTC(), logs -> {});
    int exitCode = new Shell(session).run("run", BookShop.NAME);
    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(out.toString()).containsPattern("bookshop +1 ");
    assertThat(err.toString()).contains("warning  DEF-INVALID Cannot load the model");
  }
}
