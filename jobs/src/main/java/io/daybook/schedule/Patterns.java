package io.daybook.schedule;

import io.daybook.schedule.Schedules.InForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   */
  void declare(List<Schedule> patterns, Instant now) {
    List<Schedule> before =
        schedules.list(Scheduler.PATTERNS).stream().map(InForce::schedule).toList();
    List<Schedule> wanted = new ArrayList<>();
    for (Schedule pattern : patterns) {
      Optional<List<Schedule>> known =
          Optional.ofNullable(expansions.get(pattern.what())).flatMap(each -> each.of(pattern));
      String prefix = pattern.name() + Expansion.SEPARATOR;
      wanted.addAll(
          known.orElseGet(
              () -> before.stream().filter(each -> each.name().startsWith(prefix)).toList()));
    }
    if (!new HashSet<>(wanted).equals(new HashSet<>(before))) {
      schedules.declare(Scheduler.PATTERNS, wanted, now);
    }
  }
}
