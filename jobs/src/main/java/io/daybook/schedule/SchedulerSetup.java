package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.state.State;
import java.time.Clock;
import java.util.Map;

/**
 * All that a scheduler needs and does not make itself.
 *
 * @param state with at least {@link Timing#sessions}
 * @param works what this process can do, by kind of work
 * @param expansions what makes schedules out of patterns, by kind of work
 */
public record SchedulerSetup(
    State state,
    ScheduleFiles files,
    TenantZones zones,
    Map<String, Work> works,
    Map<String, Expansion> expansions,
    Alerts alerts,
    Timing timing,
    Clock clock) {
  public SchedulerSetup {
    requireNonNull(state, "state is null");
    requireNonNull(files, "files is null");
    requireNonNull(zones, "zones is null");
    works = Map.copyOf(works);
    expansions = Map.copyOf(expansions);
    requireNonNull(alerts, "alerts is null");
    requireNonNull(timing, "timing is null");
    requireNonNull(clock, "clock is null");
  }
}
