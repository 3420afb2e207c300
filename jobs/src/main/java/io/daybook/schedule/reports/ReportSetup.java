package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.Deliveries;
import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What reports are issued with.
 *
 * @param warehouses the folder of a source in the warehouse; the book is in it
 * @param scratch local folder for files that are being made
 * @param reached told of every point that is passed, so that tests can stop there
 */
public record ReportSetup(
    ReleasedReports reports,
    Deliveries deliveries,
    Pins pins,
    Function<String, FileStore> warehouses,
    Path scratch,
    Clock clock,
    Consumer<String> reached) {
  public ReportSetup {
    requireNonNull(reports, "reports is null");
    requireNonNull(deliveries, "deliveries is null");
    requireNonNull(pins, "pins is null");
    requireNonNull(warehouses, "warehouses is null");
    requireNonNull(scratch, "scratch is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(reached, "reached is null");
  }

  /** With nobody told of points. */
  public static ReportSetup of(
      ReleasedReports reports,
      Deliveries deliveries,
      Pins pins,
      Function<String, FileStore> warehouses,
      Path scratch,
      Clock clock) {
    return new ReportSetup(reports, deliveries, pins, warehouses, scratch, clock, point -> {});
  }
}
