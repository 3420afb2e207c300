package io.daybook.engine;

import io.daybook.schema.KeyForm;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The datasets of an engine, each made a view when a query first names it: of two hundred raw
 * tables people's queries see few, and a view costs an engine more than a small query. For several
 * threads.
 *
 * @param <T> what a view is made of
 */
final class Views<T> {
  private final Map<String, T> datasets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<KeyForm, Set<String>> made =
      Map.of(
          KeyForm.TEXT, new TreeSet<>(String.CASE_INSENSITIVE_ORDER),
          KeyForm.STORED, new TreeSet<>(String.CASE_INSENSITIVE_ORDER));
  private final BiConsumer<T, KeyForm> maker;

  /**
   * No dataset yet.
   *
   * @param maker makes the view of a dataset, in the place of one that is there
   */
  Views(BiConsumer<T, KeyForm> maker) {
    this.maker = maker;
  }

  /** How an engine names the view of a dataset: by its schema, its table and the keys it shows. */
  @FunctionalInterface
  interface Naming {
    String view(String schema, String table, KeyForm keys);
  }

  /** The view of a dataset that is named with its layer, {@code facts.orders}. */
  static String name(String dataset, KeyForm keys, Naming naming) {
    int dot = dataset.indexOf('.');
    return naming.view(dataset.substring(0, dot), dataset.substring(dot + 1), keys);
  }

  /** Takes a dataset, in the place of what had its name. */
  synchronized void put(String name, T dataset) {
    datasets.put(name, dataset);
    made.values().forEach(views -> views.remove(name));
  }

  /** The dataset of a name, or null. */
  synchronized T dataset(String name) {
    return datasets.get(name);
  }

  /** Makes the views that a query names. What is no dataset is left to the engine to refuse. */
  synchronized void make(String query, KeyForm keys) {
    for (String name : SqlText.datasets(query)) {
      T dataset = datasets.get(name);
      if (dataset != null && !made.get(keys).contains(name)) {
        maker.accept(dataset, keys);
        made.get(keys).add(name);
      }
    }
  }
}
