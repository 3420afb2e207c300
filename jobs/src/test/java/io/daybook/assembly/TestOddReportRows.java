package io.daybook.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.config.DaybookConfig;
import io.daybook.postgres.TestPostgres;
import io.daybook.report.ReleaseReports;
import io.daybook.run.Kiosk;
import io.daybook.run.Night;
import io.daybook.run.RunListener;
import io.daybook.schedule.reports.ReportsNow;
import io.daybook.schedule.reports.ReportsNow.What;
import io.daybook.state.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An odd value in a row of scheduled reports costs that report, if anything, and no other. */
class TestOddReportRows {
  @TempDir Path home;

  @Test
  void failAlone() throws Exception {
    Kiosk kiosk = Kiosk.open(home, "kiosk", "JPY");
    kiosk.execute("delete from scheduled where id > 100");
    Map<String, String> odd = new LinkedHashMap<>();
    odd.put("name = '   '", "");
    odd.put("name = repeat('long ', 3000) || E'\\n\\t\\u202e'", "ISSUED");
    odd.put("created_by = -1", "ISSUED");
    odd.put("frequency = 'whenever'", "FAILED");
    odd.put("format = 'exe'", "FAILED");
    odd.put("schedule_cron = '99 99 99 99 99'", "ISSUED");
    odd.put("timezone = 'Mars/Base'", "ISSUED");
    odd.put("recipients = '{\"emails\": 5}'", "FAILED");
    odd.put("recipients = '{\"emails\": [\"a\\u0000@b\"], \"userIds\": [\"\"]}'", "FAILED");
    odd.put("metrics = '{\"metrics\": [\"sold\", null]}'", "FAILED");
    odd.put("metrics = '[[[[['", "FAILED");
    int id = 200;
    for (String value : odd.keySet()) {
      kiosk.execute(
          """
          insert into scheduled
          select %1$d, group_id, created_by, name, frequency, format, schedule_cron, timezone,
              recipients, metrics
          from scheduled where id = 100;
          update scheduled set %2$s where id = %1$d
          """
              .formatted(id++, value));
    }
    kiosk.execute(
        """
        update targets set start_date = '0001-01-01', end_date = '9999-12-31' where id = 1;
        update targets set start_date = '2026-11-22', end_date = '2026-11-16' where id = 2;
        update targets set start_date = '-infinity', end_date = 'infinity' where id = 3;
        update targets set target_value = 'NaN' where id = 4
        """);
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("100", "ISSUED");
    int next = 200;
    for (String outcome : odd.values()) {
      expected.put(Integer.toString(next++), outcome.isEmpty() ? "FAILED" : outcome);
    }
    assertThat(outcomes(kiosk)).containsExactlyEntriesOf(expected);
  }

  private Map<String, String> outcomes(Kiosk kiosk) throws Exception {
    TestPostgres database = TestPostgres.database();
    Path file = home.resolve("daybook.yml");
    Files.writeString(
        file,
        "state: {url: \"%s\", user: %s, password: {env: STATE}}\nengine: duckdb\nsources:\n"
                .formatted(database.url(), database.user())
            + kiosk.configuration());
    Map<String, String> secrets = Map.of("STATE", database.password(), "KIOSK", Kiosk.PASSWORD);
    Installation installation =
        new Installation(
            home,
            new SqlFolder(home.resolve("sql")),
            DaybookConfig.load(home, file, secrets::get),
            Clock.systemUTC());
    Map<String, String> outcomes = new LinkedHashMap<>();
    try (State state = installation.openState(8);
        OpenSource open = OpenSource.open(installation, kiosk.name)) {
      new Night(Nights.setup(installation, open, state), new RunListener() {}).run("duckdb");
      try (ReleaseReports reports = Reports.current(installation, kiosk.name)) {
        ReportsNow now = new ReportsNow(Reports.issuing(installation, state));
        for (ReportsNow.Line line :
            now.issue(reports, reports.scheduled().rows(), Optional.empty())) {
          outcomes.put(line.report(), line.what().name());
          assertThat(line.what() == What.ISSUED || !line.detail().isBlank())
              .as("a reason of %s", line)
              .isTrue();
        }
      }
    }
    return outcomes;
  }
}
