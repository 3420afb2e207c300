package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.config.DaybookConfig;
import io.daybook.config.SourceConfig;
import io.daybook.config.StateConfig;
import io.daybook.definition.SourceDefinition;
import io.daybook.demo.DemoServer;
import io.daybook.schedule.ReleasedTenants;
import io.daybook.schedule.ScheduleFiles;
import io.daybook.schedule.night.NightKind;
import io.daybook.schedule.reports.CatalogueKind;
import io.daybook.schedule.reports.CustomKind;
import io.daybook.schedule.reports.ReportsKind;
import io.daybook.source.SourceModel;
import io.daybook.state.State;
import io.daybook.warehouse.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One installation of Daybook: its folders, its configuration, its clock; and the parts that more
 * than one user of it needs. Safe for several threads.
 *
 * @param home the project: the folder of {@code schedules/}
 * @param sql the folder of definitions
 * @param clock in UTC
 */
public record Installation(Path home, SqlFolder sql, DaybookConfig config, Clock clock) {
  public Installation {
    requireNonNull(home, "home is null");
    requireNonNull(sql, "sql is null");
    requireNonNull(config, "config is null");
    requireNonNull(clock, "clock is null");
  }

  /** All that is defined for a source; its name must be a folder below {@code sql/}. */
  public SourceDefinition definition(String source) {
    return sql.definition(source);
  }

  /** The model of a source alone. */
  public SourceModel model(String source) {
    return sql.model(source);
  }

  /**
   * Names of the sources that can be run: those that the configuration names, and those that demos
   * have made; where there is neither, all that have a model. What became of one that is no longer
   * configured needs nobody.
   */
  public Set<String> sources() {
    TreeSet<String> sources = new TreeSet<>(config.sources().keySet());
    sources.addAll(DemoServer.made(config));
    if (sources.isEmpty()) {
      sources.addAll(sql.sources());
    }
    return sources;
  }

  /** What the configuration says of a source; empty where it does not name it. */
  public Optional<SourceConfig> configured(String source) {
    return Optional.ofNullable(config.sources().get(source));
  }

  /** Folder of the logs. */
  public Path logs() {
    return config.directory().resolve("log");
  }

  /** Local folder for what reports of tenants read; anything in it can be made again. */
  public Path tenantFiles() {
    return config.directory().resolve("tenants");
  }

  /** Folder of the reports that somebody looks at before others get them, of one source. */
  public Path previews(String source) {
    return config.directory().resolve("reports").resolve(source);
  }

  /** The folder of a source in the warehouse. */
  public Warehouse warehouse(String source) {
    return Warehouse.open(config.warehouse(), source);
  }

  /** Files of a source in the warehouse. */
  public FileStore files(String source) {
    return warehouse(source).files();
  }

  /** Whether there is a state to read; an embedded one that was never made holds nothing. */
  public boolean hasState() {
    return !(config.state() instanceof StateConfig.Embedded embedded)
        || Files.exists(embedded.directory());
  }

  /** The state, for one command. */
  public State openState() {
    return State.open(Settings.state(config), clock);
  }

  /**
   * The state, for a process of several threads.
   *
   * @param sessions that it may want at once
   */
  public State openState(int sessions) {
    return State.open(Settings.state(config), clock, sessions);
  }

  /** The files of schedules. */
  public ScheduleFiles scheduleFiles() {
    return new ScheduleFiles(
        home.resolve("schedules"),
        sql.sources(),
        this::sources,
        List.of(new NightKind(), new ReportsKind(), new CustomKind(), new CatalogueKind()));
  }

  /** The tenants that current releases know. */
  public ReleasedTenants tenants() {
    return new ReleasedTenants(this::files, this::model);
  }
}
