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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether all that was due was fired, whatever became of the process that should
 * have fired it, and whether all that was fired gets done in time.
 */
final class Watch {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  /** How far a process that starts looks back; what is older was looked at by those before. */
  private static final Duration LOOK_BACK = Duration.ofDays(8);

  private final SchedulerSetup setup;
  private final Schedules schedules;
  private final Occurrences occurrences;
  private final Firing firing;
  private final Arming arming;
  private Instant checked;

  Watch(
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
        tellMissed(each, missed);
      }
    }
    List<Armed> hanging =
        firing.overdue(until).stream()
            .map(each -> new Armed(each.schedule(), each.timetable(), until))
            .toList();
    firing.arm(hanging);
    // What was recorded late by another process may still be on its way.
    Instant next = until.minus(setup.timing().grace());
    checked = next.isAfter(checked) ? next : checked;
  }

  private void tellMissed(Armed armed, List<DueTime> missed) {
    setup
        .alerts()
        .raise(
            DaybookException.of(
                    Code.SCHED_MISSED,
                    "Cannot rely on what should have fired: %d due times of %s in %s were not, the first at %s"
                        .formatted(
                            missed.size(),
                            armed.schedule(),
                            armed.timetable().zone(),
                            missed.get(0).instant()))
                .state("they are recorded now and run as the schedule's catch_up says")
                .next("nothing to do, unless it comes again: then report it with the log")
                .build());
  }

  private void tellLate(Instant now) {
    for (Occurrence late : occurrences.takeLate(now)) {
      log.warn("Late: {} is {}", late.text(), late.status());
      setup
          .alerts()
          .raise(
              DaybookException.of(
                      Code.SCHED_LATE,
                      "Cannot meet the deadline of %s: it is %s after %d attempts"
                          .formatted(late.text(), late.status(), late.attempt()))
                  .line(
                      "last",
                      late.failure().map(code -> code + " ").orElse("")
                          + late.note().orElse("nothing failed"))
                  .state("it goes on; readers keep the release they have")
                  .next("daybook status and daybook runs show where it is")
                  .build());
    }
  }
}
