package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.cli.CommandLines.Result;
import io.daybook.cli.screen.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TestShell {
  @TempDir Path home;

  private CommandLines shell;

  /** A project of its own, so that a demo that somebody ran here changes nothing. */
  @BeforeEach
  void linkDefinitions() throws IOException {
    Files.createSymbolicLink(home.resolve("sql"), CommandLines.project().resolve("sql"));
    shell = new CommandLines(home, Map.of());
  }

  /** Before JUnit clears the folder: it warns of links that lead out of it. */
  @AfterEach
  void unlinkDefinitions() throws IOException {
    Files.delete(home.resolve("sql"));
  }

  @Test
  void saysWhatAValueMustBe() {
    assertThat(shell.run("deliveries", "show", "abc").err())
        .contains("(DELIVERY): 'abc' is not a whole number\n");
    assertThat(shell.run("runs", "renoz", "--limit", "99999999999").err())
        .contains("'--limit': '99999999999' is not a whole number of this size\n");
    assertThat(shell.run("check", "acknowledge", "x", "--until", "2027-13-01").err())
        .contains("'--until': '2027-13-01' is not a day such as 2026-12-31\n");
  }

  @Test
  void versionKnowsTheZoneRulesOfTheConfiguration() throws IOException {
    Path file = Files.writeString(home.resolve("daybook.yml"), "zone_rules: nowhere.zip\n");
    CommandLines configured = new CommandLines(home, Map.of("DAYBOOK_CONFIG", file.toString()));
    assertThat(configured.run("version").err()).contains("Cannot use the zone rules", "nowhere");
  }

  @Test
  void tellsALostStateFromOneThatNeverWas() throws IOException {
    Result before = shell.run("status");
    assertThat(before.exitCode()).isZero();
    assertThat(before.out()).startsWith("Nothing needs a person\n").contains("\nrenoz\n");
    Files.createDirectories(home.resolve("warehouse/renoz/releases"));
    Files.createFile(home.resolve("warehouse/renoz/releases/1.json"));
    Result lost = shell.run("status");
    assertThat(lost.exitCode()).isEqualTo(4);
    assertThat(lost.out())
        .contains(
            "STATE-UNAVAILABLE Cannot tell what was run: the warehouse has releases of renoz");
  }

  @Test
  void meansTheCommandThatIsThere() {
    Result result = shell.run("versoin");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("USAGE Cannot run daybook: ")
        .contains("did you mean version?")
        .contains("\n  state  nothing was started or changed\n  next   daybook --help\n");
  }

  @Test
  void namesTheOptionThatIsMeant() {
    Result result = shell.run("version", "--jsn");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("'--jsn', did you mean --json?");
  }

  @Test
  void asksForACommand() {
    assertThat(shell.run().err()).startsWith("USAGE Cannot run daybook: it needs a command\n");
    assertThat(shell.run("source").err()).contains("it needs check, grant, draft or new");
  }

  @Test
  void printsTheSameValuesAsTextAndAsJson() {
    assertThat(shell.run("version").out())
        .startsWith("daybook      java")
        .contains("\ndevelopment  ");
    assertThat(shell.run("version", "--json").out()).contains("\"daybook\" : \"development\"");
    assertThat(shell.run("--json", "version").out()).contains("\"daybook\" : \"development\"");
  }

  @Test
  void takesTheConfigurationFromTheOptionBeforeTheEnvironment() throws IOException {
    Path wrong = Files.writeString(home.resolve("wrong.yml"), "sorces: {}\n");
    Path right = Files.writeString(home.resolve("right.yml"), "engine: duckdb\n");
    shell = new CommandLines(home, Map.of("DAYBOOK_CONFIG", wrong.toString()));
    Result fromEnvironment = shell.run("releases", "renoz");
    assertThat(fromEnvironment.exitCode()).isEqualTo(2);
    assertThat(fromEnvironment.err())
        .startsWith("CFG-INVALID Cannot use the configuration " + wrong + ": 1 problem\n")
        .contains("wrong.yml:1 sorces: is unknown, did you mean sources?");
    assertThat(shell.run("--config", right.toString(), "releases", "renoz").exitCode()).isZero();
  }

  @Test
  void doesNotStartOutsideUtc() {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/Bahia_Banderas"));
      Result result = shell.run("version");
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err())
          .startsWith("CFG-ZONE Cannot start in the time zone America/Bahia_Banderas");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void keepsTheTextOfADefectOffTheScreen() {
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err), false);
    Session session = new Session(home, name -> null, terminal, Clock.systemUTC(), logs -> {});
    CommandLine line = Shell.commandLine(session);
    line.addSubcommand("break", new BrokenCommand());
    assertThat(line.execute("break")).isEqualTo(6);
    assertThat(err.toString())
        .startsWith("INTERNAL Cannot finish: IllegalStateException, a defect of Daybook\n  log    ")
        .contains(".state/log")
        .doesNotContain("hunter2");
  }

  @Test
  void saysThatNothingIsThereYet() {
    assertThat(shell.run("status").exitCode()).isZero();
    assertThat(shell.run("runs", "renoz").out()).startsWith("No run of renoz yet");
    assertThat(shell.run("releases", "renoz").out()).startsWith("No release of renoz yet");
    Result query = shell.run("query", "--source", "renoz", "select 1");
    assertThat(query.exitCode()).isEqualTo(2);
    assertThat(query.err())
        .startsWith("RELEASE-MISSING Cannot find a release of renoz: none was published yet")
        .contains("daybook demo");
    assertThat(home.resolve(".state/postgres")).doesNotExist();
  }

  @Test
  void namesTheSourcesThatThereAre() {
    Result result = shell.run("source", "grant", "renos");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith(
            "USAGE Cannot find the source renos: sql/ has crm, renoz, thorbis, did you mean renoz?");
    assertThat(shell.run("source", "check", "renoz").err())
        .startsWith("USAGE Cannot find the source renoz: there is no daybook.yml");
  }

  @Test
  void grantsToTheRoleAndDatabaseOfTheConfiguration() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("daybook.yml"),
            """
            sources:
              renoz:
                url: jdbc:postgresql://127.0.0.1:5432/renoz_d?sslmode=disable
                user: reporting
                password: {env: SECRET}
                connections: 8
            """);
    shell = new CommandLines(home, Map.of("DAYBOOK_CONFIG", file.toString(), "SECRET", "hunter2"));
    assertThat(shell.run("source", "grant", "renoz").out())
        .contains("create role reporting;", "bypassrls connection limit 10;")
        .contains("grant connect on database renoz_d to reporting;")
        .doesNotContain("daybook_reader", "hunter2");
    assertThat(
            shell.run("source", "grant", "renoz", "--role", "other", "--database", "there").out())
        .contains("create role other;", "grant connect on database there to other;")
        .doesNotContain("reporting", "renoz_d");
  }

  @Test
  void printsTheGrantAndTheSqlOfADataset() {
    assertThat(shell.run("source", "grant", "renoz", "--role", "reader").out())
        .contains("grant connect on database renoz to reader");
    assertThat(shell.run("sql", "facts.orders", "--source", "renoz").out())
        .startsWith("select\n")
        .contains("from raw.\"orders\" as base");
    Result wrong = shell.run("sql", "facts.order", "--source", "renoz");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("did you mean facts.orders?");
  }

  @Test
  void meansTheOnlySourceThatCanBeRunHere() throws IOException {
    assertThat(shell.run("sql", "facts.orders").err())
        .startsWith("USAGE Cannot tell which source is meant: sql/ has crm, renoz, thorbis");
    Path file =
        Files.writeString(
            home.resolve("daybook.yml"),
            "sources:\n  renoz: {url: 'jdbc:postgresql://127.0.0.1:5432/r', user: u, password: {env: P}}\n");
    shell = new CommandLines(home, Map.of("DAYBOOK_CONFIG", file.toString(), "P", "hunter2"));
    assertThat(shell.run("sql", "facts.orders").out()).startsWith("select\n");
  }

  @Test
  void printsAllSqlInTheWordsOfDuckDb() throws IOException {
    String shared = shell.run("sql", "--source", "renoz").out();
    assertThat(shared)
        .contains("-- facts.orders\nselect\n", "-- marts.mv_daily_metrics\nwith\n")
        .contains("ratio(sla_met, sla_met + sla_breached, 4)");

    JsonNode duckDb =
        new ObjectMapper()
            .readTree(shell.run("--json", "sql", "--duckdb", "--source", "renoz").out());
    assertThat(duckDb.get("functions").toString()).contains("create macro ratio_4(");
    assertThat(duckDb.get("datasets").findValuesAsText("dataset"))
        .hasSize(shared.split("(?m)^-- (facts|marts|recorded)[.]", -1).length - 1);
    assertThat(duckDb.get("datasets").findValuesAsText("sql"))
        .anyMatch(sql -> sql.contains("ratio_4(sla_met, sla_met + sla_breached)"))
        .noneMatch(sql -> sql.contains("ratio("));
  }

  @CommandLine.Command(name = "break")
  static final class BrokenCommand implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("hunter2");
    }
  }
}
