package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.postgres.ChildJvm;
import io.daybook.state.RunStatus;
import io.daybook.warehouse.Collector;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night leaves behind when its process dies or stands still. */
@Tag("slow")
class TestNightFaults {
  private static final Duration TTL = Duration.ofSeconds(60);

  @TempDir Path directory;

  /** One child is killed at every place that a whole night passes; the next one resumes. */
  @Test
  void resumesAfterAKillAtEveryPlace() throws Exception {
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
      for (String place : places) {
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
          Manifest resumed = new Night(fixture.setup(), new RunListener() {}).resume();
          assertThat(resumed.release()).isEqualTo(before + 1);
        }
        assertThat(fixture.state.runs().list("renoz", 1).get(0).status())
            .isEqualTo(RunStatus.PUBLISHED);
        for (Dataset mart : undisturbed.datasets()) {
          if (mart.layer() == Dataset.Layer.MART) {
            assertThat(fixture.mart(before + 1, mart.table()))
                .as("%s after a kill at %s", mart.table(), place)
                .isEqualTo(golden.mart(1, mart.table()));
          }
        }
      }
      assertNoLeftovers(fixture);
    }
  }

  private void assertNoLeftovers(NightFixture fixture) throws IOException {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
    new Collector(fixture.files(), later).collect(1, Set.of(), Set.of(), false);
    Manifest current = fixture.releases().current().orElseThrow();
    List<String> named =
        java.util.stream.Stream.concat(
                current.datasets().stream().flatMap(dataset -> dataset.files().stream()),
                java.util.stream.Stream.of(current.database()))
            .map(file -> file.path())
            .sorted()
            .toList();
    assertThat(fixture.files().list("data")).containsExactlyElementsOf(named);
    assertThat(fixture.files().list("releases"))
        .containsExactlyInAnyOrder(
            "releases/" + current.release() + ".json",
            "releases/" + current.release() + "/marts.duckdb");
  }

  @Test
  void refusesASecondNightWhileTheFirstWorks() throws Exception {
    try (NightFixture fixture = NightFixture.open(directory, 12);
        ChildJvm child = child(fixture, directory, "duckdb", "wait", "facts.done")) {
      child.await("REACHED");
      assertThatThrownBy(() -> fixture.run("duckdb"))
          .hasMessageContaining("RUN-BUSY Cannot run renoz: process ");
      child.tell("go");
      assertThat(child.await("PUBLISHED")).isEqualTo("1");
    }
  }

  /** A process that stood still beyond its lease finds that another was faster. */
  @Test
  void letsAZombieLoseWhereverItWakes() throws Exception {
    try (NightFixture fixture = NightFixture.open(directory, 13)) {
      long expected = 0;
      for (String place : List.of("extract.read", "marts.done", "publish.prepared")) {
        String[] arguments =
            NightProcess.arguments(
                fixture, directory, Duration.ofSeconds(2), "duckdb", "wait", place);
        try (ChildJvm zombie = ChildJvm.start(NightProcess.class, arguments)) {
          zombie.await("REACHED");
          signal(zombie, "STOP");
          TimeUnit.SECONDS.sleep(3);
          expected++;
          assertThat(fixture.run("duckdb").release()).isEqualTo(expected);
          signal(zombie, "CONT");
          zombie.tell("go");
          assertThat(zombie.await("FAILED")).as("woken at %s", place).isEqualTo("PUBLISH-CONFLICT");
        }
      }
      assertThat(fixture.releases().numbers()).containsExactly(1L, 2L, 3L);
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
