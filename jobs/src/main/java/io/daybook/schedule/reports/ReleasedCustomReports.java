package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.report.custom.CustomReports;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What people have put together, as releases have it; the newest is read once. For several threads.
 */
final class ReleasedCustomReports {
  private final Function<String, FileStore> warehouses;
  private final Function<Manifest, CustomReports> loader;
  private final Map<String, CustomReports> known = new ConcurrentHashMap<>();

  ReleasedCustomReports(
      Function<String, FileStore> warehouses, Function<Manifest, CustomReports> loader) {
    this.warehouses = requireNonNull(warehouses, "warehouses is null");
    this.loader = requireNonNull(loader, "loader is null");
  }

  /** Those of one release; who asks those of an older one goes on, with less kept open. */
  CustomReports of(String source, long release) {
    return known.compute(
        source,
        (name, before) -> {
          if (before != null && before.release() == release) {
            return before;
          }
          CustomReports read = loader.apply(new Releases(warehouses.apply(source)).load(release));
          if (before != null) {
            before.close();
          }
          return read;
        });
  }
}
