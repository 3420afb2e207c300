package io.daybook.bench;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What was measured of one side.
 *
 * @param name of the side
 * @param seconds of every round, in their order
 * @param rows of the last round
 * @param bytes of the last round
 * @param peakMemory of the whole process, bytes; empty where the system does not tell
 * @param liveHeap the most that was left of the heap after a collection, bytes; with garbage that
 *     no collection had come to
 */
public record Measured(
    String name,
    List<Double> seconds,
    long rows,
    long bytes,
    OptionalLong peakMemory,
    long liveHeap) {
  public Measured {
    requireNonNull(name, "name is null");
    seconds = List.copyOf(seconds);
    requireNonNull(peakMemory, "peakMemory is null");
  }

  /** Median of the rounds, seconds. */
  public double median() {
    return median(seconds);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("median_seconds", rounded(median()));
    json.put("seconds", seconds.stream().map(Measured::rounded).toList());
    json.put("rows", rows);
    json.put("bytes", bytes);
    json.put("peak_memory", peakMemory.isPresent() ? peakMemory.getAsLong() : null);
    json.put("live_heap", liveHeap);
    return json;
  }

  static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
