package io.daybook.schedule.quartz;

import io.daybook.calendar.Timetable;
import java.time.Instant;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** What Quartz runs when a trigger fires: passes the due time on. */
final class DueJob implements Job {
  private final DueListener listener;

  DueJob(DueListener listener) {
    this.listener = listener;
  }

  @Override
  @SuppressWarnings("JavaUtilDate") // Quartz's own
  public void execute(JobExecutionContext context) {
    Timetable timetable = ((DueTrigger) context.getTrigger()).timetable();
    Instant instant = context.getScheduledFireTime().toInstant();
    timetable
        .next(instant.minusMillis(1))
        .filter(due -> due.instant().equals(instant))
        .ifPresent(
            due -> listener.due(context.getTrigger().getKey().getGroup(), due, timetable.zone()));
  }
}
