package io.daybook.cli;

import io.daybook.config.EngineChoice;
import io.daybook.config.Problems;
import io.daybook.config.Version;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.run.NightSetup;
import io.daybook.state.State;
import java.time.Duration;
import java.util.Optional;

/** Prepares nights as the configuration says. */
final class Nights {
  /** How long a process that stands still keeps its claim. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private Nights() {}

  static NightSetup setup(Session session, OpenSource source, State state) {
    Warehouse warehouse = Warehouse.open(session, source.name());
    return new NightSetup(
        session.model(source.name()),
        source.settings(),
        Settings.extraction(session.configured(source.name())),
        session.sql(),
        state,
        warehouse.files(),
        warehouse.releases(),
        Settings.engine(session.config()),
        LEASE,
        session.config().retention().releases(),
        session.clock(),
        Version.text());
  }

  /** The engine that the command names, or the configuration's. */
  static String engine(Session session, Optional<String> named) {
    if (named.isEmpty()) {
      return session.config().engine().text();
    }
    String name = named.orElseThrow();
    return EngineChoice.parse(name)
        .map(EngineChoice::text)
        .orElseThrow(
            () ->
                DaybookException.of(
                        Code.USAGE,
                        "Cannot find the engine "
                            + name
                            + Problems.didYouMean(name, EngineChoice.names()))
                    .state("nothing was started or changed")
                    .next("--engine " + String.join(" or --engine ", EngineChoice.names()))
                    .build());
  }
}
