package io.daybook.schedule;

import io.daybook.schedule.Schedules.InForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keeps the schedules in force that follow from patterns. */
final class Patterns {
  private final Schedules schedules;
  private final Map<String, Expansion> expansions;

  Patterns(Schedules schedules, Map<String, Expansion> expansions) {
    this.schedules = schedules;
    this.expansions = expansions;
  }

  /**
   * Puts them in force where they differ from those that are, whoever declared these: another
   * process may have seen an older release last.
   *
   * @param unusable names of patterns whose files nobody can read now: what follows from them stays
   * @return why patterns could not be looked at, by their names; what follows from them stays, too
   */
  Map<String, RuntimeException> declare(
      List<Schedule> patterns, Set<String> unusable, Instant now) {
    Map<String, RuntimeException> failures = new TreeMap<>();
    List<Schedule> before =
        schedules.list(Scheduler.PATTERNS).stream().map(InForce::schedule).toList();
    List<Schedule> wanted = new ArrayList<>();
    for (Schedule pattern : patterns) {
      wanted.addAll(expanded(pattern, failures).orElseGet(() -> of(pattern.name(), before)));
    }
    unusable.forEach(name -> wanted.addAll(of(name, before)));
    if (!new HashSet<>(wanted).equals(new HashSet<>(before))) {
      schedules.declare(Scheduler.PATTERNS, wanted, now);
    }
    return failures;
  }

  /** One pattern that fails, whatever its source holds, must stop no other. */
  private Optional<List<Schedule>> expanded(
      Schedule pattern, Map<String, RuntimeException> failures) {
    try {
      return Optional.ofNullable(expansions.get(pattern.what())).flatMap(each -> each.of(pattern));
    } catch (RuntimeException e) {
      failures.put(pattern.name(), e);
      return Optional.empty();
    }
  }

  private static List<Schedule> of(String pattern, List<Schedule> schedules) {
    String prefix = pattern + Expansion.SEPARATOR;
    return schedules.stream().filter(each -> each.name().startsWith(prefix)).toList();
  }
}
