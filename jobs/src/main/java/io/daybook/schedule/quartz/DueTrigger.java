package io.daybook.schedule.quartz;

import io.daybook.calendar.DueTime;
import io.daybook.calendar.Timetable;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.quartz.Calendar;
import org.quartz.ScheduleBuilder;
import org.quartz.impl.triggers.AbstractTrigger;
import org.quartz.spi.MutableTrigger;

/**
 * A trigger whose fire times come from Daybook's calendar. Every one is fired, also one that is
 * long past: what becomes of it is decided elsewhere. Dates are Quartz's own.
 */
@SuppressWarnings("JavaUtilDate")
final class DueTrigger extends AbstractTrigger<DueTrigger> {
  private static final long serialVersionUID = 1L;

  // Quartz clones triggers; it never serializes them, its store keeps their properties.
  private final transient Timetable timetable;
  private long start;
  private Long next;
  private Long previous;

  DueTrigger(Timetable timetable) {
    this.timetable = timetable;
    setMisfireInstruction(MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY);
  }

  Timetable timetable() {
    return timetable;
  }

  private Long after(long time) {
    return timetable
        .next(Instant.ofEpochMilli(time))
        .map(DueTime::instant)
        .map(Instant::toEpochMilli)
        .orElse(null);
  }

  private static Date date(Long time) {
    return time == null ? null : new Date(time);
  }

  private static Long time(Date date) {
    return date == null ? null : date.getTime();
  }

  @Override
  public Date computeFirstFireTime(Calendar unused) {
    next = after(start);
    return date(next);
  }

  @Override
  public void triggered(Calendar unused) {
    previous = next;
    next = previous == null ? null : after(previous);
  }

  @Override
  public Date getFireTimeAfter(Date date) {
    return date(after(Optional.ofNullable(time(date)).orElse(start)));
  }

  @Override
  public Date getNextFireTime() {
    return date(next);
  }

  @Override
  public void setNextFireTime(Date date) {
    next = time(date);
  }

  @Override
  public Date getPreviousFireTime() {
    return date(previous);
  }

  @Override
  public void setPreviousFireTime(Date date) {
    previous = time(date);
  }

  @Override
  public Date getStartTime() {
    return new Date(start);
  }

  @Override
  public void setStartTime(Date date) {
    start = date.getTime();
  }

  @Override
  public Date getEndTime() {
    return null;
  }

  @Override
  public void setEndTime(Date date) {
    if (date != null) {
      throw new IllegalArgumentException("Invalid end: " + date);
    }
  }

  @Override
  public Date getFinalFireTime() {
    return null;
  }

  @Override
  public boolean mayFireAgain() {
    return next != null;
  }

  @Override
  protected boolean validateMisfireInstruction(int instruction) {
    return instruction == MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY;
  }

  /** Never asked for: no time counts as misfired. */
  @Override
  public void updateAfterMisfire(Calendar unused) {}

  /** Quartz's calendars, which leave times out, are not used. */
  @Override
  public void updateWithNewCalendar(Calendar unused, long threshold) {}

  @Override
  public ScheduleBuilder<DueTrigger> getScheduleBuilder() {
    return builder(timetable);
  }

  static ScheduleBuilder<DueTrigger> builder(Timetable timetable) {
    return new ScheduleBuilder<>() {
      @Override
      protected MutableTrigger build() {
        return new DueTrigger(timetable);
      }
    };
  }
}
