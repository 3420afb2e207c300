package io.daybook.schedule.reports;

import static io.daybook.schedule.reports.SharedReports.fixture;
import static io.daybook.schedule.reports.SharedReports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.clock.HandClock;
import io.daybook.definition.Renoz;
import io.daybook.demo.DemoTenant;
import io.daybook.log.LogLines;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Made;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tenants read of a new release is there before they ask, and is in nobody's way. */
class TestGettingReady {
  private static final String CREDITS =
      "{\"source\": \"credit_notes\", \"columns\": [\"amount\"], \"period\": \"last_week\"}";

  @TempDir Path cache;

  private final DemoTenant tenant = fixture().tenant("Australia/Sydney");
  private final AtomicBoolean busy = new AtomicBoolean();
  private ReleasedReports reports;

  @BeforeEach
  void open() {
    reports =
        new ReleasedReports(
            source -> ReportsFixture.files(fixture().directory),
            release ->
                ReleaseReports.load(
                    ReportsFixture.files(fixture().directory),
                    release,
                    Renoz.DEFINITION.definedReports(),
                    cache,
                    Renoz.DEFINITION.model().tenants().column()));
  }

  private ReleaseReports newest() {
    return reports.newest("renoz").orElseThrow();
  }

  private GettingReady ready(List<Schedule> schedules, Clock clock) {
    return ready(schedules, clock, 0);
  }

  private GettingReady ready(List<Schedule> schedules, Clock clock, long staysFree) {
    return new GettingReady(
        new GettingReady.Setup(
            reports, () -> List.of("renoz"), () -> schedules, busy::get, cache, staysFree, clock));
  }

  /** Files of the newest release: their datasets. */
  private Set<String> made() throws IOException {
    Path folder = cache.resolve("renoz/" + newest().release().release());
    Set<String> made = new TreeSet<>();
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> made.add(file.getFileName().toString().replaceFirst("-[^-]*$", "")));
      }
    }
    return made;
  }

  private Made ask() {
    return newest()
        .custom()
        .ask("Credits", CREDITS, newest().audience().inRole(tenant.id().toString(), "owner"));
  }

  /** The schedule of the tenant's monthly report, which leaves on the first day at six. */
  private List<Schedule> monthly() {
    ReportRow.Valid row = report(fixture().tenant("Asia/Kolkata"), "pdf");
    return ReportSchedules.of(ReportsDesk.pattern(CatchUp.LATEST), row, newest()).stream().toList();
  }

  @Test
  void whatIsDueWithinADayIsThereAndNothingElse() throws IOException {
    Instant aDayBefore = Instant.parse("2026-09-30T00:00:00Z");
    ready(monthly(), new HandClock(aDayBefore.minus(Duration.ofDays(3)))).look();
    assertThat(made()).isEmpty();

    busy.set(true);
    GettingReady ready = ready(monthly(), new HandClock(aDayBefore));
    ready.look();
    assertThat(made()).as("a night is at work").isEmpty();

    busy.set(false);
    ready(monthly(), new HandClock(aDayBefore), Long.MAX_VALUE).look();
    assertThat(made()).as("the disk has no room").isEmpty();

    try (LogLines log = LogLines.open()) {
      ready.look();
      ready.look();
      assertThat(log.lines())
          .filteredOn(line -> line.startsWith("Made ready"))
          .as("once a release")
          .singleElement()
          .asString()
          .startsWith(
              "Made ready for release %d of renoz: %d files of 1 tenants, "
                  .formatted(newest().release().release(), made().size()));
    }
    assertThat(made())
        .isEqualTo(
            newest()
                .scheduled()
                .asked(monthly().get(0).parameters().get(ReportsKind.REPORT))
                .orElseThrow()
                .datasets())
        .isNotEmpty();
  }

  @Test
  void whatWasAskedOfTheReleaseBeforeIsThereInTheNextOne() throws IOException {
    assertThat(ask()).isInstanceOf(Made.Ready.class);
    fixture().release(newest().release().asOf());
    assertThat(made()).isEmpty();
    ready(List.of(), Clock.systemUTC()).look();
    assertThat(made()).containsExactly("facts.credit_notes");

    fixture().release(newest().release().asOf());
    ready(List.of(), Clock.offset(Clock.systemUTC(), Duration.ofDays(8))).look();
    assertThat(made()).as("nobody asked for a week").isEmpty();
    ready(List.of(), Clock.systemUTC()).look();
    assertThat(made()).as("and that is forgotten").isEmpty();
  }

  @Test
  void whatCannotBeMadeIsALineInTheLogAndTheQuestionIsAnswered() throws IOException {
    assertThat(ask()).isInstanceOf(Made.Ready.class);
    fixture().release(newest().release().asOf());
    Path folder = cache.resolve("renoz/" + newest().release().release());
    Files.writeString(folder, "in the way");
    try (LogLines log = LogLines.open()) {
      ready(List.of(), Clock.systemUTC()).look();
      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("Cannot get ready all that tenants read of release"));
    }
    Files.delete(folder);
    assertThat(ask()).isInstanceOf(Made.Ready.class);
  }
}
