package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.CommandLines.Result;
import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sql/new-source.md says, done to the letter with a database that nobody has described. */
class TestNewSourcePage {
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\./daybook (.*)$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir Path directory;

  @Test
  void leadsToAFirstRelease() throws IOException, SQLException {
    TestPostgres club = club();
    TestPostgres ours = TestPostgres.database();
    String page = Files.readString(CommandLines.project().resolve("sql/new-source.md"));
    Matcher yaml = YAML.matcher(page);
    assertThat(yaml.find()).isTrue();
    Path configuration =
        Files.writeString(
            directory.resolve("daybook.yml"),
            "state: {url: \"%s\", user: %s, password: {env: STATE}}\nengine: duckdb\n"
                    .formatted(ours.url(), ours.user())
                + yaml.group(1)
                    .replace("jdbc:postgresql://host:5432/club", club.url())
                    .replace("user: reader", "user: " + club.user()));
    CommandLines shell =
        new CommandLines(
            directory,
            Map.of(
                "DAYBOOK_CONFIG", configuration.toString(),
                "STATE", ours.password(),
                "CLUB_PASSWORD", club.password()));
    List<String> printed = new ArrayList<>();
    // Open all the while, so that not every command migrates it.
    State state =
        State.open(
            StateSettings.server(ours.url(), ours.user(), ours.password()), Clock.systemUTC());
    try {
      Matcher command = COMMAND.matcher(page);
      while (command.find()) {
        Result result = shell.run(words(command.group(1)));
        assertThat(result.exitCode()).as(command.group() + result.out() + result.err()).isZero();
        printed.add(result.out());
      }
    } finally {
      state.close();
    }
    assertThat(printed).hasSize(4);
    assertThat(printed.get(0)).contains("doubts.md", "things for you to decide");
    assertThat(directory.resolve("sql/club/doubts.md"))
        .content()
        .contains("not read, secrets until you say otherwise: pass_code");
    assertThat(printed.get(3)).containsPattern("outings +40").containsPattern("races +3");
  }

  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words.toArray(String[]::new);
  }

  private static TestPostgres club() throws SQLException {
    TestPostgres database = TestPostgres.database();
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          create table boats (id uuid primary key default gen_random_uuid(), name text);
          create table outings (
              id int primary key, boat_id uuid, "startedAt" timestamp not null, metres numeric);
          create table races (outing int primary key references outings, prize money, pass_code text);
          insert into boats (name) select 'Boat ' || n from generate_series(1, 5) n;
          insert into outings
          select n, (select id from boats order by id offset n % 5 limit 1), '2026-03-01', n
          from generate_series(1, 40) n;
          insert into races values (1, 5, 'x'), (2, 6, 'y'), (3, null, null);
          """);
    }
    return database;
  }
}
