package io.daybook.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.engine.Binder;
import io.daybook.engine.EngineSettings;
import io.daybook.engine.Engines;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.fault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSourceDefinition {
  private static final String STATE = "marts/mv_current_state";

  @TempDir Path directory;
  private DefinitionFolder folder;

  @BeforeEach
  void copy() throws IOException {
    folder = DefinitionFolder.copy(directory);
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void bindsAllOfRenozOnBothEngines() {
    SourceDefinition definition = folder.load();
    assertThat(definition.facts()).isNotEmpty();
    assertThat(definition.marts()).isNotEmpty();
    assertThat(definition.metrics().byId()).isNotEmpty();
    assertThat(definition.reports().texts()).containsKeys("organisations", "people", "scheduled");
    try (Binder spark = spark()) {
      definition.requireComputableBy(spark);
    }
  }

  @Test
  void findsASumOfTextsThatTheReadersOfFilesLetPass() {
    folder.replace(STATE + ".sql", "count(*) as open_orders", "sum(order_number) as open_orders");
    assertThat(Unproven.marts(directory, Renoz.DEFINITION).marts())
        .as("its words are all right")
        .isNotEmpty();
    String file = folder.file(STATE + ".sql") + ":";
    assertThatThrownBy(folder::load)
        .hasMessageStartingWith(
            "DEF-INVALID Cannot use the definitions of source renoz: 1 problem\n")
        .hasMessageContaining(file)
        .hasMessageContaining("sum(VARCHAR)");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void findsTheSameWithSparkBeforeItComputes() {
    SourceDefinition sound = folder.load();
    assertThatThrownBy(
            () -> {
              try (Binder spark = spark()) {
                broken(sound).requireComputableBy(spark);
              }
            })
        .hasMessageContaining("Cannot compute the definitions of source renoz with spark")
        .hasMessageContaining(STATE + ".sql")
        .hasMessageContaining("order_numbers");
  }

  /** With a column that no fact has: what no loader let pass. */
  private SourceDefinition broken(SourceDefinition sound) {
    folder.replace(
        STATE + ".sql", "count(*) as open_orders", "count(order_numbers) as open_orders");
    return Unproven.marts(directory, sound);
  }

  @Test
  void tellsTheProblemsOfAllKindsOfFilesAtOnce() throws IOException {
    folder
        .replace("facts/suppliers.yml", "columns:", "columns:\n    - nmae")
        .replace(STATE + ".sql", "stage not in", "stages not in")
        .replace("marts/calendar.yml", "holds: not (is_holiday", "holds: not (is_holday")
        .replace("checks/refunds_within_payments.yml", "keys: [", "keys: [nobody, ")
        .replace("metrics.yml", "value: sum(total - tax_amount)", "value: sum(total - tax)")
        .replace("reports/targets.sql", "targets.end_date,", "")
        .replace("reports/people.sql", "users.role,", "users.role, 1 as rolle,")
        .replace("reports/organisations.sql", "tenants.currency,", "1 as currency,");
    Files.writeString(folder.file("reports/schedulled.sql"), "select 1");
    DaybookException failure = catchThrowableOfType(DaybookException.class, folder::load);
    assertThat(failure.code()).isEqualTo(Code.DEF_INVALID);
    assertThat(failure.kind()).isEqualTo(Kind.USER);
    assertThat(failure.getMessage())
        .containsPattern("facts/suppliers.yml:[0-9]+ columns: suppliers has no column nmae")
        .containsPattern(STATE + ".sql:[0-9]+ duckdb: .*stages")
        .containsPattern("marts/calendar.yml marts.calendar.a_holiday_is_not_worked .*is_holday")
        .containsPattern("checks/refunds_within_payments.sql.*nobody")
        .containsPattern("metrics.yml:[0-9]+ metrics.revenue.value: .*tax")
        .contains("reports/targets.sql must give a column end_date, date")
        .contains("reports/people.sql gives a column rolle that nobody reads, did you mean role?")
        .contains("reports/organisations.sql currency must be text, but the query gives INTEGER")
        .containsPattern("reports/schedulled.sql nobody reads it; .*did you mean scheduled\\?");
  }

  @Test
  void provesWhatTheApplicationsOwnReportsMean() {
    folder
        .replace("application.yml", "totalSpend: purchase_amount", "totalSpend: purchase_amonut")
        .replace("application.yml", "poNumber: po_number", "poNumber: po_nr")
        .replace("application.yml", "descending: orderDate", "descending: orderDay");
    DaybookException failure = catchThrowableOfType(DaybookException.class, folder::load);
    assertThat(failure.getMessage())
        .containsPattern(
            "application.yml:[0-9]+ procurement_by_supplier.columns.totalSpend: there is no metric"
                + " or dimension purchase_amonut, did you mean purchase_amount\\?")
        .contains("there is no column of purchase_orders po_nr")
        .contains("there is no column orderDay, did you mean orderDate?");
  }

  @Test
  void asksTheApplicationsOwnReportsWhole() {
    folder.replace(
        "application.yml", "totalOrders: purchase_orders_count", "totalOrders: win_rate");
    DaybookException failure = catchThrowableOfType(DaybookException.class, folder::load);
    assertThat(failure.getMessage())
        .contains("application.yml procurement_by_supplier: ")
        .contains("win_rate cannot be asked by supplier");
  }

  @Test
  void doesNotJudgeWhatBuildsUponWhatIsBroken() {
    folder.replace("facts/orders.yml", "    - order_number\n", "    - order_numbr\n");
    DaybookException failure = catchThrowableOfType(DaybookException.class, folder::load);
    assertThat(failure.getMessage())
        .contains(": 1 problem\n")
        .containsPattern("facts/orders.yml:[0-9]+ columns: orders has no column order_numbr");
  }

  @Test
  void showsQueriesWhileTheyAreMended() {
    folder.replace(STATE + ".sql", "stage not in", "stages not in");
    assertThat(SourceDefinition.queries(directory, Renoz.DEFINITION.model()))
        .containsKeys("facts.orders", "marts.mv_current_state");
  }

  @Test
  void changesItsFingerprintWithEveryFile() throws IOException {
    String before = Fingerprint.of(folder.file(""));
    assertThat(Fingerprint.of(folder.file(""))).isEqualTo(before);
    folder.replace("reports/people.sql", "-- The users", "-- All users");
    String changed = Fingerprint.of(folder.file(""));
    assertThat(changed).isNotEqualTo(before);
    Files.move(folder.file("reports/people.sql"), folder.file("reports/persons.sql"));
    String renamed = Fingerprint.of(folder.file(""));
    assertThat(renamed).isNotIn(before, changed);
    Path link = Files.createSymbolicLink(directory.resolve("link"), folder.file(""));
    assertThat(Fingerprint.of(link)).isEqualTo(renamed);
  }

  private Binder spark() {
    return Engines.sparkBinder(EngineSettings.defaults(directory.resolve("tmp")));
  }
}
