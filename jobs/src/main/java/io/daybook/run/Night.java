package io.daybook.run;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.Lease;
import io.daybook.state.Run;
import io.daybook.warehouse.Collector;
import io.daybook.warehouse.Manifest;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one release of one source. One night at a time works on a source, in any number of
 * processes: the lease sees to it, and where it cannot (a process that stood still), the exclusive
 * creation of the release does.
 */
public final class Night {
  private static final Logger log = LoggerFactory.getLogger(Night.class);

  private final NightSetup setup;
  private final RunListener listener;

  /** A night of this setup that tells the listener how it goes. */
  public Night(NightSetup setup, RunListener listener) {
    this.setup = requireNonNull(setup, "setup is null");
    this.listener = requireNonNull(listener, "listener is null");
  }

  /**
   * Runs a new night; an unfinished one is given up. Collects first what nobody needs any more.
   *
   * @param engine {@code spark} or {@code duckdb}
   * @return the release that was published
   */
  public Manifest run(String engine) {
    try (Lease lease = claim()) {
      setup.releases().repair();
      Optional<Manifest> base = setup.releases().current();
      OptionalLong number =
          base.map(manifest -> OptionalLong.of(manifest.release())).orElse(OptionalLong.empty());
      Run run = setup.state().runs().begin(setup.model().name(), engine, lease.token(), number);
      listener.started(run.id(), run.source(), false);
      listener.reached("run.begun");
      collect(run);
      return new Attempt(setup, listener, lease, run, base).finish(Map.of());
    }
  }

  /**
   * Goes on with the last night that was killed or failed. One that had not finished extracting
   * starts over under a new snapshot; one that had does not touch the source again; one that was
   * published is only put straight.
   *
   * @throws DaybookException RUN_NOTHING_TO_RESUME when the last night ended well, FORMAT_NEWER
   *     when a newer Daybook took its steps
   */
  public Manifest resume() {
    try (Lease lease = claim()) {
      setup.releases().repair();
      Run run =
          setup
              .state()
              .runs()
              .lastUnfinished(setup.model().name())
              .map(found -> setup.state().runs().resume(found.id(), lease.token()))
              .orElseThrow(this::nothingToResume);
      listener.started(run.id(), run.source(), true);
      Optional<Manifest> base = setup.releases().current();
      if (base.map(Manifest::run).filter(run.id()::equals).isPresent()
          && base.orElseThrow().rollbackOf().isEmpty()) {
        Attempt.recordPublished(setup, run, base.orElseThrow());
        return base.orElseThrow();
      }
      Map<Step, StepOutput> kept;
      try {
        requireBase(run, base);
        kept = FinishedSteps.of(setup, run);
      } catch (DaybookException e) {
        setup.state().runs().fail(run, e.code(), e.getMessage());
        throw e;
      }
      return new Attempt(setup, listener, lease, run, base).finish(kept);
    }
  }

  /** Makes room before the night writes. What cannot be collected today waits for tomorrow. */
  private void collect(Run run) {
    try {
      new Collector(setup.files(), setup.clock())
          .collect(Upkeep.needs(setup.state(), run.source(), setup.keep()), false);
    } catch (DaybookException e) {
      log.warn("Cannot collect old files of {}: {}", run.source(), e.getMessage());
    }
  }

  private Lease claim() {
    return SourceLease.take(setup.state(), setup.model().name(), setup.leaseTtl());
  }

  private DaybookException nothingToResume() {
    return DaybookException.of(
            Code.RUN_NOTHING_TO_RESUME,
            "Cannot resume a run of " + setup.model().name() + ": the last one has ended")
        .state("nothing was started or changed")
        .next("daybook run " + setup.model().name())
        .build();
  }

  /**
   * A run is built upon the release that was current when it began; another one since then ends it.
   */
  private static void requireBase(Run run, Optional<Manifest> base) {
    long now = base.map(Manifest::release).orElse(0L);
    if (now == run.base().orElse(0)) {
      return;
    }
    throw DaybookException.of(
            Code.PUBLISH_CONFLICT,
            "Cannot resume run %s: it began on release %d, and release %d is current now"
                .formatted(run.id(), run.base().orElse(0), now))
        .state("readers keep release " + now + "; nothing of this run is visible")
        .next("daybook run " + run.source())
        .build();
  }
}
