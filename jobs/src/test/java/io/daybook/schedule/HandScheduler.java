package io.daybook.schedule;

import io.daybook.calendar.DueTime;
import io.daybook.calendar.Timetable;
import io.daybook.schedule.Schedules.InForce;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A scheduler by a clock that a test moves: schedules, occurrences and workers are the real ones,
 * and what Quartz and the watch do with threads and the machine's clock happens at each look.
 */
public final class HandScheduler {
  /** What a process that died holds is free after so long, by the state server's clock. */
  public static final Duration LEASE = Duration.ofSeconds(2);

  private final SchedulerSetup setup;
  private final List<Schedule> patterns;
  private final Schedules schedules;
  private final Occurrences occurrences;
  private final Workers workers;
  private Instant looked = Instant.MIN;

  /** One that has patterns and no other files. */
  public HandScheduler(SchedulerSetup setup, List<Schedule> patterns) {
    this.setup = setup;
    this.patterns = patterns;
    this.schedules = new Schedules(setup.state().database());
    this.occurrences = new Occurrences(setup.state().database());
    this.workers = new Workers(setup, schedules, occurrences, "by hand");
  }

  /** Quick, for one worker. */
  public static Timing timing() {
    return new Timing(1, LEASE, LEASE, LEASE, LEASE, LEASE);
  }

  /** Zones that no schedule with a zone of its own asks for. */
  public static TenantZones noZones() {
    return source -> Set.of(ZoneId.of("UTC"));
  }

  /** Puts in force what follows from the patterns now. */
  public void declare() {
    Map<String, RuntimeException> failures =
        new Patterns(schedules, setup.expansions())
            .declare(patterns, Set.of(), setup.clock().instant());
    if (!failures.isEmpty()) {
      throw failures.values().iterator().next();
    }
    schedules.skipOrphans(setup.clock().instant());
  }

  /** Records what came due and works off all that can be worked on now. */
  public void look() {
    Instant now = setup.clock().instant();
    declare();
    for (InForce each : schedules.list()) {
      ZoneId zone = each.schedule().zone().orElseThrow();
      Instant from = each.since().isAfter(looked) ? each.since() : looked;
      for (DueTime due : new Timetable(each.schedule().rule(), zone).between(from, now)) {
        occurrences.record(each.schedule().name(), due, zone);
      }
    }
    looked = now;
    int worked = 0;
    while (workers.workOnOne()) {
      worked++;
      if (worked > 10_000) {
        throw new AssertionError("The same is worked on again and again");
      }
    }
  }

  /** All that are in force, by name. */
  public Map<String, Schedule> inForce() {
    return schedules.list().stream()
        .map(InForce::schedule)
        .collect(java.util.stream.Collectors.toMap(Schedule::name, each -> each));
  }

  /** The occurrences of this state. */
  public Occurrences occurrences() {
    return occurrences;
  }
}
