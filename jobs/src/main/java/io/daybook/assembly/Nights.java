package io.daybook.assembly;

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
public final class Nights {
  /** How long a process that stands still keeps its claim. */
  public static final Duration LEASE = Duration.ofSeconds(60);

  private Nights() {}

  /** What the nights of a source are made with. */
  public static NightSetup setup(Installation installation, OpenSource source, State state) {
    Warehouse warehouse = installation.warehouse(source.name());
    return new NightSetup(
        installation.definition(source.name()),
        source.settings(),
        Settings.extraction(installation.configured(source.name())),
        state,
        warehouse.files(),
        warehouse.releases(),
        Settings.engine(installation.config()),
        LEASE,
        installation.config().retention().releases(),
        installation.clock(),
        Version.text());
  }

  /** The engine that the command names, or the configuration's. */
  public static String engine(Installation installation, Optional<String> named) {
    if (named.isEmpty()) {
      return installation.config().engine().text();
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
