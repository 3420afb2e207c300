package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.state.State;
import io.daybook.warehouse.FileStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a monitor looks at.
 *
 * @param state with at least {@link #SESSIONS} for it
 * @param sources names of all sources
 * @param warehouses the folder of a source in the warehouse
 * @param watchedAt when the scheduler last found that it can work
 * @param watchPatience how long ago that may be
 * @param deliveredAt when the dispatcher last looked for work
 * @param deliverPatience how long ago that may be
 */
public record MonitoringSetup(
    State state,
    Supplier<? extends Collection<String>> sources,
    Function<String, FileStore> warehouses,
    Supplier<Instant> watchedAt,
    Duration watchPatience,
    Supplier<Instant> deliveredAt,
    Duration deliverPatience,
    Clock clock) {
  /** Sessions of the state that it may want at once. */
  public static final int SESSIONS = 2;

  public MonitoringSetup {
    requireNonNull(state, "state is null");
    requireNonNull(sources, "sources is null");
    requireNonNull(warehouses, "warehouses is null");
    requireNonNull(watchedAt, "watchedAt is null");
    requireNonNull(watchPatience, "watchPatience is null");
    requireNonNull(deliveredAt, "deliveredAt is null");
    requireNonNull(deliverPatience, "deliverPatience is null");
    requireNonNull(clock, "clock is null");
  }
}
