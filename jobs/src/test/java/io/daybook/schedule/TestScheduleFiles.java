package io.daybook.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.calendar.Rule;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.night.NightKind;
import io.daybook.schedule.reports.ReportsKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestScheduleFiles {
  private static final List<String> GOOD =
      List.of("source: renoz", "what: night", "rule: daily", "at: \"02:00\"", "zone: UTC");

  @TempDir Path directory;

  private Path folder() throws IOException {
    return Files.createDirectories(directory.resolve("schedules"));
  }

  private static List<Schedule> load(ScheduleFiles files) {
    ScheduleFiles.Read read = files.read();
    if (read.problem().isPresent()) {
      throw read.problem().orElseThrow();
    }
    return read.schedules();
  }

  private List<Schedule> load() throws IOException {
    return load(new ScheduleFiles(folder(), List.of("renoz", "shop"), List.of(new NightKind())));
  }

  private void write(String file, String... lines) throws IOException {
    Files.write(folder().resolve(file), List.of(lines));
  }

  static Stream<String> badFiles() throws IOException {
    try (InputStream in = TestScheduleFiles.class.getResourceAsStream("bad.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void refusesWhatIsWrongWithItsLine(String line) throws IOException {
    String[] parts = line.split(" => ", 2);
    List<String> lines = new ArrayList<>(GOOD);
    for (String change : parts[0].split("\\|")) {
      String key = change.substring(0, change.indexOf(':') + 1);
      int at = lines.stream().map(each -> each.startsWith(key)).toList().indexOf(true);
      if (at < 0 || parts[1].contains("twice")) {
        lines.add(change);
      } else {
        lines.set(at, change);
      }
    }
    write("bad.yml", lines.toArray(String[]::new));
    String expected =
        Character.isDigit(parts[1].charAt(0)) ? "schedules/bad.yml:" + parts[1] : parts[1];
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(this::load)
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.SCHED_INVALID))
        .withMessageContaining(expected);
  }

  @Test
  void reportsTheProblemsOfAllFilesAtOnce() throws IOException {
    write("one.yml", "source: renos", "what: nite", "rule: dayly");
    write("two.yml", "");
    write("three.yaml", GOOD.toArray(String[]::new));
    write("Four.yml", GOOD.toArray(String[]::new));
    write("2 Shop weekly!.yml", GOOD.toArray(String[]::new));
    write("five.yml", "- a list");
    write("six.yml", "source: [");
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(this::load)
        .withMessageStartingWith("SCHED-INVALID Cannot use the schedules in")
        .withMessageContaining("schedules/one.yml:1 source: must be one of")
        .withMessageContaining("schedules/one.yml:2 what: must be one of night, not nite")
        .withMessageContaining("schedules/one.yml:1 at: is missing")
        .withMessageContaining("schedules/one.yml:1 zone: is missing")
        .withMessageContaining("schedules/two.yml holds no schedule")
        .withMessageContaining("schedules/three.yaml is not read")
        .withMessageContaining(
            "schedules/Four.yml is not a name: lower-case letters, digits, - and _, such as four.yml")
        .withMessageContaining(" - and _, such as shop-weekly.yml")
        .withMessageContaining("schedules/five.yml:1 : must be a mapping")
        .withMessageContaining("schedules/six.yml:")
        .withMessageContaining("\n  next   mend the lines above");
  }

  @Test
  void readsEveryKey() throws IOException {
    write(
        "month-end.yml",
        "source: shop",
        "what: night",
        "rule: monthly on business day 2",
        "at: '06:30'",
        "holidays: [2027-01-01, 2026-12-25]",
        "zone: America/New_York",
        "catch_up: all",
        "deadline: 90m",
        "engine: duckdb");
    assertThat(load())
        .containsExactly(
            new Schedule(
                "month-end",
                "shop",
                "night",
                Rule.parse("monthly on business day 2 at 06:30 without 2026-12-25, 2027-01-01"),
                Optional.of(ZoneId.of("America/New_York")),
                CatchUp.ALL,
                Duration.ofMinutes(90),
                Map.of("engine", "duckdb")));
  }

  @Test
  void knowsDefaults() throws IOException {
    write("a.yml", "source: shop", "what: night", "rule: cron 0 8 * * 1-5", "zone: each_tenant");
    assertThat(load())
        .containsExactly(
            new Schedule(
                "a",
                "shop",
                "night",
                Rule.parse("cron 0 8 * * 1-5"),
                Optional.empty(),
                CatchUp.LATEST,
                Duration.ofHours(6),
                Map.of()));
  }

  @Test
  void readsTheSchedulesOfTheProject() {
    Path project = Path.of(System.getProperty("daybook.home"));
    ScheduleFiles files =
        new ScheduleFiles(
            project.resolve("schedules"),
            List.of("renoz", "thorbis"),
            List.of(new NightKind(), new ReportsKind()));
    assertThat(load(files))
        .extracting(
            Schedule::name, Schedule::zoneText, each -> each.rule().text(), files::isPattern)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "renoz-nightly", "each_tenant", "daily at 02:00", false),
            org.assertj.core.api.Assertions.tuple(
                "renoz-reports", "each_tenant", "daily at 06:00", true),
            org.assertj.core.api.Assertions.tuple(
                "thorbis-nightly", "each_tenant", "daily at 02:00", false),
            org.assertj.core.api.Assertions.tuple(
                "thorbis-reports", "each_tenant", "daily at 06:00", true));
  }

  @Test
  void aPatternSaysItsTimeAndNoRule() throws IOException {
    ScheduleFiles files =
        new ScheduleFiles(folder(), List.of("renoz"), List.of(new NightKind(), new ReportsKind()));
    write("r.yml", "source: renoz", "what: reports", "at: '06:00'", "folder: finance/daily");
    assertThat(load(files))
        .singleElement()
        .satisfies(each -> assertThat(each.parameters()).containsEntry("folder", "finance/daily"));
    write("r.yml", "source: renoz", "what: reports", "rule: daily", "zone: UTC", "folder: ../x");
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> load(files))
        .withMessageContaining(":3 rule: ")
        .withMessageContaining(":4 zone: ")
        .withMessageContaining(" at: is missing, such as \"02:00\"")
        .withMessageContaining(":5 folder: must be a path below delivery.folder");
  }

  @Test
  void aFolderThatIsNotThereHoldsNoSchedule() {
    assertThat(load(new ScheduleFiles(directory.resolve("none"), List.of("renoz"), List.of())))
        .isEmpty();
  }
}
