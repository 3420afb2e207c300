package io.daybook.schedule;

import static io.daybook.schedule.ScheduleFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.night.NightKind;
import io.daybook.schedule.reports.ReportsKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which schedules a scheduler goes by, as its files and its sources say from time to time. */
class TestSchedulesInForce {
  private static final ZoneId UTC = ZoneId.of("UTC");

  @TempDir Path folder;
  private ScheduleFixture fixture;
  private Scheduler scheduler;

  @BeforeEach
  void open() {
    fixture = new ScheduleFixture(folder);
  }

  @AfterEach
  void close() throws InterruptedException {
    if (scheduler != null) {
      scheduler.stop(Duration.ZERO);
    }
    fixture.close();
  }

  @Test
  void keepsTheOldSchedulesWhenTheFilesAreBroken() throws Exception {
    Path file = folder.resolve("nightly.yml");
    write(file, "daily", "UTC");
    scheduler = fixture.start(claim -> Outcome.done(""));
    assertThat(fixture.zonesArmed()).containsExactly("nightly UTC");
    Files.writeString(file, "source: renos\n");
    await("somebody was told", () -> fixture.alerts.size() == 1);
    assertThat(fixture.alerts.get(0).getMessage()).contains("schedules").contains(":1 source:");
    assertThat(fixture.zonesArmed()).containsExactly("nightly UTC");
    write(file, "daily", "Asia/Kolkata");
    write(folder.resolve("weekly.yml"), "weekly on monday", "UTC");
    await("they changed", () -> fixture.zonesArmed().size() == 2);
    assertThat(fixture.zonesArmed()).containsExactly("nightly Asia/Kolkata", "weekly UTC");
    Files.delete(file);
    await("one is gone", () -> fixture.zonesArmed().size() == 1);
    assertThat(fixture.alerts).hasSize(1);
  }

  /** What happened between reading them and putting them in force is over when it looks again. */
  @Test
  void readsFilesAgainThatCouldNotBePutInForce() throws Exception {
    AtomicBoolean fails = new AtomicBoolean();
    WorkKind night =
        new WorkKind() {
          @Override
          public String name() {
            return "night";
          }

          @Override
          public List<String> keys() {
            return List.of();
          }

          @Override
          public Map<String, String> parameters(YamlMap yaml) {
            if (fails.getAndSet(false)) {
              throw DaybookException.of(Code.STATE_UNAVAILABLE, "Cannot reach the state")
                  .state("nothing was changed")
                  .next("it is tried again")
                  .build();
            }
            return Map.of();
          }
        };
    write(folder.resolve("nightly.yml"), "daily", "UTC");
    SchedulerSetup setup = fixture.setup(claim -> Outcome.done(""), Set.of(UTC));
    scheduler =
        Scheduler.start(
            new SchedulerSetup(
                setup.state(),
                new ScheduleFiles(folder, List.of("renoz"), List.of(night)),
                setup.zones(),
                setup.works(),
                setup.expansions(),
                setup.alerts(),
                setup.timing(),
                setup.clock()));
    fails.set(true);
    write(folder.resolve("weekly.yml"), "weekly on monday", "UTC");
    await("somebody was told", () -> !fixture.alerts.isEmpty());
    ScheduleFixture.looksTwice(scheduler);
    assertThat(fixture.zonesArmed()).containsExactly("nightly UTC", "weekly UTC");
  }

  /** A folder below sql/ is not yet a source that somebody runs. */
  @Test
  void restsWhereItsSourceCannotBeRunHere() throws Exception {
    AtomicReference<Set<String>> runnable = new AtomicReference<>(Set.of("renoz"));
    write(folder.resolve("nightly.yml"), "daily", "UTC");
    Files.writeString(
        folder.resolve("shop.yml"),
        "source: shop\nwhat: night\nrule: daily\nat: '02:00'\nzone: UTC\n");
    SchedulerSetup setup = fixture.setup(claim -> Outcome.done(""), Set.of(UTC));
    scheduler =
        Scheduler.start(
            new SchedulerSetup(
                setup.state(),
                new ScheduleFiles(
                    folder, List.of("renoz", "shop"), runnable::get, List.of(new NightKind())),
                setup.zones(),
                setup.works(),
                setup.expansions(),
                setup.alerts(),
                setup.timing(),
                setup.clock()));
    ScheduleFixture.looksTwice(scheduler);
    assertThat(fixture.zonesArmed()).containsExactly("nightly UTC");
    runnable.set(Set.of("renoz", "shop"));
    await("it can be run", () -> fixture.zonesArmed().equals(List.of("nightly UTC", "shop UTC")));
    assertThat(fixture.alerts).isEmpty();
  }

  private static void write(Path file, String rule, String zone) throws IOException {
    Files.writeString(
        file,
        "source: renoz\nwhat: night\nrule: %s\nat: '02:00'\nzone: %s\n".formatted(rule, zone));
  }

  @Test
  void startsWithTheFilesThatCanBeUsedAndTellsOfTheOthers() throws Exception {
    Files.writeString(folder.resolve("nightly.yml"), "source: renos\n");
    write(folder.resolve("weekly.yml"), "weekly on monday", "UTC");
    scheduler = fixture.start(claim -> Outcome.done(""));
    assertThat(fixture.zonesArmed()).containsExactly("weekly UTC");
    assertThat(fixture.alerts)
        .extracting(DaybookException::code)
        .containsExactly(Code.SCHED_INVALID);
  }

  @Test
  void keepsWatchingWhenASourceCannotTellItsZonesOrItsReports() throws Exception {
    ScheduleFixture.Broken broken = new ScheduleFixture.Broken();
    write(folder.resolve("healthy.yml"), "daily", "UTC");
    write(folder.resolve("sick.yml"), "daily", "each_tenant");
    SchedulerSetup setup = fixture.setup(claim -> Outcome.done(""), Set.of(UTC));
    scheduler =
        Scheduler.start(
            new SchedulerSetup(
                setup.state(),
                setup.files(),
                broken.zones(),
                setup.works(),
                setup.expansions(),
                setup.alerts(),
                setup.timing(),
                setup.clock()));
    assertThat(fixture.zonesArmed()).containsExactly("healthy UTC");
    Instant started = scheduler.watchedAt();
    await("it looked again", () -> scheduler.watchedAt().isAfter(started));
    broken.mend();
    await("the mended one is armed", () -> fixture.zonesArmed().size() == 2);
    assertThat(fixture.zonesArmed()).containsExactly("healthy UTC", "sick UTC");
  }

  @Test
  void putsInForceWhatFollowsFromAPattern() throws Exception {
    Files.writeString(folder.resolve("reports.yml"), "source: renoz\nwhat: reports\nat: '02:00'\n");
    AtomicReference<Optional<List<Schedule>>> follows =
        new AtomicReference<>(
            Optional.of(
                List.of(ScheduleFixture.schedule("reports/r", "daily at 02:00", CatchUp.ALL))));
    SchedulerSetup setup = fixture.setup(claim -> Outcome.done(""), Set.of(UTC));
    scheduler =
        Scheduler.start(
            new SchedulerSetup(
                setup.state(),
                new ScheduleFiles(
                    folder, List.of("renoz"), List.of(new NightKind(), new ReportsKind())),
                setup.zones(),
                setup.works(),
                Map.of("reports", pattern -> follows.get()),
                setup.alerts(),
                setup.timing(),
                setup.clock()));
    assertThat(fixture.zonesArmed()).as("not the pattern itself").containsExactly("reports/r UTC");
    Instant since = fixture.schedules.find("reports/r").orElseThrow().since();
    follows.set(Optional.empty());
    ScheduleFixture.looksTwice(scheduler);
    assertThat(fixture.zonesArmed())
        .as("where nobody can tell it stays")
        .containsExactly("reports/r UTC");
    assertThat(fixture.schedules.find("reports/r").orElseThrow().since()).isEqualTo(since);
    follows.set(
        Optional.of(List.of(ScheduleFixture.schedule("reports/s", "daily at 03:00", CatchUp.ALL))));
    await("another follows", () -> fixture.zonesArmed().equals(List.of("reports/s UTC")));
    Files.delete(folder.resolve("reports.yml"));
    await("nothing follows", () -> fixture.zonesArmed().isEmpty());
    assertThat(fixture.alerts).isEmpty();
  }
}
