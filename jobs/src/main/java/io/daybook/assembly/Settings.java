package io.daybook.assembly;

import io.daybook.config.DaybookConfig;
import io.daybook.config.SourceConfig;
import io.daybook.config.StateConfig;
import io.daybook.engine.EngineSettings;
import io.daybook.extract.ExtractionLimits;
import io.daybook.source.SourceSettings;
import io.daybook.state.StateSettings;
import java.util.Optional;

/** What the configuration says, in the words of the modules that are configured. */
public final class Settings {
  private Settings() {}

  /** Where the state is. */
  public static StateSettings state(DaybookConfig config) {
    if (config.state() instanceof StateConfig.Server server) {
      return new StateSettings.Server(server.url(), server.user(), server.password().reveal());
    }
    return new StateSettings.Embedded(((StateConfig.Embedded) config.state()).directory());
  }

  /** How a source is reached. */
  public static SourceSettings source(SourceConfig source) {
    return new SourceSettings(
        source.url(),
        source.user(),
        source.password().reveal(),
        source.connections(),
        source.yieldAfter(),
        SourceSettings.DEFAULT_LOCK_TIMEOUT,
        SourceSettings.DEFAULT_CONNECT_TIMEOUT,
        SourceSettings.DEFAULT_SOCKET_TIMEOUT);
  }

  /** The limits of a source; of the demo's where the configuration names none. */
  public static ExtractionLimits extraction(Optional<SourceConfig> source) {
    ExtractionLimits defaults = ExtractionLimits.defaults();
    return source.map(SourceConfig::quarantine).map(defaults::withQuarantine).orElse(defaults);
  }

  /** What engines may use of this machine. */
  public static EngineSettings engine(DaybookConfig config) {
    EngineSettings defaults = EngineSettings.defaults(config.directory().resolve("temporary"));
    return new EngineSettings(
        config.duckdb().threads().orElse(defaults.threads()),
        config.duckdb().memory().orElse(defaults.memory()),
        defaults.temporary(),
        config.spark().master(),
        config.spark().conf());
  }
}
