package io.daybook.check;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The datasets whose rows a check judges. A finding counts for each of them, or, where a column of
 * the check tells which one it is about, for that one.
 *
 * @param datasets all of them, {@code facts.orders}
 * @param column the column that tells; empty where every finding is about all
 * @param words the datasets by what stands in the column
 */
public record LookedAt(Set<String> datasets, Optional<String> column, Map<String, String> words) {
  public LookedAt {
    datasets = Collections.unmodifiableSet(new TreeSet<>(datasets));
    requireNonNull(column, "column is null");
    words = Map.copyOf(words);
    if (!datasets.containsAll(words.values())) {
      throw new IllegalArgumentException("Invalid words: " + words + " of " + datasets);
    }
  }

  /** Datasets of which every finding is about all. */
  static LookedAt all(Collection<String> datasets) {
    return new LookedAt(new TreeSet<>(datasets), Optional.empty(), Map.of());
  }

  /** Datasets of which a column tells which one a finding is about. */
  static LookedAt toldBy(String column, Map<String, String> words) {
    return new LookedAt(new TreeSet<>(words.values()), Optional.of(column), words);
  }

  /** How many findings count for each dataset, when each counts for all. */
  Map<String, Long> each(long findings) {
    Map<String, Long> all = new TreeMap<>();
    datasets.forEach(dataset -> all.put(dataset, findings));
    return all;
  }

  /**
   * How many findings count for each dataset.
   *
   * @param byWord findings by what stands in the column; what no dataset has for its word counts
   *     for all
   */
  Map<String, Long> told(Map<String, Long> byWord) {
    Map<String, Long> told = each(0);
    byWord.forEach(
        (word, findings) ->
            Optional.ofNullable(words.get(word))
                .map(Set::of)
                .orElse(datasets)
                .forEach(dataset -> told.merge(dataset, findings, Long::sum)));
    return told;
  }
}
