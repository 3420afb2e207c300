package io.daybook.schedule.quartz;

import io.daybook.calendar.DueTime;
import java.time.ZoneId;

/** Is told what is due; by several threads, late after a standstill, and perhaps more than once. */
public interface DueListener {
  /** A due time of a schedule in a zone. */
  void due(String schedule, DueTime time, ZoneId zone);
}
