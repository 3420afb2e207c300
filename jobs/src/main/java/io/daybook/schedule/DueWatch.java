package io.daybook.schedule;

import io.daybook.calendar.DueTime;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.quartz.Armed;
import io.daybook.schedule.quartz.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether all that was due was fired, whatever became of the process that should
 * have fired it, and whether all that was fired gets done in time.
 */
final class DueWatch {
  private static final Logger log = LoggerFactory.getLogger(DueWatch.class);

  /** How far a process that starts looks back; what is older was looked at by those before. */
  private static final Duration LOOK_BACK = Duration.ofDays(8);

  private final SchedulerSetup setup;
  private final Schedules schedules;
  private final Occurrences occurrences;
  private final Firing firing;
  private final Arming arming;
  private Instant checked;

  DueWatch(
      SchedulerSetup setup,
      Schedules schedules,
      Occurrences occurrences,
      Firing firing,
      Arming arming) {
    this.setup = setup;
    this.schedules = schedules;
    this.occurrences = occurrences;
    this.firing = firing;
    this.arming = arming;
    this.checked = setup.clock().instant().minus(LOOK_BACK);
  }

  void look() {
    Instant now = setup.clock().instant();
    schedules.skipOrphans(now);
    arming.bringInLine();
    makeUp(now.minus(setup.timing().grace()));
    tellLate(now);
  }

  /** Records what was due and is not recorded, and arms anew what hangs. */
  private void makeUp(Instant until) {
    List<Armed> armed = firing.armed();
    Map<String, Set<Instant>> recorded = occurrences.recordedAfter(checked);
    Map<String, List<Missed>> all = new TreeMap<>();
    for (Armed each : armed) {
      Instant from = each.from().isAfter(checked) ? each.from() : checked;
      List<DueTime> missed = new ArrayList<>();
      for (DueTime due : each.timetable().between(from, until)) {
        boolean isNew =
            !recorded.getOrDefault(each.schedule(), Set.of()).contains(due.instant())
                && occurrences.record(each.schedule(), due, each.timetable().zone());
        if (isNew) {
          missed.add(due);
        }
      }
      if (!missed.isEmpty()) {
        all.computeIfAbsent(origin(each.schedule()), name -> new ArrayList<>())
            .add(new Missed(each, missed));
      }
    }
    all.values().forEach(this::tellMissed);
    List<Armed> hanging =
        firing.overdue(until).stream()
            .map(each -> new Armed(each.schedule(), each.timetable(), until))
            .toList();
    firing.arm(hanging);
    // What was recorded late by another process may still be on its way.
    Instant next = until.minus(setup.timing().grace());
    checked = next.isAfter(checked) ? next : checked;
  }

  /** Due times of one schedule in one zone that nobody fired. */
  private record Missed(Armed armed, List<DueTime> times) {}

  private void tellMissed(List<Missed> missed) {
    Armed first = missed.get(0).armed();
    String others = missed.size() == 1 ? "" : " and " + (missed.size() - 1) + " others";
    setup
        .alerts()
        .raise(
            DaybookException.of(
                    Code.SCHED_MISSED,
                    "Cannot rely on what should have fired: %d due times of %s in %s%s were not, the first at %s"
                        .formatted(
                            missed.stream().mapToInt(each -> each.times().size()).sum(),
                            first.schedule(),
                            first.timetable().zone(),
                            others,
                            missed.get(0).times().get(0).instant()))
                .state("they are recorded now and run as the schedule's catch_up says")
                .next("nothing to do, unless it comes again: then report it with the log")
                .build());
  }

  /** Of many schedules that follow from one pattern the operator hears at once. */
  private void tellLate(Instant now) {
    Map<String, List<Occurrence>> late = new TreeMap<>();
    for (Occurrence each : occurrences.takeLate(now)) {
      log.warn("Late: {} is {}", each.text(), each.status());
      late.computeIfAbsent(origin(each.schedule()), name -> new ArrayList<>()).add(each);
    }
    late.values().forEach(this::tellLate);
  }

  /** The pattern that a schedule follows from, or itself. */
  private static String origin(String schedule) {
    int end = schedule.indexOf(Expansion.SEPARATOR);
    return end < 0 ? schedule : schedule.substring(0, end);
  }

  private void tellLate(List<Occurrence> late) {
    Occurrence first = late.get(0);
    String others = late.size() == 1 ? "" : " and " + (late.size() - 1) + " others";
    setup
        .alerts()
        .raise(
            DaybookException.of(
                    Code.SCHED_LATE,
                    "Cannot meet the deadline of %s%s: it is %s after %d attempts"
                        .formatted(first.text(), others, first.status(), first.attempt()))
                .line(
                    "last",
                    first.failure().map(code -> code + " ").orElse("")
                        + first.note().orElse("nothing failed"))
                .state("it goes on; readers keep the release they have")
                .next("daybook status and daybook runs show where it is")
                .build());
  }
}
