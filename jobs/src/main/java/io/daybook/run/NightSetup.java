package io.daybook.run;

import static java.util.Objects.requireNonNull;

import io.daybook.definition.SourceDefinition;
import io.daybook.engine.EngineSettings;
import io.daybook.extract.ExtractionLimits;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.state.State;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Releases;
import java.time.Clock;
import java.time.Duration;

/**
 * All that a night needs and does not make itself.
 *
 * @param definition what is computed
 * @param extraction how the source is read, and what of it a night may leave out
 * @param files the source's folder of the warehouse
 * @param leaseTtl how long a silent run keeps its claim
 * @param keep how many of the newest releases a night leaves when it collects
 * @param clock in UTC
 * @param version of Daybook
 */
public record NightSetup(
    SourceDefinition definition,
    SourceSettings source,
    ExtractionLimits extraction,
    State state,
    FileStore files,
    Releases releases,
    EngineSettings engine,
    Duration leaseTtl,
    int keep,
    Clock clock,
    String version) {
  public NightSetup {
    requireNonNull(definition, "definition is null");
    requireNonNull(source, "source is null");
    requireNonNull(extraction, "extraction is null");
    requireNonNull(state, "state is null");
    requireNonNull(files, "files is null");
    requireNonNull(releases, "releases is null");
    requireNonNull(engine, "engine is null");
    requireNonNull(leaseTtl, "leaseTtl is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(version, "version is null");
  }

  /** With the limits of a source that says nothing else. */
  public NightSetup(
      SourceDefinition definition,
      SourceSettings source,
      State state,
      FileStore files,
      Releases releases,
      EngineSettings engine,
      Duration leaseTtl,
      int keep,
      Clock clock,
      String version) {
    this(
        definition,
        source,
        ExtractionLimits.defaults(),
        state,
        files,
        releases,
        engine,
        leaseTtl,
        keep,
        clock,
        version);
  }

  /** The tables that are read. */
  public SourceModel model() {
    return definition.model();
  }
}
