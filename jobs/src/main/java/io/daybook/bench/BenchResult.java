package io.daybook.bench;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a bench found.
 *
 * @param bench its name
 * @param size of the source
 * @param figure what the ratio is
 * @param ratio the figure
 * @param bar what it must reach
 * @param rule {@code at most} or {@code at least}
 * @param holds whether it does
 * @param sides what was measured of each side, Daybook first
 * @param notes further figures by name
 * @param cores of this machine
 * @param versions by program
 */
public record BenchResult(
    String bench,
    String size,
    String figure,
    double ratio,
    double bar,
    String rule,
    boolean holds,
    List<Measured> sides,
    Map<String, Object> notes,
    int cores,
    Map<String, String> versions) {
  public BenchResult {
    requireNonNull(bench, "bench is null");
    requireNonNull(size, "size is null");
    requireNonNull(figure, "figure is null");
    requireNonNull(rule, "rule is null");
    sides = List.copyOf(sides);
    notes = new LinkedHashMap<>(notes);
    versions = new LinkedHashMap<>(versions);
  }

  static BenchResult of(
      String bench,
      BenchSource source,
      Bar bar,
      double ratio,
      List<Measured> sides,
      Map<String, Object> notes) {
    return new BenchResult(
        bench,
        source.setup().size().name(),
        bar.figure(),
        Measured.rounded(ratio),
        bar.value(),
        bar.rule(),
        bar.holds(ratio),
        sides,
        notes,
        Runtime.getRuntime().availableProcessors(),
        Versions.of(source));
  }

  /** With further figures, and with a verdict that knows them. */
  BenchResult with(Map<String, Object> further, boolean verdict) {
    Map<String, Object> all = new LinkedHashMap<>(notes);
    all.putAll(further);
    return new BenchResult(
        bench, size, figure, ratio, bar, rule, verdict, sides, all, cores, versions);
  }

  /** With further figures. */
  BenchResult with(Map<String, Object> further) {
    return with(further, holds);
  }

  /** As one object of maps, lists, texts and numbers. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bench", bench);
    json.put("size", size);
    json.put("figure", figure);
    json.put("ratio", ratio);
    json.put("bar", bar);
    json.put("rule", rule);
    json.put("holds", holds);
    json.put("sides", sides.stream().map(Measured::json).toList());
    json.putAll(notes);
    json.put("cores", cores);
    json.put("versions", versions);
    return json;
  }
}
