package io.daybook.check;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the file of a check says that it looks at: {@code looks_at: [facts.orders]}, or, by
 * the words of one of its keys, {@code looks_at: {entity: {orders: facts.orders}}}.
 */
final class LookedAtReader {
  static final String KEY = "looks_at";

  private final YamlMap file;
  private final List<String> keys;
  private final Set<String> known;
  private boolean isRight = true;

  /**
   * A reader of one file.
   *
   * @param keys of the check
   * @param known names of the datasets that there are
   */
  LookedAtReader(YamlMap file, List<String> keys, Set<String> known) {
    this.file = file;
    this.keys = keys;
    this.known = known;
  }

  /** What the check looks at; empty where the file says nothing, or what is not right. */
  Optional<LookedAt> read() {
    if (!file.has(KEY)) {
      return Optional.empty();
    }
    LookedAt read = file.isMap(KEY) ? byWords(file.map(KEY)) : all();
    return isRight ? Optional.of(read) : Optional.empty();
  }

  private LookedAt all() {
    List<String> datasets = file.texts(KEY);
    if (datasets.isEmpty()) {
      problem(file, KEY, "names no dataset");
    }
    datasets.forEach(dataset -> requireKnown(file, KEY, dataset));
    return LookedAt.all(datasets);
  }

  private LookedAt byWords(YamlMap columns) {
    if (columns.keys().size() != 1) {
      problem(file, KEY, "must be a list of datasets, or one key with the datasets by its words");
      return LookedAt.all(List.of());
    }
    String column = columns.keys().iterator().next();
    if (!keys.contains(column)) {
      problem(columns, column, "is no key of the check" + Problems.didYouMean(column, keys));
    }
    YamlMap words = columns.map(column);
    Map<String, String> datasets = new LinkedHashMap<>();
    for (String word : words.keys()) {
      datasets.put(word, words.text(word));
      requireKnown(words, word, datasets.get(word));
    }
    if (datasets.isEmpty()) {
      problem(columns, column, "names no dataset");
    }
    return LookedAt.toldBy(column, datasets);
  }

  private void requireKnown(YamlMap map, String key, String dataset) {
    if (!known.contains(dataset)) {
      problem(map, key, "there is no dataset " + dataset + Problems.didYouMean(dataset, known));
    }
  }

  private void problem(YamlMap map, String key, String message) {
    map.problem(key, message);
    isRight = false;
  }
}
