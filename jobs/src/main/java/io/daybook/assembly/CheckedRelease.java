package io.daybook.assembly;

import io.daybook.check.Acknowledgement;
import io.daybook.check.Acknowledgements;
import io.daybook.check.Check;
import io.daybook.check.CheckChange;
import io.daybook.check.CheckChanges;
import io.daybook.check.CheckHistory;
import io.daybook.check.CheckHistory.Entry;
import io.daybook.check.CheckNews;
import io.daybook.check.ReadingChecks;
import io.daybook.check.Relations;
import io.daybook.definition.SourceDefinition;
import io.daybook.source.SourceModel;
import io.daybook.state.State;
import io.daybook.warehouse.Manifest;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One release of one source, and what is known of its checks. */
public record CheckedRelease(Installation installation, Warehouse warehouse, Manifest manifest) {
  /** The release of this number, or the one that readers see. */
  public static CheckedRelease open(
      Installation installation, String source, Optional<Long> release) {
    Warehouse warehouse = installation.warehouse(source);
    Manifest manifest = release.map(warehouse.releases()::load).orElseGet(warehouse::current);
    return new CheckedRelease(installation, warehouse, manifest);
  }

  /** What it has on record. */
  public CheckHistory history() {
    return new CheckHistory(warehouse.files(), manifest);
  }

  /** All checks of it. */
  public List<Entry> entries() throws SQLException {
    return history().ofRelease();
  }

  /** What of these a person has to be told today. */
  public CheckNews news(List<Entry> entries, List<Acknowledgement> acknowledgements) {
    List<CheckChange> found =
        entries.stream().map(Entry::change).filter(each -> each.findings() > 0).toList();
    return new CheckChanges(manifest.source(), manifest.release(), found)
        .news(acknowledgements, today(installation.clock().instant()));
  }

  /** What was said of its source's checks. */
  public static List<Acknowledgement> acknowledgements(Installation installation, String source) {
    if (!installation.hasState()) {
      return List.of();
    }
    try (State state = installation.openState()) {
      return new Acknowledgements(state.database(), installation.clock()).of(source);
    }
  }

  /** The day that acknowledgements go by. */
  public static LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /**
   * The checks of a source as they are defined now, by name.
   *
   * @param release whose lost rows they would look at
   */
  public static Map<String, Check> defined(Installation installation, String source, long release) {
    SourceDefinition definition = installation.definition(source);
    SourceModel model = definition.model();
    Map<String, Check> checks = new TreeMap<>();
    ReadingChecks.of(model, release).forEach(each -> checks.put(each.name(), each));
    definition.checks().forEach(each -> checks.put(each.name(), each));
    Relations.checks(model).forEach(each -> checks.put(each.name(), each));
    return checks;
  }
}
