package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Eventually;
import io.daybook.cli.CommandLines.Result;
import io.daybook.delivery.DeliveryKey;
import io.daybook.delivery.smtp.ScriptedSmtpServer;
import io.daybook.postgres.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real thing: a process that serves, nights that come due, real releases, a signal. */
@Tag("slow")
@Tag("promise")
class TestServe {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final List<String> OTHERS = List.of("crm", "thorbis");
  private static final String OPERATOR = "night.watch@ops.example";

  @TempDir Path home;

  private CommandLines shell;

  @BeforeEach
  void layOut() throws IOException {
    Files.createSymbolicLink(home.resolve("sql"), CommandLines.project().resolve("sql"));
    Files.createDirectories(home.resolve("schedules"));
    shell = new CommandLines(home, Map.of());
  }

  @AfterEach
  void unlinkDefinitions() throws IOException {
    Files.delete(home.resolve("sql"));
  }

  /** Operators are told by mail; the audience stays in shadow. */
  private Path configure(ScriptedSmtpServer server) throws IOException {
    return Files.writeString(
        home.resolve("daybook.yml"),
        """
        delivery:
          from: daybook@ops.example
          smtp: {host: localhost, port: %d, tls: none}
        alerts: {to: [%s], stale_after: 1s}
        """
            .formatted(server.port(), OPERATOR));
  }

  private Process serve(Path config) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("@" + CommandLines.project().resolve("jobs/jvm.options"));
    command.add("-Ddaybook.home=" + home);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("serve", "--heap", "1g", "--drain", "120", "--http", "0"));
    command.addAll(List.of("--config", config.toString()));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(home.resolve("serve.err").toFile())
        .start();
  }

  /** The night of every source, and the reports of one. */
  private void awaitNights() {
    Eventually.until(
        "all nights are done",
        () ->
            shell
                    .run("schedule", "list")
                    .out()
                    .lines()
                    .filter(line -> line.contains(" done ") && line.contains("release "))
                    .count()
                == 1 + OTHERS.size());
  }

  private String page(String path) throws IOException, InterruptedException {
    Matcher port =
        Pattern.compile("tells how it is at 127.0.0.1:([0-9]+)")
            .matcher(Files.readString(home.resolve("serve.err")));
    assertThat(port.find()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** The demo has mailed yesterday's report; the folder of this schedule has not got it yet. */
  private void awaitReport() throws IOException {
    Path folder = home.resolve(".state/delivered/shadow/renoz");
    Eventually.until("there is a report", () -> !reports(folder).isEmpty());
    assertThat(reports(folder)).hasSize(1);
  }

  /** The first look, after a minute, finds the release older than is borne. */
  private void awaitAlert(ScriptedSmtpServer server) {
    Eventually.until(
        "the operator is told", () -> server.accepted().stream().anyMatch(TestServe::isOfTheWatch));
    assertThat(server.accepted())
        .as("the audience is in shadow")
        .isNotEmpty()
        .allMatch(mail -> mail.to().contains(OPERATOR));
    assertThat(shell.run("deliveries", "list", DeliveryKey.OPERATOR).out())
        .containsPattern("sent +\\(operator\\) +\\(operator\\) +RELEASE-STALE .*" + OPERATOR);
  }

  private static boolean isOfTheWatch(ScriptedSmtpServer.Accepted mail) {
    return mail.header("Subject:").startsWith("Daybook: RELEASE-STALE Cannot show what is current");
  }

  private static List<Path> reports(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*_daily-numbers-.*[.]html"))
          .filter(file -> !file.toString().contains(".new-"))
          .toList();
    }
  }

  /** The reports of the demo have times of their own, which no test waits for. */
  private void letReportsLeaveByTheFile() throws SQLException {
    try (PostgresServer server = PostgresServer.open(home.resolve(".state/demo-source/server"));
        Connection owner = server.connect("renoz");
        Statement statement = owner.createStatement()) {
      assertThat(statement.executeUpdate("update scheduled_reports set schedule_cron = ''"))
          .isPositive();
    }
    demo("renoz");
  }

  private void demo(String source) {
    Result demo = shell.run("demo", "--source", source, "--engine", "duckdb", "--size", "XS");
    assertThat(demo.exitCode()).as(demo.err()).isZero();
  }

  private void scheduleNight(String source, LocalTime at) throws IOException {
    Files.writeString(
        home.resolve("schedules").resolve(source + ".yml"),
        "source: %s\nwhat: night\nrule: daily\nat: '%s'\nzone: UTC\nengine: duckdb\n"
            .formatted(source, at));
  }

  @Test
  void makesTheReleaseAndTheReportsThatComeDueAndEndsInOrder() throws Exception {
    demo("renoz");
    letReportsLeaveByTheFile();
    OTHERS.forEach(this::demo);
    LocalTime at =
        LocalTime.ofInstant(CLOCK.instant().plusSeconds(90), ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.MINUTES);
    scheduleNight("renoz", at);
    for (String other : OTHERS) {
      scheduleNight(other, at);
    }
    // By the clock of the organisation in UTC it is that time, too.
    Files.writeString(
        home.resolve("schedules/reports.yml"),
        "source: renoz\nwhat: reports\nat: '%s'\nfolder: finance\n".formatted(at));
    ScriptedSmtpServer server = ScriptedSmtpServer.start();
    Process serve = serve(configure(server));
    try (server) {
      awaitNights();
      assertThat(shell.run("schedule", "list").out())
          .contains("release 3 by run ", "release 2 by run ");
      for (String other : OTHERS) {
        assertThat(shell.run("query", "--source", other, "from release").exitCode()).isZero();
      }
      assertThat(page("/health"))
          .contains("\"state\":\"ok\"", "\"scheduler\":\"ok\"", "\"deliveries\":\"ok\"");
      assertThat(page("/metrics"))
          .contains("daybook_release_number{source=\"renoz\"} 3.0")
          .contains("daybook_release_number{source=\"crm\"} 2.0")
          .contains("daybook_release_number{source=\"thorbis\"} 2.0")
          .contains("daybook_occurrences{kind=\"night\",status=\"done\"} 3.0");
      Result status = shell.run("status");
      assertThat(status.exitCode()).as("what the demo planted is new today").isEqualTo(5);
      assertThat(status.out())
          .contains(" things need a person", "SEC-TENANT ", "CHECK-WORSE ")
          .contains("process " + serve.pid() + " on ");
      awaitReport();
      awaitAlert(server);
      // SIGTERM
      serve.destroy();
      assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(serve.exitValue()).isZero();
      assertThat(Files.readString(home.resolve("serve.err")))
          .contains(
              "serves; schedules: 4", "stops; waits up to 120 s for 0 at work", "has stopped");
    } finally {
      serve.destroyForcibly().waitFor();
    }
  }
}
