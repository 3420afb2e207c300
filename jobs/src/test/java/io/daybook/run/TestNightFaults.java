package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.ChildJvm;
import io.daybook.state.RunStatus;
import io.daybook.warehouse.Collector;
import io.daybook.warehouse.Collector.Needs;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night leaves behind when its process dies or stands still. */
class TestNightFaults {
  private static final Duration TTL = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void resumesAfterAKillAtTheMostDelicatePlaces() throws Exception {
    resumesAfterAKill(places -> List.of("facts.done", "publish.prepared"));
  }

  /** In the middle of each step: what a step does first and last is next to another's. */
  @Tag("slow")
  @Tag("promise")
  @Test
  void resumesAfterAKillInEveryStep() throws Exception {
    resumesAfterAKill(
        places ->
            places.stream()
                .collect(
                    Collectors.groupingBy(
                        place -> place.substring(0, place.indexOf('.')),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(step -> step.get(step.size() / 2))
                .toList());
  }

  /**
   * One child is killed at every place that a whole night passes; the next one resumes. Of the
   * places of one loop, as after each of 180 tables, at its first, middle and last one.
   */
  @Tag("slow")
  @Test
  void resumesAfterAKillAtEveryPlace() throws Exception {
    resumesAfterAKill(TestNightFaults::withoutRepetition);
  }

  private static List<String> withoutRepetition(List<String> places) {
    Map<String, List<String>> loops =
        places.stream()
            .collect(
                Collectors.groupingBy(
                    place -> place.substring(0, place.lastIndexOf('.')),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Set<String> ends = Set.of("started", "done", "recorded");
    return loops.values().stream()
        .flatMap(
            loop -> {
              List<String> turns =
                  loop.stream()
                      .filter(place -> !ends.contains(place.substring(place.lastIndexOf('.') + 1)))
                      .toList();
              int last = turns.size() - 1;
              return loop.stream()
                  .filter(
                      place ->
                          last < 6
                              || !turns.contains(place)
                              || Set.of(0, last / 2, last).contains(turns.indexOf(place)));
            })
        .toList();
  }

  private void resumesAfterAKill(UnaryOperator<List<String>> choice) throws Exception {
    try (NightFixture golden = NightFixture.open(directory.resolve("golden"), 11)) {
      List<String> places = new CopyOnWriteArrayList<>();
      RunListener recorder =
          new RunListener() {
            @Override
            public void reached(String point) {
              places.add(point);
            }
          };
      Manifest undisturbed = new Night(golden.setup(), recorder).run("duckdb");
      assertThat(places).hasSizeGreaterThan(25).doesNotHaveDuplicates();

      Path disturbed = directory.resolve("disturbed");
      NightFixture fixture = golden.in(disturbed);
      List<String> chosen = choice.apply(places);
      assertThat(places).containsAll(chosen);
      for (String place : chosen) {
        long before = fixture.releases().current().map(Manifest::release).orElse(0L);
        try (ChildJvm child = child(fixture, disturbed, "duckdb", "kill", place)) {
          assertThat(child.await("REACHED")).isEqualTo(place);
          assertThat(child.exitCode()).as("died at %s", place).isEqualTo(137);
        }
        boolean published =
            place.startsWith("publish.") && !place.matches("publish\\.(started|prepared)");
        assertThat(fixture.releases().current().map(Manifest::release).orElse(0L))
            .as("what readers see after a kill at %s", place)
            .isEqualTo(published ? before + 1 : before);

        if (!place.equals("publish.recorded")) {
          Kept kept = new Kept();
          Manifest resumed = new Night(fixture.setup(), kept).resume();
          assertThat(resumed.release()).isEqualTo(before + 1);
          assertThat(kept.steps)
              .as("taken over after a kill at %s", place)
              .isEqualTo(published ? List.of() : recordedBefore(places, place));
        }
        assertThat(fixture.state.runs().list("renoz", 1).get(0).status())
            .isEqualTo(RunStatus.PUBLISHED);
        Manifest release = fixture.releases().load(before + 1);
        for (Dataset expected : undisturbed.datasets()) {
          if (expected.layer() == Dataset.Layer.MART) {
            // not the undisturbed night's rows: a tenant's day may have ended since
            assertThat(fixture.mart(release.release(), expected.table()))
                .as("%s after a kill at %s", expected.table(), place)
                .containsExactlyElementsOf(fixture.oracle(expected.table(), release));
          } else if (expected.layer() != Dataset.Layer.RECORDED) {
            assertThat(release.dataset(expected.name()).orElseThrow().rows())
                .as("rows of %s after a kill at %s", expected.name(), place)
                .isEqualTo(expected.rows());
          }
        }
      }
      assertNoLeftovers(fixture);
    }
  }

  private static List<Step> recordedBefore(List<String> places, String place) {
    List<String> passed = places.subList(0, places.indexOf(place) + 1);
    return Stream.of(Step.values())
        .filter(step -> passed.contains(step.id() + ".recorded"))
        .toList();
  }

  private static final class Kept implements RunListener {
    final List<Step> steps = new ArrayList<>();

    @Override
    public void stepKept(Step step) {
      steps.add(step);
    }
  }

  private void assertNoLeftovers(NightFixture fixture) throws IOException {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
    new Collector(fixture.files(), later).collect(Needs.newest(1), false);
    Manifest current = fixture.releases().current().orElseThrow();
    List<String> named =
        Stream.concat(
                current.datasets().stream().flatMap(dataset -> dataset.files().stream()),
                Stream.of(current.database()))
            .map(file -> file.path())
            .sorted()
            .toList();
    assertThat(fixture.files().list("data")).containsExactlyElementsOf(named);
    assertThat(fixture.files().list("releases"))
        .containsExactlyInAnyOrder(
            "releases/" + current.release() + ".json",
            "releases/" + current.release() + "/marts.duckdb");
  }

  /** A killed one may be a process that stands still: its files wait for their day. */
  @Tag("slow")
  @Test
  void removesWhatAFailedNightLeftWhenTheNextBegins() throws Exception {
    try (NightFixture fixture = NightFixture.open(directory, 14)) {
      RunListener failing =
          new RunListener() {
            @Override
            public void reached(String point) {
              if (point.equals("facts.orders")) {
                throw DaybookException.of(Code.RES_DISK, "Cannot write").build();
              }
            }
          };
      assertThatThrownBy(() -> new Night(fixture.setup(), failing).run("duckdb"))
          .hasMessageContaining("RES-DISK");
      String failed = fixture.state.runs().lastUnfinished("renoz").orElseThrow().id();
      assertThat(fixture.files().list("data/" + failed)).isNotEmpty();
      String killed;
      try (ChildJvm child = child(fixture, directory, "duckdb", "kill", "extract.done")) {
        assertThat(child.exitCode()).isEqualTo(137);
        killed = fixture.state.runs().lastUnfinished("renoz").orElseThrow().id();
      }
      assertThat(fixture.files().list("data/" + failed)).isEmpty();
      fixture.run("duckdb");
      assertThat(fixture.files().list("data/" + killed)).isNotEmpty();
      assertThat(fixture.releases().numbers()).containsExactly(1L);
    }
  }

  @Test
  void refusesASecondNightWhileTheFirstWorks() throws Exception {
    try (NightFixture fixture = NightFixture.open(directory, 12);
        ChildJvm child = child(fixture, directory, "duckdb", "wait", "facts.done")) {
      child.await("REACHED");
      assertThatThrownBy(() -> fixture.run("duckdb"))
          .hasMessageContaining("RUN-BUSY Cannot work on renoz: process ");
      child.tell("go");
      assertThat(child.await("PUBLISHED")).isEqualTo("1");
    }
  }

  /** A process that stood still beyond its lease finds that another was faster. */
  @Tag("slow")
  @Tag("promise")
  @Test
  void letsAZombieLoseWhenItWakes() throws Exception {
    letsAZombieLose(List.of("publish.prepared"));
  }

  @Tag("slow")
  @Test
  void letsAZombieLoseWhereverItWakes() throws Exception {
    letsAZombieLose(List.of("extract.read", "marts.done", "publish.prepared"));
  }

  private void letsAZombieLose(List<String> places) throws Exception {
    try (NightFixture fixture = NightFixture.open(directory, 13)) {
      long expected = 0;
      for (String place : places) {
        String[] arguments =
            NightProcess.arguments(fixture, directory, TTL, "duckdb", "wait", place);
        try (ChildJvm zombie = ChildJvm.start(NightProcess.class, arguments)) {
          zombie.await("REACHED");
          signal(zombie, "STOP");
          fixture.expireLeases();
          expected++;
          assertThat(fixture.run("duckdb").release()).isEqualTo(expected);
          signal(zombie, "CONT");
          zombie.tell("go");
          assertThat(zombie.await("FAILED")).as("woken at %s", place).isEqualTo("PUBLISH-CONFLICT");
        }
      }
      assertThat(fixture.releases().numbers()).hasSize(places.size());
      for (long release : fixture.releases().numbers()) {
        fixture.releases().verify(release);
      }
    }
  }

  private static void signal(ChildJvm child, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start().waitFor();
  }

  private static ChildJvm child(
      NightFixture fixture, Path directory, String action, String how, String at)
      throws IOException, SQLException {
    return ChildJvm.start(
        NightProcess.class, NightProcess.arguments(fixture, directory, TTL, action, how, at));
  }
}
