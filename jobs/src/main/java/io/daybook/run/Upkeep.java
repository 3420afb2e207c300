package io.daybook.run;

import static java.util.Objects.requireNonNull;

import io.daybook.state.Lease;
import io.daybook.state.LeaseHolder;
import io.daybook.state.ReleaseRow;
import io.daybook.state.Run;
import io.daybook.state.RunStatus;
import io.daybook.state.State;
import io.daybook.warehouse.Collector;
import io.daybook.warehouse.Collector.Collected;
import io.daybook.warehouse.Collector.Needs;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done to a source's releases beside the nights, under the same claim as a night. */
public final class Upkeep {
  /** How far back failed runs are looked for; what is older has left by its age. */
  private static final int RUNS = 1_000;

  private final String source;
  private final State state;
  private final FileStore files;
  private final Duration leaseTtl;
  private final Clock clock;

  /** Upkeep of one source's folder of the warehouse. */
  public Upkeep(String source, State state, FileStore files, Duration leaseTtl, Clock clock) {
    this.source = requireNonNull(source, "source is null");
    this.state = requireNonNull(state, "state is null");
    this.files = requireNonNull(files, "files is null");
    this.leaseTtl = requireNonNull(leaseTtl, "leaseTtl is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Who works on a source now; a process of this machine that has died does not. */
  public static Optional<LeaseHolder> worker(State state, String source) {
    return state.leases().holder(source).filter(holder -> !SourceLease.isDead(holder));
  }

  /**
   * Publishes the content of an older release as a new one.
   *
   * @throws io.daybook.fault.DaybookException RUN_BUSY, RELEASE_MISSING or PUBLISH_CONFLICT
   */
  public Manifest rollback(long release) {
    try (Lease lease = SourceLease.take(state, source, leaseTtl);
        LeaseKeeper keeper = new LeaseKeeper(lease, leaseTtl, () -> {})) {
      Releases releases = new Releases(files);
      keeper.ensureHeld();
      Manifest manifest = releases.rollback(release, clock);
      releases.repair();
      state
          .releases()
          .upsert(
              new ReleaseRow(
                  lease.source(),
                  manifest.release(),
                  manifest.run(),
                  manifest.asOf(),
                  manifest.publishedAt(),
                  manifest.rollbackOf()));
      return manifest;
    }
  }

  /**
   * Removes what no reader can need any more. The files of an unfinished run, and the release that
   * it began on, stay.
   *
   * @param keep how many of the newest releases stay
   * @param dryRun whether to say only what would go
   * @throws io.daybook.fault.DaybookException RUN_BUSY
   */
  public Collected collect(int keep, boolean dryRun) {
    try (Lease lease = SourceLease.take(state, source, leaseTtl);
        LeaseKeeper keeper = new LeaseKeeper(lease, leaseTtl, () -> {})) {
      keeper.ensureHeld();
      return new Collector(files, clock).collect(needs(state, lease.source(), keep), dryRun);
    }
  }

  /** What a collection must leave: the newest run that has not ended, and what it began on. */
  static Needs needs(State state, String source, int keep) {
    Optional<Run> unfinished = state.runs().lastUnfinished(source);
    Set<String> live = unfinished.map(run -> Set.of(run.id())).orElse(Set.of());
    Set<Long> pinned =
        unfinished
            .filter(run -> run.base().isPresent())
            .map(run -> Set.of(run.base().getAsLong()))
            .orElse(Set.of());
    Set<String> ended =
        state.runs().list(source, RUNS).stream()
            .filter(run -> run.status() == RunStatus.FAILED && !live.contains(run.id()))
            .map(Run::id)
            .collect(Collectors.toSet());
    return new Needs(keep, pinned, live, ended);
  }
}
