package io.daybook.schedule.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.delivery.Delivery;
import io.daybook.demo.DemoTenant;
import io.daybook.report.ReleaseReports;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.schedule.Schedule;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One release for all tests of a JVM that let its scheduled reports leave at any instant. */
final class SharedReports {
  private SharedReports() {}

  /** Its folder; nobody's to close. */
  static Path directory() {
    return fixture().directory;
  }

  /** Its source, and releases of the same rows as of other instants. */
  static ReportsFixture fixture() {
    return Keeper.FIXTURE;
  }

  /** The reports of the first release. */
  static ReleaseReports released() {
    return Keeper.RELEASED;
  }

  /** Its scheduled reports. */
  static ScheduledReports reports() {
    return released().scheduled();
  }

  /** Id of the live tenant in this zone. */
  static String tenant(String zone) {
    return fixture().tenant(zone).id().toString();
  }

  /** The active report of this tenant in this format; the formats go with the frequencies. */
  static ReportRow.Valid report(DemoTenant tenant, String format) {
    return reports().rows().stream()
        .filter(row -> row.tenant().equals(tenant.id().toString()))
        .filter(ReportRow.Valid.class::isInstance)
        .map(ReportRow.Valid.class::cast)
        .filter(row -> row.definition().format().text().equals(format))
        .findFirst()
        .orElseThrow();
  }

  /** Addresses of who answers for the report. */
  static List<String> owners(ReportRow row) {
    return released().audience().people().owners(row.tenant(), row.author());
  }

  /** Addresses that the report goes to. */
  static Set<String> recipients(ReportRow.Valid row) {
    return new TreeSet<>(reports().recipients(row.definition()).addresses());
  }

  /** Lets the schedule of this report alone be in force. */
  static Predicate<Schedule> only(ReportRow row) {
    return schedule -> schedule.name().equals(ReportsDesk.PATTERN + "/" + row.id());
  }

  /** Who gets these; each once. */
  static Set<String> recipientsOf(List<Delivery> deliveries) {
    Set<String> recipients =
        deliveries.stream()
            .map(each -> each.key().recipient())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(recipients).as("each once").hasSameSizeAs(deliveries);
    return recipients;
  }

  private static final class Keeper {
    static final ReportsFixture FIXTURE = open();
    static final ReleaseReports RELEASED =
        ReportsFixture.reports(FIXTURE.directory).newest("renoz").orElseThrow();

    private static ReportsFixture open() {
      try {
        Path directory = Files.createTempDirectory("daybook-reports-");
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> FileStore.open(directory.toString()).deleteFolder("")));
        return new ReportsFixture(
            directory,
            31,
            // They say no time of their own: they are due by their frequency.
            "update scheduled_reports set schedule_cron = ''",
            // New York's week begins on a Thursday: that weekly report is due on 1 October 2026.
            "update organizations set week_start_day = 4 where timezone = 'America/New_York'",
            """
            update scheduled_reports as r
            set
                metrics = '{"metrics": ["revenu"], "comparisonPeriod": "none"}',
                created_by = (
                    select u.id from users as u
                    where u.organization_id = r.organization_id and u.deleted_at is null
                        and u.status = 'active'
                    order by u.id limit 1
                )
            from organizations as o
            where o.id = r.organization_id and o.timezone = 'UTC' and r.frequency = 'weekly'
            """);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
