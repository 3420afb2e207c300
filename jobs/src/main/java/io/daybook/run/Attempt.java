package io.daybook.run;

import io.daybook.engine.Binder;
import io.daybook.engine.Engine;
import io.daybook.engine.Engines;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.Lease;
import io.daybook.state.ReleaseRow;
import io.daybook.state.Run;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.SourceSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of a run: takes the steps that are not done yet, records each, publishes. */
final class Attempt {
  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  private final NightSetup setup;
  private final RunListener listener;
  private final Lease lease;
  private final Run run;
  private final Optional<Manifest> base;

  Attempt(NightSetup setup, RunListener listener, Lease lease, Run run, Optional<Manifest> base) {
    this.setup = setup;
    this.listener = listener;
    this.lease = lease;
    this.run = run;
    this.base = base;
  }

  /**
   * Takes all steps but those that are kept.
   *
   * @return what was published
   */
  Manifest finish(Map<Step, StepOutput> kept) {
    try (Engine engine = Engines.open(run.engine(), setup.engine(), setup.files());
        LeaseKeeper keeper = new LeaseKeeper(lease, setup.leaseTtl(), engine::cancel)) {
      try {
        return finish(kept, engine, keeper);
      } catch (DaybookException e) {
        throw keeper.isLost() && e.code() != Code.PUBLISH_CONFLICT ? keeper.lostLease() : e;
      }
    } catch (DaybookException e) {
      record(e);
      throw e;
    } catch (RuntimeException e) {
      DaybookException defect =
          DaybookException.of(Code.INTERNAL, "Cannot finish run " + run.id() + ": " + e)
              .state("readers keep the published release; nothing of it was changed")
              .next("report it with the log, then: daybook run " + run.source() + " --resume")
              .cause(e)
              .build();
      record(defect);
      throw defect;
    }
  }

  private Manifest finish(Map<Step, StepOutput> kept, Engine engine, LeaseKeeper keeper) {
    if (engine.name().equals("spark")) {
      // Before anything is read from the source; DuckDB was asked when the definition was loaded.
      try (Binder binder = Engines.sparkBinder(setup.engine())) {
        setup.definition().requireComputableBy(binder);
      }
    }
    NightWork work = new NightWork(setup, engine, run, base, listener);
    Map<Step, StepOutput> outputs = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      if (kept.containsKey(step)) {
        keep(kept.get(step), engine);
        outputs.put(step, kept.get(step));
        listener.stepKept(step);
      } else {
        keeper.ensureHeld();
        outputs.put(step, take(step, work, outputs, keeper));
      }
    }
    return setup.releases().load(work.release());
  }

  private static void keep(StepOutput output, Engine engine) {
    output.datasets().forEach(engine::register);
  }

  private StepOutput take(
      Step step, NightWork work, Map<Step, StepOutput> outputs, LeaseKeeper keeper) {
    Instant start = setup.clock().instant();
    listener.stepStarted(step);
    setup.state().runs().stepStarted(run, step.id());
    listener.reached(step.id() + ".started");
    StepOutput output =
        switch (step) {
          case EXTRACT -> new ExtractJob(work).run();
          case FACTS -> new FactJob(work).run();
          case MARTS -> new MartJob(work, snapshot(outputs).takenAt()).run();
          case CHECK -> new CheckJob(work, outputs).run();
          case PUBLISH -> {
            keeper.ensureHeld();
            yield new PublishJob(work, outputs).run();
          }
        };
    listener.reached(step.id() + ".done");
    if (step == Step.PUBLISH) {
      recordPublished(setup, run, setup.releases().load(work.release()));
    } else {
      setup
          .state()
          .runs()
          .stepFinished(run, step.id(), StepOutputJson.write(output), output.summary());
    }
    listener.reached(step.id() + ".recorded");
    listener.stepFinished(step, Duration.between(start, setup.clock().instant()), output.summary());
    return output;
  }

  private static SourceSnapshot snapshot(Map<Step, StepOutput> outputs) {
    return outputs.get(Step.EXTRACT).snapshot().orElseThrow();
  }

  /** Tells the state what the warehouse already shows. */
  static void recordPublished(NightSetup setup, Run run, Manifest manifest) {
    setup.state().runs().publish(run, manifest.release());
    setup
        .state()
        .releases()
        .upsert(
            new ReleaseRow(
                manifest.source(),
                manifest.release(),
                manifest.run(),
                manifest.asOf(),
                manifest.publishedAt(),
                manifest.rollbackOf()));
  }

  /** Records the failure; where that fails too, the first one is what the caller must see. */
  private void record(DaybookException failure) {
    try {
      setup.state().runs().fail(run, failure.code(), failure.getMessage());
    } catch (DaybookException e) {
      log.warn("Cannot record that run {} failed: {}", run.id(), e.code().text());
      failure.addSuppressed(e);
    }
  }
}
