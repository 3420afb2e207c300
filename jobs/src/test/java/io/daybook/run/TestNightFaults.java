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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night leaves behind when its process dies or stands still. */
class TestNightFaults {
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

  /** One child is killed at every place that a whole night passes; the next one resumes. */
  @Tag("slow")
  @Test
  void resumesAfterAKillAtEveryPlace() throws Exception {
    resumesAfterAKill(UnaryOperator.identity());
  }

  private void resumesAfterAKill(UnaryOperator<List<String>> choice) throws Exception {
    BookShop shop = BookShop.open(directory);
    try (ShopNights golden = new ShopNights(shop, directory.resolve("golden"));
        ShopNights nights = new ShopNights(shop, directory.resolve("disturbed"))) {
      List<String> places = new CopyOnWriteArrayList<>();
      RunListener recorder =
          new RunListener() {
            @Override
            public void reached(String point) {
              places.add(point);
            }
          };
      Manifest undisturbed = golden.run(recorder);
      assertThat(places).hasSizeGreaterThan(25).doesNotHaveDuplicates();

      List<String> chosen = choice.apply(places);
      assertThat(places).containsAll(chosen);
      for (String place : chosen) {
        long before = nights.releases().current().map(Manifest::release).orElse(0L);
        try (ChildJvm child = nights.process("kill", place)) {
          assertThat(child.await("REACHED")).isEqualTo(place);
          assertThat(child.exitCode()).as("died at %s", place).isEqualTo(137);
        }
        boolean published =
            place.startsWith("publish.") && !place.matches("publish\\.(started|prepared)");
        assertThat(nights.releases().current().map(Manifest::release).orElse(0L))
            .as("what readers see after a kill at %s", place)
            .isEqualTo(published ? before + 1 : before);

        if (!place.equals("publish.recorded")) {
          Kept kept = new Kept();
          Manifest resumed = new Night(nights.setup(), kept).resume();
          assertThat(resumed.release()).isEqualTo(before + 1);
          assertThat(kept.steps)
              .as("taken over after a kill at %s", place)
              .isEqualTo(published ? List.of() : recordedBefore(places, place));
        }
        assertThat(nights.state.runs().list(BookShop.NAME, 1).get(0).status())
            .isEqualTo(RunStatus.PUBLISHED);
        Manifest release = nights.releases().load(before + 1);
        for (Dataset dataset : undisturbed.datasets()) {
          // what is recorded grows night by night
          if (dataset.layer() != Dataset.Layer.RECORDED) {
            assertThat(nights.rows(release, release.dataset(dataset.name()).orElseThrow()))
                .as("%s after a kill at %s", dataset.name(), place)
                .isNotEmpty()
                .isEqualTo(golden.rows(undisturbed, dataset));
          }
        }
      }
      assertNoLeftovers(nights);
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

  private static void assertNoLeftovers(ShopNights nights) throws IOException {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
    new Collector(nights.files(), later).collect(Needs.newest(1), false);
    Manifest current = nights.releases().current().orElseThrow();
    List<String> named =
        Stream.concat(
                current.datasets().stream().flatMap(dataset -> dataset.files().stream()),
                Stream.of(current.database()))
            .map(file -> file.path())
            .sorted()
            .toList();
    assertThat(nights.files().list("data")).containsExactlyElementsOf(named);
    assertThat(nights.files().list("releases"))
        .containsExactlyInAnyOrder(
            "releases/" + current.release() + ".json",
            "releases/" + current.release() + "/marts.duckdb");
  }

  /** A killed one may be a process that stands still: its files wait for their day. */
  @Test
  void removesWhatAFailedNightLeftWhenTheNextBegins() throws Exception {
    try (ShopNights nights = new ShopNights(BookShop.open(directory), directory)) {
      RunListener failing =
          new RunListener() {
            @Override
            public void reached(String point) {
              if (point.equals("facts.orders")) {
                throw DaybookException.of(Code.RES_DISK, "Cannot write").build();
              }
            }
          };
      assertThatThrownBy(() -> nights.run(failing)).hasMessageContaining("RES-DISK");
      String failed = nights.state.runs().lastUnfinished(BookShop.NAME).orElseThrow().id();
      assertThat(nights.files().list("data/" + failed)).isNotEmpty();
      String killed;
      try (ChildJvm child = nights.process("kill", "extract.done")) {
        assertThat(child.exitCode()).isEqualTo(137);
        killed = nights.state.runs().lastUnfinished(BookShop.NAME).orElseThrow().id();
      }
      assertThat(nights.files().list("data/" + failed)).isEmpty();
      nights.run(new RunListener() {});
      assertThat(nights.files().list("data/" + killed)).isNotEmpty();
      assertThat(nights.releases().numbers()).containsExactly(1L);
    }
  }

  @Test
  void refusesASecondNightWhileTheFirstWorks() throws Exception {
    try (ShopNights nights = new ShopNights(BookShop.open(directory), directory);
        ChildJvm child = nights.process("wait", "facts.done")) {
      child.await("REACHED");
      assertThatThrownBy(() -> nights.run(new RunListener() {}))
          .hasMessageContaining("RUN-BUSY Cannot work on bookshop: process ");
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
    try (ShopNights nights = new ShopNights(BookShop.open(directory), directory)) {
      long expected = 0;
      for (String place : places) {
        try (ChildJvm zombie = nights.process("wait", place)) {
          zombie.await("REACHED");
          signal(zombie, "STOP");
          nights.expireLeases();
          expected++;
          assertThat(nights.run(new RunListener() {}).release()).isEqualTo(expected);
          signal(zombie, "CONT");
          zombie.tell("go");
          assertThat(zombie.await("FAILED")).as("woken at %s", place).isEqualTo("PUBLISH-CONFLICT");
        }
      }
      assertThat(nights.releases().numbers()).hasSize(places.size());
      for (long release : nights.releases().numbers()) {
        nights.releases().verify(release);
      }
    }
  }

  private static void signal(ChildJvm child, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start().waitFor();
  }
}
