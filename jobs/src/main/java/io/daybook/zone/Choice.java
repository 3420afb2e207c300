package io.daybook.zone;

import static java.util.Objects.requireNonNull;

import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The edition that rules, and the one that answers for names which it lacks: a JDK leaves some out,
 * and so does a machine without its package of old names.
 */
final class Choice {
  private final Edition newest;
  private final Edition complete;
  private final Map<String, String> names;

  private Choice(Edition newest, Edition complete) {
    this.newest = requireNonNull(newest, "newest is null");
    this.complete = requireNonNull(complete, "complete is null");
    Set<String> all = new TreeSet<>(complete.names());
    all.addAll(newest.names());
    this.names = all.stream().collect(Collectors.toMap(Choice::folded, Function.identity()));
  }

  /**
   * Takes the newest; of equally new ones the first.
   *
   * @param complete the one that has every name
   */
  static Choice of(Edition complete, List<Edition> others) {
    Edition newest = complete;
    for (Edition each : others) {
      if (each.version().compareTo(newest.version()) > 0) {
        newest = each;
      }
    }
    return new Choice(newest, complete);
  }

  Edition newest() {
    return newest;
  }

  Set<String> names() {
    return new TreeSet<>(names.values());
  }

  /** The zone that a text names; blanks around it and case do not count. */
  Optional<String> find(String text) {
    return Optional.ofNullable(names.get(folded(text.strip())));
  }

  ZoneRules rules(String name) {
    return (newest.names().contains(name) ? newest : complete).rules(name);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
