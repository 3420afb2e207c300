package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.ReleaseReports;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All reports, as releases have them; the newest is read once. For several threads. */
public final class ReleasedReports {
  private final Function<String, FileStore> warehouses;
  private final Function<Manifest, ReleaseReports> loader;
  private final Map<String, ReleaseReports> known = new ConcurrentHashMap<>();

  /**
   * Reports of any source.
   *
   * @param warehouses the folder of a source in the warehouse
   * @param loader reads the reports of a release
   */
  public ReleasedReports(
      Function<String, FileStore> warehouses, Function<Manifest, ReleaseReports> loader) {
    this.warehouses = requireNonNull(warehouses, "warehouses is null");
    this.loader = requireNonNull(loader, "loader is null");
  }

  /** Those of the release that readers see; empty before the first. */
  public Optional<ReleaseReports> newest(String source) {
    Releases releases = new Releases(warehouses.apply(source));
    List<Long> numbers = releases.numbers();
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    long newest = numbers.get(numbers.size() - 1);
    return Optional.of(
        known.compute(
            source,
            (name, before) -> {
              if (before != null && before.release().release() == newest) {
                return before;
              }
              ReleaseReports read = loader.apply(releases.load(newest));
              // Who still asks those of the release before goes on, with less kept open.
              if (before != null) {
                before.close();
              }
              return read;
            }));
  }

  /** What comes of those of one release; empty where it was collected, too. */
  <T> Optional<T> from(String source, long release, Function<ReleaseReports, Optional<T>> asking) {
    Optional<ReleaseReports> newest =
        newest(source).filter(each -> each.release().release() == release);
    if (newest.isPresent()) {
      return asking.apply(newest.get());
    }
    try (ReleaseReports older =
        loader.apply(new Releases(warehouses.apply(source)).load(release))) {
      return asking.apply(older);
    } catch (DaybookException e) {
      if (e.code() == Code.RELEASE_MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
