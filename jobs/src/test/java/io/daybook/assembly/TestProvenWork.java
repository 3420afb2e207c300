package io.daybook.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.calendar.Rule;
import io.daybook.clock.HandClock;
import io.daybook.postgres.TestPostgres;
import io.daybook.run.BookShop;
import io.daybook.run.Kiosk;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.HandScheduler;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.schedule.Outcome;
import io.daybook.schedule.Schedule;
import io.daybook.schedule.ScheduleFiles;
import io.daybook.schedule.SchedulerSetup;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What serve does while a definition of one source has a problem. */
class TestProvenWork {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path home;

  private final HandClock clock = new HandClock(NOON);
  private final List<String> worked = new ArrayList<>();

  @Test
  void holdsTheSourceAloneAndGoesOnWhenItIsMended() throws Exception {
    BookShop.open(home);
    Kiosk kiosk = Kiosk.open(home, "kiosk", "JPY");
    String fact = Files.readString(kiosk.file("facts/orders.yml"));
    try (State state = state()) {
      HandScheduler scheduler = scheduler(state);
      scheduler.look();
      clock.move(Duration.ofDays(1));
      scheduler.look();
      assertThat(worked).containsExactlyInAnyOrder("bookshop", "kiosk");

      kiosk.write("facts/orders.yml", fact.replace("select as sold", "selct as sold"));
      clock.move(Duration.ofDays(1));
      scheduler.look();
      assertThat(worked).as("the other's night").hasSize(3).endsWith("bookshop");
      Occurrence held = newest(scheduler);
      assertThat(held.status()).isEqualTo(OccurrenceStatus.HELD);
      assertThat(held.attempt()).as("waiting is no attempt").isZero();
      assertThat(held.note())
          .contains("the definitions of kiosk have problems: daybook plan kiosk");

      kiosk.write("facts/orders.yml", fact);
      clock.move(Duration.ofMinutes(2));
      scheduler.look();
      assertThat(worked).hasSize(4).endsWith("kiosk");
      assertThat(newest(scheduler).status()).isEqualTo(OccurrenceStatus.DONE);
    }
  }

  private static Occurrence newest(HandScheduler scheduler) {
    return scheduler.occurrences().list("nights/kiosk", 1).get(0);
  }

  private State state() {
    TestPostgres database = TestPostgres.database();
    return State.open(
        StateSettings.server(database.url(), database.user(), database.password()), clock, 10);
  }

  private HandScheduler scheduler(State state) {
    Schedule nights = night("nights", "bookshop");
    return new HandScheduler(
        new SchedulerSetup(
            state,
            new ScheduleFiles(home.resolve("none"), List.of(), List.of()),
            HandScheduler.noZones(),
            Map.of(
                "night",
                new ProvenWork(
                    new SqlFolder(home.resolve("sql")),
                    claim -> {
                      worked.add(claim.schedule().source());
                      return Outcome.done("done");
                    })),
            Map.of(
                "night",
                pattern ->
                    Optional.of(
                        List.of(
                            night("nights/kiosk", "kiosk"), night("nights/bookshop", "bookshop")))),
            alert -> {},
            HandScheduler.timing(),
            clock),
        List.of(nights));
  }

  private static Schedule night(String name, String source) {
    return new Schedule(
        name,
        source,
        "night",
        Rule.parse("daily at 02:00"),
        Optional.of(ZoneOffset.UTC),
        CatchUp.LATEST,
        Duration.ofHours(6),
        Map.of());
  }
}
