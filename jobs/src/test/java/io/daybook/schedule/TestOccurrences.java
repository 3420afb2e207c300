package io.daybook.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.calendar.DueTime;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestOccurrences {
  private static final Duration TTL = Duration.ofMinutes(1);
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final ZoneId UTC = ZoneId.of("UTC");

  @TempDir Path folder;
  private ScheduleFixture fixture;
  private Occurrences occurrences;

  @BeforeEach
  void open() {
    fixture = new ScheduleFixture(folder);
    occurrences = fixture.occurrences;
    fixture.schedules.declare(
        "test",
        List.of(
            ScheduleFixture.schedule("a", "daily at 02:00", CatchUp.ALL),
            ScheduleFixture.schedule("b", "daily at 02:00", CatchUp.ALL)),
        NOW);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static DueTime due(String local) {
    LocalDateTime time = LocalDateTime.parse(local);
    return new DueTime(time, time.toInstant(ZoneOffset.UTC));
  }

  private Optional<Occurrence> claim() {
    return occurrences.claim(List.of("night"), "test", TTL, NOW);
  }

  @Test
  void recordsADueTimeOnce() {
    assertThat(occurrences.record("a", due("2026-11-20T02:00"), UTC)).isTrue();
    assertThat(occurrences.record("a", due("2026-11-20T02:00"), ZoneId.of("Etc/UTC"))).isFalse();
    assertThat(occurrences.record("b", due("2026-11-20T02:00"), UTC)).isTrue();
    assertThat(occurrences.list("a", 10))
        .singleElement()
        .satisfies(each -> assertThat(each.zone()).isEqualTo(UTC))
        .satisfies(each -> assertThat(each.businessDate()).isEqualTo(LocalDate.of(2026, 11, 20)))
        .satisfies(each -> assertThat(each.status()).isEqualTo(OccurrenceStatus.DUE));
  }

  @Test
  void handsTheOldestOutAndNeverTwoOfOneSchedule() {
    occurrences.record("a", due("2026-11-20T02:00"), UTC);
    occurrences.record("a", due("2026-11-19T02:00"), UTC);
    occurrences.record("b", due("2026-11-21T02:00"), UTC);
    occurrences.record("b", due("2026-11-22T02:00"), UTC);
    Occurrence first = claim().orElseThrow();
    assertThat(first.text()).isEqualTo("a of 2026-11-19T02:00 UTC");
    assertThat(claim()).map(Occurrence::schedule).contains("b");
    assertThat(claim()).isEmpty();
    assertThat(occurrences.done(first, "", NOW)).isTrue();
    assertThat(claim()).map(Occurrence::text).contains("a of 2026-11-20T02:00 UTC");
  }

  @Test
  void handsOutOnlyWhatTheCallerCanDo() {
    occurrences.record("a", due("2026-11-20T02:00"), UTC);
    assertThat(occurrences.claim(List.of("report"), "test", TTL, NOW)).isEmpty();
  }

  @Test
  void aClaimThatWasTakenOverEndsNothing() throws SQLException {
    occurrences.record("a", due("2026-11-20T02:00"), UTC);
    Occurrence silent = claim().orElseThrow();
    fixture.execute("update daybook.occurrence set expires_at = clock_timestamp()");
    Occurrence taken = claim().orElseThrow();
    assertThat(taken.attempt()).isEqualTo(2);
    assertThat(occurrences.renew(silent, TTL)).isFalse();
    assertThat(occurrences.attach(silent.id(), silent.token(), "run-1")).isFalse();
    assertThat(occurrences.done(silent, "", NOW)).isFalse();
    assertThat(occurrences.failed(silent, "X", "", NOW)).isFalse();
    assertThat(occurrences.skipped(silent, "", NOW)).isFalse();
    assertThat(occurrences.again(silent, "X", "", NOW)).isFalse();
    assertThat(occurrences.putOff(silent, false, "", NOW)).isFalse();
    assertThat(occurrences.attach(taken.id(), taken.token(), "run-2")).isTrue();
    assertThat(occurrences.done(taken, "", NOW)).isTrue();
    assertThat(occurrences.done(taken, "", NOW)).isFalse();
    assertThat(occurrences.list("a", 1).get(0).run()).contains("run-2");
  }

  @Test
  void waitsUntilItMayBeTriedAgain() {
    occurrences.record("a", due("2026-11-20T02:00"), UTC);
    Occurrence claimed = claim().orElseThrow();
    assertThat(occurrences.again(claimed, "SRC-LOCK", "busy", NOW.plusSeconds(60))).isTrue();
    assertThat(claim()).isEmpty();
    Occurrence again =
        occurrences.claim(List.of("night"), "test", TTL, NOW.plusSeconds(60)).orElseThrow();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(occurrences.putOff(again, true, "no release yet", NOW)).isTrue();
    assertThat(claim())
        .hasValueSatisfying(each -> assertThat(each.attempt()).isEqualTo(2))
        .hasValueSatisfying(each -> assertThat(each.note()).contains("no release yet"));
  }

  @Test
  void handsWhatIsLateOutOnce() throws SQLException {
    occurrences.record("a", due("2026-11-21T02:00"), UTC);
    occurrences.record("b", due("2026-11-21T09:00"), UTC);
    fixture.execute("update daybook.occurrence set recorded_at = due_at");
    assertThat(occurrences.takeLate(NOW)).extracting(Occurrence::schedule).containsExactly("a");
    assertThat(occurrences.takeLate(NOW)).isEmpty();
  }

  @Test
  void skipsWhatIsDueOfASchedulesThatIsGone() {
    occurrences.record("a", due("2026-11-20T02:00"), UTC);
    fixture.schedules.declare("another origin", List.of(), NOW);
    assertThat(fixture.schedules.list()).hasSize(2);
    fixture.schedules.declare(
        "test", List.of(ScheduleFixture.schedule("b", "daily at 02:00", CatchUp.ALL)), NOW);
    assertThat(fixture.schedules.list())
        .extracting(each -> each.schedule().name())
        .containsExactly("b");
    assertThat(occurrences.list("a", 1).get(0).status()).isEqualTo(OccurrenceStatus.SKIPPED);
  }

  @Test
  void timesOfAScheduleCountSinceItsTimesWereDeclared() {
    Instant later = NOW.plusSeconds(3600);
    fixture.schedules.declare(
        "test",
        List.of(
            ScheduleFixture.schedule("a", "daily at 02:00", CatchUp.NONE),
            ScheduleFixture.schedule("b", "daily at 03:00", CatchUp.ALL)),
        later);
    assertThat(fixture.schedules.find("a").orElseThrow().since()).isEqualTo(NOW);
    assertThat(fixture.schedules.find("a").orElseThrow().schedule())
        .isEqualTo(ScheduleFixture.schedule("a", "daily at 02:00", CatchUp.NONE));
    assertThat(fixture.schedules.find("b").orElseThrow().since()).isEqualTo(later);
  }
}
