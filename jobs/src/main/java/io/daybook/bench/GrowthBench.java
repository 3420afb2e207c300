package io.daybook.bench;

import java.util.List;
import java.util.Map;

/** Whether five times the rows take five times as long, in the same memory. */
final class GrowthBench implements Bench {
  private static final double MOST_HEAP = 1.2;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String compares() {
    return "a complete night of this size, with one of a fifth of it";
  }

  @Override
  public BenchResult run(BenchSource source) throws Exception {
    BenchSetup smaller = source.setup().withSize(source.setup().size().fifth());
    try (BenchSource fifth = BenchSource.open(smaller);
        WholeNight large = WholeNight.open(source);
        WholeNight small = WholeNight.open(fifth)) {
      long largeHeap = ProcessMemory.liveHeapOf(large);
      long smallHeap = ProcessMemory.liveHeapOf(small);
      double heap = (double) largeHeap / smallHeap;
      List<Measured> sides =
          new Contest(source.setup())
              .runAtOnce(new Contender("this size", large), new Contender("a fifth", small));
      BenchResult time = slower(source, 5.5, sides);
      return time.with(
          Map.of(
              "live_heap", List.of(largeHeap, smallHeap),
              "heap_ratio", Measured.rounded(heap),
              "heap_bar", MOST_HEAP),
          time.holds() && heap <= MOST_HEAP);
    }
  }
}
