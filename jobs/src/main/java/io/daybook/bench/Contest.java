package io.daybook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs contenders in turn, A B A B, so that both meet the same noise of the machine. */
final class Contest {
  private final BenchSetup setup;

  Contest(BenchSetup setup) {
    this.setup = setup;
  }

  /**
   * Measures after one round that does not count: classes load, code is compiled, caches fill.
   *
   * @return one a contender, in their order
   */
  List<Measured> run(List<Contender> contenders) {
    List<Tally> tallies = contenders.stream().map(Tally::new).toList();
    for (int round = 0; round <= setup.rounds(); round++) {
      for (Tally tally : tallies) {
        double seconds = tally.round(round > 0);
        setup
            .progress()
            .accept(
                String.format(
                    Locale.ROOT,
                    "%s %s: %.3f s",
                    round == 0 ? "warm-up" : "round " + round,
                    tally.contender.name(),
                    seconds));
      }
    }
    return tallies.stream().map(Tally::measured).toList();
  }

  private static final class Tally {
    final Contender contender;
    final List<Double> seconds = new ArrayList<>();
    final ProcessMemory memory = new ProcessMemory();
    Contender.Done done;

    Tally(Contender contender) {
      this.contender = contender;
    }

    double round(boolean counts) {
      memory.begin();
      long start = System.nanoTime();
      try {
        done = contender.work().run();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw BenchFailure.of(contender.name(), e);
      }
      double took = (System.nanoTime() - start) / 1e9;
      if (counts) {
        seconds.add(took);
        memory.end();
      }
      return took;
    }

    Measured measured() {
      return new Measured(
          contender.name(), seconds, done.rows(), done.bytes(), memory.peak(), memory.liveHeap());
    }
  }
}
