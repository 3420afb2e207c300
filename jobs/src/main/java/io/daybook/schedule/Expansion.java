package io.daybook.schedule;

import java.util.List;
import java.util.Optional;

/** Makes schedules out of a pattern: a file that leaves rules and zones to the data. */
public interface Expansion {
  /** Between the name of a pattern's file and what tells its schedules apart. */
  String SEPARATOR = "/";

  /**
   * The schedules that follow from a pattern now. Asked at every look of every process: must be
   * quick where nothing has changed, and say the same in all of them.
   *
   * @param pattern as its file has it
   * @return schedules that are named {@code <pattern>/<anything>}; empty when nobody can tell now,
   *     then those that are in force stay
   */
  Optional<List<Schedule>> of(Schedule pattern);
}
