package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.cli.CommandLines.Result;
import io.daybook.fault.Code;
import io.daybook.postgres.TestPostgres;
import io.daybook.schedule.night.JavaCommand;
import io.daybook.state.Lease;
import io.daybook.state.Run;
import io.daybook.state.State;
import io.daybook.zone.ShippedZones;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestStatusCommand {
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path home;

  private CommandHome at;
  private CommandLines shell;
  private State state;

  @BeforeEach
  void open() throws IOException {
    at = new CommandHome(home);
    shell = at.shell;
    state = at.state;
  }

  @AfterEach
  void close() throws IOException {
    at.close();
  }

  private void execute(String sql, Object... values) {
    state.database().update("set the scene", sql, values);
  }

  private void declareNight(Duration ago) {
    execute(
        """
        insert into daybook.schedule
            (name, origin, source, what, rule, zone, catch_up, deadline_seconds, parameters, since)
        values ('nightly', 'files', 'renoz', 'night', 'daily at 02:00', 'UTC', 'LATEST', 3600, '{}', ?)
        """,
        CLOCK.instant().minus(ago));
  }

  private void occurrence(String status, Duration ago, String failure) {
    Instant due = CLOCK.instant().minus(ago);
    execute(
        """
        insert into daybook.occurrence
            (schedule, due_at, due_local, zone, status, attempt, not_before, recorded_at,
             failure_code, note, finished_at)
        values ('nightly', ?, '2026-11-21 02:00', 'UTC', ?, 3, ?, ?, ?, 'the disk is full', ?)
        """,
        due,
        status,
        due,
        due,
        failure,
        due.plusSeconds(60));
  }

  private void serves(long pid, Duration ago) throws IOException {
    String host = java.net.InetAddress.getLocalHost().getHostName();
    execute(
        "insert into daybook.qrtz_scheduler_state values ('daybook', ?, ?, 5000)",
        "process %d on %s 0a0b0c0d".formatted(pid, host),
        CLOCK.instant().minus(ago).toEpochMilli());
  }

  @Test
  void saysThatNothingIsWrong() throws IOException {
    declareNight(Duration.ofHours(1));
    occurrence("DONE", Duration.ofMinutes(30), null);
    serves(ProcessHandle.current().pid(), Duration.ofSeconds(1));
    Result result = shell.run("status");
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out())
        .startsWith("Nothing needs a person\n")
        .containsPattern("night +1 +20..-..-..T02:00:00Z +0 +0 +0 +0 +0\n")
        .contains("No delivery", "process " + ProcessHandle.current().pid());
  }

  @Test
  void countsTheReportsWhoseOwnTimeIsNone() {
    for (String report : List.of("a", "b", "c")) {
      execute(
          """
          insert into daybook.schedule
              (name, origin, source, what, rule, zone, catch_up, deadline_seconds, parameters, since)
          values (?, 'files', 'renoz', 'reports', 'daily at 06:00', 'UTC', 'LATEST', 3600, ?::jsonb, ?)
          """,
          "renoz-reports/" + report,
          report.equals("a") ? "{}" : "{\"not_own_time\": \"invalid\"}",
          CLOCK.instant());
    }
    assertThat(shell.run("status").out())
        .contains("not_by_own_time")
        .containsPattern("reports +3 +20..-..-..T06:00:00Z +0 +0 +0 +0 +2\n");
  }

  /** The machine's edition is newer than all, and has Sydney on the clocks of the Aleutians. */
  @Test
  void warnsWhenTheServerOfASourceGoesByOtherZoneRules() throws Exception {
    TestPostgres source = TestPostgres.database();
    at.configure(
        "sources:\n  renoz: {url: \"%s\", user: %s, password: {env: STATE}}\n"
            .formatted(source.url(), source.user()));
    assertThat(shell.run("status").out()).startsWith("Nothing needs a person\n");
    Path zones = ShippedZones.unpack(home.resolve("zones"));
    Files.copy(
        zones.resolve("America/Adak"),
        zones.resolve("Australia/Sydney"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(zones.resolve("tzdata.zi"), "# version 2099a\n");
    List<String> command =
        new ArrayList<>(JavaCommand.likeThis(Main.class.getName(), Optional.empty()));
    command.removeIf(option -> option.startsWith("-Ddaybook.home="));
    command.add(1, "-Ddaybook.home=" + home);
    command.add("status");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TZDIR", zones.toString());
    builder.environment().put("DAYBOOK_CONFIG", home.resolve("daybook.yml").toString());
    builder.environment().put("STATE", source.password());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(2);
    assertThat(said)
        .startsWith("1 thing needs a person\n")
        .containsPattern(
            "SRC-ZONES Cannot rely on the zone rules of renoz: Australia/Sydney is at -(10|09):00"
                + " from 20.* on by the rules 2099a of "
                + zones
                + ", and at \\+1[01]:00 by those of PostgreSQL ")
        .contains("zone_rules in daybook.yml; daybook source check renoz");
  }

  @Test
  void saysWhatNeedsAPersonAndTheNextStep() throws IOException {
    declareNight(Duration.ofDays(3));
    occurrence("FAILED", Duration.ofHours(30), "RES-DISK");
    serves(ProcessHandle.current().pid(), Duration.ofSeconds(1));
    execute(
        """
        insert into daybook.delivery
            (key, source, tenant, report, occurrence, channel, recipient, resend, filing, subject,
             status, not_before, recorded_at, finished_at)
        values ('k', 'renoz', 't', 'r', 'o', 'EMAIL', 'cfo@b.example', 0, 't/r/o', 'Revenue',
            'UNKNOWN', ?, ?, ?)
        """,
        CLOCK.instant(),
        CLOCK.instant(),
        CLOCK.instant());
    Result result = shell.run("status");
    assertThat(result.exitCode()).as("of the first thing: it is old").isEqualTo(4);
    assertThat(result.out())
        .startsWith("3 things need a person\n")
        .contains(
            "RELEASE-STALE Cannot show what is current of renoz: it has a night since 72 h",
            "SCHED-FAILED Cannot finish nightly of 2026-11-21T02:00 UTC: RES-DISK the disk is full",
            "DELIVERY-UNKNOWN Cannot tell whether 1 messages arrived: deliveries 1\n",
            "  next   ask the recipient; daybook deliveries show 1, then resend 1 sends it once more")
        .doesNotContain("cfo@b.example");
    JsonNode json = new ObjectMapper().readTree(shell.run("status", "--json").out());
    assertThat(json.at("/problems/1/code").asText()).isEqualTo("SCHED-FAILED");
    assertThat(json.at("/problems/1/next").asText()).contains("daybook schedule next nightly");
    assertThat(json.get("sources").findValuesAsText("source")).contains("renoz");
    assertThat(json.at("/schedules/0/kind").asText()).isEqualTo("night");
    assertThat(json.at("/deliveries/0/unknown").asInt()).isEqualTo(1);
    assertThat(json.at("/processes")).hasSize(1);
  }

  @Test
  void knowsAtOnceThatTheProcessThatServedWasKilled() throws Exception {
    declareNight(Duration.ofHours(1));
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    serves(gone.pid(), Duration.ofSeconds(1));
    Result result = shell.run("status");
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out())
        .contains("SCHED-UNSERVED Cannot run what is due: 1 schedules are in force", "systemctl")
        .contains("No process serves");
  }

  @Test
  void tellsARunThatWasKilledFromOneThatIsTriedAgain() throws IOException {
    try (Lease lease =
        state
            .leases()
            .acquire("renoz", "process 1 on elsewhere", Duration.ofMinutes(1))
            .orElseThrow()) {
      String run = state.runs().begin("renoz", "duckdb", lease.token(), OptionalLong.empty()).id();
      assertThat(shell.run("status").out())
          .startsWith("Nothing needs a person")
          .contains("running");
      execute("update daybook.lease set expires_at = now() - interval '1 minute'");
      Result killed = shell.run("status");
      assertThat(killed.exitCode()).isEqualTo(4);
      assertThat(killed.out())
          .contains("RUN-LOST Cannot tell of an end of run " + run, "daybook run renoz --resume");
      declareNight(Duration.ofHours(1));
      occurrence("DUE", Duration.ofMinutes(1), "RUN-LOST");
      execute("update daybook.occurrence set run_id = ?", run);
      serves(ProcessHandle.current().pid(), Duration.ofSeconds(1));
      assertThat(shell.run("status").out()).startsWith("Nothing needs a person").contains("killed");
    }
  }

  @Test
  void leavesOutTheRunsOfASourceThatIsNoLongerConfigured() throws IOException {
    try (Lease lease =
        state
            .leases()
            .acquire("renoz", "process 1 on elsewhere", Duration.ofMinutes(1))
            .orElseThrow()) {
      state.runs().begin("renoz", "duckdb", lease.token(), OptionalLong.empty());
    }
    assertThat(shell.run("status").out()).contains("RUN-LOST Cannot tell of an end of run");
    at.configure(
        "sources:\n  other: {url: jdbc:postgresql:other, user: other, password: {env: STATE}}\n");
    Result status = shell.run("status");
    assertThat(status.exitCode()).as(status.out() + status.err()).isZero();
    assertThat(status.out()).startsWith("Nothing needs a person\n").contains("\nother\n");
    assertThat(status.out()).doesNotContain("renoz", "RUN-LOST");
  }

  @Test
  void goesOnOnlyWithARunThatCanEndOtherwise() {
    try (Lease lease =
        state
            .leases()
            .acquire("renoz", "process 1 on elsewhere", Duration.ofMinutes(1))
            .orElseThrow()) {
      Run run = state.runs().begin("renoz", "duckdb", lease.token(), OptionalLong.empty());
      state.runs().fail(run, Code.CHECK_BLOCKED, "the data is wrong");
      assertThat(shell.run("status").out())
          .as("it has read what was wrong, and keeps it")
          .contains("CHECK-BLOCKED", "  next   daybook run renoz\n");
      run = state.runs().resume(run.id(), lease.token());
      state.runs().fail(run, Code.RES_DISK, "the disk is full");
      assertThat(shell.run("status").out()).contains("  next   daybook run renoz --resume\n");
    }
  }

  @Test
  void isLateAfterTheDeadline() throws IOException {
    declareNight(Duration.ofHours(5));
    serves(ProcessHandle.current().pid(), Duration.ofSeconds(1));
    occurrence("HELD", Duration.ofHours(2), null);
    assertThat(shell.run("status").out())
        .contains(
            "SCHED-LATE Cannot meet the deadline of nightly of 2026-11-21T02:00 UTC: it is held")
        .containsPattern("night +1 +\\S+ +0 +1 +0 +1");
  }
}
