package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Who asks for which report, as releases have it; the newest is read once. For several threads. */
public final class ReleasedReports {
  private final Function<String, FileStore> warehouses;
  private final Function<Manifest, ScheduledReports> loader;
  private final Map<String, ScheduledReports> known = new ConcurrentHashMap<>();

  /**
   * Reports of any source.
   *
   * @param warehouses the folder of a source in the warehouse
   * @param loader reads the reports of a release
   */
  public ReleasedReports(
      Function<String, FileStore> warehouses, Function<Manifest, ScheduledReports> loader) {
    this.warehouses = requireNonNull(warehouses, "warehouses is null");
    this.loader = requireNonNull(loader, "loader is null");
  }

  /** Those of the release that readers see; empty before the first. */
  public Optional<ScheduledReports> newest(String source) {
    Releases releases = new Releases(warehouses.apply(source));
    List<Long> numbers = releases.numbers();
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    long newest = numbers.get(numbers.size() - 1);
    return Optional.of(
        known.compute(
            source,
            (name, before) ->
                before != null && before.release().release() == newest
                    ? before
                    : loader.apply(releases.load(newest))));
  }

  /** Those of one release; empty where it was collected. */
  Optional<ScheduledReports> of(String source, long release) {
    Optional<ScheduledReports> newest =
        newest(source).filter(each -> each.release().release() == release);
    if (newest.isPresent()) {
      return newest;
    }
    try {
      return Optional.of(loader.apply(new Releases(warehouses.apply(source)).load(release)));
    } catch (DaybookException e) {
      if (e.code() == Code.RELEASE_MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
