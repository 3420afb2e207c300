package io.daybook.bench;

import io.daybook.bench.Contender.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Runs contenders in turn, A B A B, so that both meet the same noise of the machine. */
final class Contest {
  private final BenchSetup setup;

  Contest(BenchSetup setup) {
    this.setup = setup;
  }

  /**
   * Measures, after one round that does not count: classes load, code is compiled, caches fill.
   *
   * @return one a contender, in their order
   */
  List<Measured> run(Contender... contenders) {
    return run(0, contenders);
  }

  /**
   * Measures from the first round on: sides that have run before, or a night as it meets a JVM that
   * has just started. What the sides share of its start, the first one pays.
   *
   * @return one a contender, in their order
   */
  List<Measured> runAtOnce(Contender... contenders) {
    return run(1, contenders);
  }

  private List<Measured> run(int first, Contender... contenders) {
    List<Tally> tallies = List.of(contenders).stream().map(Tally::new).toList();
    for (int round = first; round <= setup.rounds(); round++) {
      for (Tally tally : tallies) {
        double seconds = tally.round(round > 0);
        String name = round == 0 ? "warm-up" : "round " + round;
        setup
            .progress()
            .accept(String.format(Locale.ROOT, "%s %s: %.3f s", name, tally.name(), seconds));
      }
    }
    return tallies.stream().map(Tally::measured).toList();
  }

  private static final class Tally {
    private final Contender contender;
    private final List<Double> seconds = new ArrayList<>();
    private final ProcessMemory memory = new ProcessMemory();
    private Done done = Done.NOTHING;

    Tally(Contender contender) {
      this.contender = contender;
    }

    String name() {
      return contender.name();
    }

    double round(boolean counts) {
      try {
        memory.begin();
        long start = System.nanoTime();
        Callable<Done> told = contender.work().run();
        double took = (System.nanoTime() - start) / 1e9;
        if (counts) {
          memory.end();
          seconds.add(took);
          done = told.call();
        }
        return took;
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw BenchFailure.of(contender.name(), e);
      }
    }

    Measured measured() {
      return new Measured(
          contender.name(), seconds, done.rows(), done.bytes(), memory.peak(), memory.liveHeap());
    }
  }
}
