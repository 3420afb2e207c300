package io.daybook.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.config.DaybookConfig;
import io.daybook.delivery.BookContents;
import io.daybook.delivery.Deliveries;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.Part;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.report.ReleaseReports;
import io.daybook.run.Kiosk;
import io.daybook.run.Night;
import io.daybook.run.RunListener;
import io.daybook.schedule.Schedule;
import io.daybook.schedule.reports.ReportsNow;
import io.daybook.sql.Quoted;
import io.daybook.state.State;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.ReadOnlyQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights and reports of two sources at once: whatever is wrong with the definitions of one, the
 * other's rows, files and messages are the same to the byte as if nothing were wrong.
 */
class TestTwoNights {
  private static final String WELL = "kiosk";
  private static final String SICK = "market";

  @TempDir Path home;

  private Kiosk well;
  private Kiosk sick;
  private int count;

  @BeforeEach
  void open() throws SQLException, IOException {
    well = Kiosk.open(home, WELL, "JPY");
    sick = Kiosk.open(home, SICK, "EUR");
    well.stopTheClock();
    sick.stopTheClock();
    Files.createDirectories(home.resolve("schedules"));
    for (String source : List.of(WELL, SICK)) {
      schedule(source, "daily");
    }
  }

  @Test
  void aBrokenFactOrReportOfOneChangesNothingOfTheOther() throws Exception {
    Map<String, String> sound = releaseAndReports();
    assertThat(sound).as("rows of datasets, messages and files").hasSizeGreaterThan(30);
    assertSameWith(sound, "facts/orders.yml", "select as sold", "select as sold, nothing");
    assertSameWith(sound, "reports/scheduled.sql", "users, metrics", "users");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void noBrokenFileOfOneChangesAnythingOfTheOther() throws Exception {
    Map<String, String> sound = releaseAndReports();
    assertSameWith(sound, "source.yml", "tenants:", "tenant:");
    assertSameWith(sound, "catalogue.yml", "tables:", "table:");
    assertSameWith(sound, "facts/orders.yml", "select as sold", "select as sold, nothing");
    assertSameWith(sound, "marts/sales.sql", "from facts.orders", "from facts.order");
    assertSameWith(sound, "checks/no_order_is_free.sql", "sold = 0", "price = 0");
    assertSameWith(sound, "metrics.yml", "value: sum(sold)", "value: sum(price)");
    assertSameWith(sound, "reports/targets.sql", "target_value", "goal");

    schedule(SICK, "whenever");
    assertThat(releaseAndReports()).as("a schedule of the other").isEqualTo(sound);

    String elsewhere = sick.configuration().replaceFirst("//[^/]+/", "//127.0.0.1:1/");
    assertThat(elsewhere).isNotEqualTo(sick.configuration());
    assertThat(releaseAndReports(elsewhere, Optional.of(Code.SRC_UNREACHABLE)))
        .as("nobody listens where the other should be")
        .isEqualTo(sound);

    well.execute("update \"Order\" set \"select\" = \"select\" + 1 where id = 40");
    assertThat(releaseAndReports()).as("a change of its own is seen").isNotEqualTo(sound);
  }

  private void schedule(String source, String rule) throws IOException {
    Files.writeString(
        home.resolve("schedules").resolve(source + ".yml"),
        "source: %s\nwhat: night\nrule: %s\nat: '02:00'\nzone: UTC\n".formatted(source, rule));
  }

  private void assertSameWith(Map<String, String> sound, String file, String good, String broken)
      throws Exception {
    String before = Files.readString(sick.file(file));
    assertThat(before).contains(good);
    sick.write(file, before.replace(good, broken));
    assertThat(releaseAndReports(sick.configuration(), Optional.of(Code.DEF_INVALID)))
        .as("%s of the other is broken", file)
        .isEqualTo(sound);
    sick.write(file, before);
  }

  /** Of the healthy one, all that its readers see when nothing is wrong with either. */
  private Map<String, String> releaseAndReports() throws Exception {
    return releaseAndReports(sick.configuration(), Optional.empty());
  }

  /**
   * A night and reports of both at once, in a warehouse and a state of their own.
   *
   * @param configured how the sick one is configured
   * @param fault with what it fails, if it does
   * @return of the healthy one, all that its readers see, by what it is
   */
  private Map<String, String> releaseAndReports(String configured, Optional<Code> fault)
      throws Exception {
    TestPostgres database = TestPostgres.database();
    Path file = home.resolve("daybook.yml");
    Files.writeString(
        file,
        """
        state: {url: "%s", user: %s, password: {env: STATE}}
        warehouse: %s
        engine: duckdb
        sources:
        """
                .formatted(database.url(), database.user(), home.resolve("warehouse-" + ++count))
            + well.configuration()
            + configured);
    Map<String, String> secrets = Map.of("STATE", database.password(), "KIOSK", Kiosk.PASSWORD);
    Installation installation =
        new Installation(
            home,
            new SqlFolder(home.resolve("sql")),
            DaybookConfig.load(home, file, secrets::get),
            Clock.systemUTC());
    try (State state = installation.openState(8)) {
      CompletableFuture<Map<String, String>> other =
          CompletableFuture.supplyAsync(() -> nightAndReports(installation, state, SICK));
      Map<String, String> seen = nightAndReports(installation, state, WELL);
      if (fault.isEmpty()) {
        assertThat(other.join().keySet())
            .isEqualTo(
                seen.keySet().stream()
                    .map(name -> name.replace(WELL, SICK))
                    .collect(Collectors.toSet()));
      } else {
        assertThatThrownBy(other::join)
            .isInstanceOf(CompletionException.class)
            .cause()
            .isInstanceOfSatisfying(
                DaybookException.class, e -> assertThat(e.code()).isEqualTo(fault.get()));
      }
      assertThat(installation.scheduleFiles().read().schedules())
          .extracting(Schedule::source)
          .contains(WELL);
      return seen;
    }
  }

  private static Map<String, String> nightAndReports(
      Installation installation, State state, String source) {
    Map<String, String> seen = new TreeMap<>();
    try (OpenSource open = OpenSource.open(installation, source)) {
      Manifest release =
          new Night(Nights.setup(installation, open, state), new RunListener() {}).run("duckdb");
      rows(installation, release, seen);
      issue(installation, state, source, seen);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return seen;
  }

  private static void rows(Installation installation, Manifest release, Map<String, String> seen)
      throws SQLException {
    try (Connection connection =
        new AnalystDatabase(installation.files(release.source())).open(release.release())) {
      for (Dataset dataset : release.datasets()) {
        String sql = "from %s.%s".formatted(dataset.layer().schema(), Quoted.name(dataset.table()));
        List<String> rows =
            ReadOnlyQuery.run(connection, sql, 1_000_000).rows().stream()
                .map(row -> row.toString().replace(release.run(), "RUN"))
                .sorted()
                .toList();
        seen.put("rows of " + dataset.name(), String.join("\n", rows));
      }
    }
  }

  private static void issue(
      Installation installation, State state, String source, Map<String, String> seen) {
    try (ReleaseReports reports = Reports.current(installation, source)) {
      List<ReportsNow.Line> lines =
          new ReportsNow(Reports.issuing(installation, state))
              .issue(reports, reports.scheduled().rows(), Optional.empty());
      assertThat(lines)
          .as("each row that has NULL in one column, and the one that is whole")
          .hasSize(1 + Kiosk.NULLABLE.size());
      List<String> failed = new ArrayList<>();
      for (ReportsNow.Line line : lines) {
        seen.put("report " + line.report(), line.toString());
        if (line.what() != ReportsNow.What.ISSUED) {
          failed.add(Kiosk.NULLABLE.get(Integer.parseInt(line.report()) - 101));
        }
      }
      assertThat(failed).containsExactly("frequency", "format", "metrics");
      seen.put("custom reports", reports.custom().reports().toString());
    }
    messages(installation, state, source, seen);
  }

  private static void messages(
      Installation installation, State state, String source, Map<String, String> seen) {
    Deliveries deliveries = new Deliveries(state.database(), installation.clock());
    BookContents book = new BookContents(installation.files(source));
    List<Delivery> all = deliveries.list(Optional.of(source), Optional.empty(), 1000);
    assertThat(all).as("five reports to two, one to its user").hasSize(11);
    for (Delivery each : all) {
      String name = "message %s %s".formatted(each.key().report(), each.key().recipient());
      seen.put(name, each.key() + " " + each.subject() + " " + each.release());
      for (Part part : deliveries.parts(each.id())) {
        seen.put(
            name + " " + part.role() + " " + part.name(),
            new String(book.read(part.sha256()), StandardCharsets.ISO_8859_1));
      }
    }
  }
}
