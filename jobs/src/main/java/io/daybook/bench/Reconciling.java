package io.daybook.bench;

import io.daybook.extract.ExtractionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long extractions compared what they had read with the source. For one thread. */
final class Reconciling implements ExtractionListener {
  private final List<Double> seconds = new ArrayList<>();
  private long began;

  @Override
  public void read(long rows, long bytes) {
    began = System.nanoTime();
    seconds.add(0.0);
  }

  @Override
  public void reconciled(String table, long rows) {
    seconds.set(seconds.size() - 1, (System.nanoTime() - began) / 1e9);
  }

  /** Median of the rounds, the one to warm up left out, and its part of what a round took. */
  Map<String, Object> notes(double round) {
    double median = Measured.median(seconds.subList(1, seconds.size()));
    return Map.of(
        "reconciling_seconds",
        Measured.rounded(median),
        "reconciling_share",
        Measured.rounded(median / round));
  }
}
