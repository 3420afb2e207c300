package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPublishers {
  private static final int THREADS = 8;
  private static final int ROUNDS = 12;

  private TinyWarehouse warehouse;

  @BeforeEach
  void publishTheFirst(@TempDir Path folder) {
    warehouse = new TinyWarehouse(folder.resolve("tiny"));
    warehouse.reuseDatabase(warehouse.publish("first"));
  }

  @Test
  void letsExactlyOneThreadWinANumber() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier together = new CyclicBarrier(THREADS);
      for (int round = 1; round <= ROUNDS; round++) {
        List<Callable<String>> publishers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          Manifest manifest = warehouse.prepare("run-" + round + "-" + i, round);
          publishers.add(
              () -> {
                together.await();
                return outcome(manifest);
              });
        }
        List<String> winners = new ArrayList<>();
        for (Future<String> outcome : threads.invokeAll(publishers)) {
          if (!outcome.get().isEmpty()) {
            winners.add(outcome.get());
          }
        }
        assertThat(winners).hasSize(1);
        assertThat(warehouse.releases.current().orElseThrow().run()).isEqualTo(winners.get(0));
      }
    } finally {
      threads.shutdownNow();
    }
    isLinear(ROUNDS + 1);
  }

  /** The run that won, or nothing. */
  private String outcome(Manifest manifest) {
    try {
      warehouse.releases.publish(manifest);
      return manifest.run();
    } catch (DaybookException e) {
      assertThat(e.code()).isEqualTo(Code.PUBLISH_CONFLICT);
      long number = manifest.release();
      assertThat(e)
          .hasMessageMatching(
              ("(?s)PUBLISH-CONFLICT Cannot publish release %d of tiny: run run-\\d+-\\d+ published"
                      + " release %d first\n"
                      + "  state  readers keep release %d; nothing of run %s is visible\n"
                      + "  next   nothing to do; start a new run if the other is not the one you"
                      + " want")
                  .formatted(number, number, number, manifest.run()));
      return "";
    }
  }

  private void isLinear(long last) throws IOException {
    List<Long> numbers = warehouse.releases.numbers();
    assertThat(numbers).hasSize((int) last);
    for (int i = 0; i < numbers.size(); i++) {
      Manifest manifest = warehouse.releases.load(i + 1);
      assertThat(manifest.base().orElse(0)).isEqualTo(i);
      assertThatCode(() -> warehouse.releases.verify(manifest.release()))
          .doesNotThrowAnyException();
      assertThat(warehouse.files.exists(Releases.databasePath(i + 1))).isTrue();
    }
    assertThat(Files.readSymbolicLink(warehouse.root.resolve("marts.duckdb")))
        .hasToString("releases/" + last + "/marts.duckdb");
    assertThat(warehouse.tree()).noneMatch(path -> path.endsWith(".aside"));
  }

  @Test
  void letsExactlyOneProcessWinANumber() throws IOException {
    String rounds = Integer.toString(ROUNDS);
    String root = warehouse.root.toString();
    try (ChildJvm one = ChildJvm.start(PublisherProcess.class, root, "one", rounds);
        ChildJvm two = ChildJvm.start(PublisherProcess.class, root, "two", rounds)) {
      one.await("ready");
      two.await("ready");
      for (int round = 1; round <= ROUNDS; round++) {
        one.tell(Integer.toString(round));
        two.tell(Integer.toString(round));
        List<String> outcomes = List.of(one.await("outcome"), two.await("outcome"));
        String winner = warehouse.releases.load(round + 1).run();
        String loser = (winner.startsWith("one") ? "two-" : "one-") + round;
        assertThat(outcomes).containsExactlyInAnyOrder("won " + winner, "lost " + loser);
      }
    }
    isLinear(ROUNDS + 1);
  }
}
