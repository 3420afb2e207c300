package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.source.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody uses may be gone or closed to us, and stops nothing. */
class TestUnusedParts {
  @TempDir Path sql;
  private ShopSource shop;

  @BeforeEach
  void grantAsPrinted() throws SQLException, IOException {
    shop = new ShopSource(sql);
    shop.grant();
  }

  @AfterEach
  void dropTheRole() throws SQLException {
    shop.drop();
  }

  @Test
  void aColumnThatNobodyReadsStopsNothing() throws SQLException {
    shop.execute("alter table invoices drop column number");
    Map<String, Set<String>> used = Map.of("invoices", Set.of("id", "amount"));
    try (Connection reader = shop.settings().connect("test")) {
      SourceCheck.Usable usable = new SourceCheck(shop.model, 4).requireUsable(reader, used);
      assertThat(usable.model().table("invoices").orElseThrow().columns())
          .extracting(SourceColumn::name)
          .contains("id", "amount", "status")
          .doesNotContain("number");
      List<Finding> findings = usable.findings();
      assertThat(findings.get(0).severity()).isEqualTo(Severity.WARNING);
      assertThat(findings.get(0)).hasToString("invoices.number: the column is missing");
      assertThatThrownBy(
              () ->
                  new SourceCheck(shop.model, 4)
                      .requireUsable(reader, Map.of("invoices", Set.of("number"))))
          .hasMessageStartingWith("SRC-SCHEMA");
    }
  }

  @Test
  void aTableThatNobodyReadsStopsNothing() throws SQLException {
    shop.execute("drop table \"order\"; alter table invoices drop column tags");
    Map<String, Set<String>> used = Map.of("invoices", Set.of("amount"));
    try (Connection reader = shop.settings().connect("test")) {
      SourceCheck check = new SourceCheck(shop.model, 4);
      SourceCheck.Usable usable = check.requireUsable(reader, used);
      assertThat(usable.model().tables()).containsOnlyKeys("accounts", "invoices");
      assertThat(usable.findings())
          .filteredOn(finding -> finding.severity() == Severity.WARNING)
          .extracting(Finding::toString)
          .containsExactly(
              "invoices.tags: the column is missing",
              "order: the table is missing in schema public");
      assertThat(check.findings(reader, used)).isEqualTo(usable.findings());
      assertThatThrownBy(() -> check.requireUsable(reader, Map.of("order", Set.of())))
          .hasMessageStartingWith("SRC-SCHEMA")
          .hasMessageContaining("order: the table is missing in schema public");
      assertThatThrownBy(() -> check.requireUsable(reader)).hasMessageStartingWith("SRC-SCHEMA");
    }
  }

  @Test
  void aTableThatNobodyReadsMayBeClosedToUs() throws SQLException {
    shop.execute("revoke select on \"order\" from " + shop.role);
    Map<String, Set<String>> used = Map.of("invoices", Set.of("amount"));
    try (Connection reader = shop.settings().connect("test")) {
      SourceCheck.Usable usable = new SourceCheck(shop.model, 4).requireUsable(reader, used);
      assertThat(usable.model().tables()).containsOnlyKeys("accounts", "invoices");
      assertThat(usable.findings().get(0)).hasToString("order: the role has no SELECT");
    }
  }

  @Test
  void theTenantsAndTheKeysAreAlwaysUsed() throws SQLException {
    shop.execute("alter table accounts rename column timezone to tz");
    try (Connection reader = shop.settings().connect("test")) {
      SourceCheck check = new SourceCheck(shop.model, 4);
      assertThatThrownBy(() -> check.requireUsable(reader, Map.of()))
          .hasMessageContaining("accounts.timezone: the column is missing");
    }
    shop.execute(
        "alter table accounts rename column tz to timezone;"
            + " alter table invoices rename column account_id to account");
    try (Connection reader = shop.settings().connect("test")) {
      SourceCheck check = new SourceCheck(shop.model, 4);
      assertThatThrownBy(() -> check.requireUsable(reader, Map.of("invoices", Set.of())))
          .hasMessageContaining("invoices.account_id: the column is missing");
      assertThat(check.requireUsable(reader, Map.of()).model().tables())
          .as("without its tenant a table is not read")
          .containsOnlyKeys("accounts", "order");
    }
  }
}
