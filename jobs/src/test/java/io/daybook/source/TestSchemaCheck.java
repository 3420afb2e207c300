package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.DataType;
import io.daybook.source.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that has changed since its model was drafted. */
class TestSchemaCheck {
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
  void namesEveryColumnAndTableThatChanged() throws SQLException {
    shop.execute(
        """
        alter table invoices rename column number to numbers;
        alter table invoices alter column amount type text;
        alter table "order" drop constraint order_pkey;
        alter table accounts rename to account;
        """);
    assertThat(shop.refusal())
        .startsWith(
            "SRC-SCHEMA Cannot read source shop: the live schema is not what the model says")
        .contains(
            "accounts: the table is missing in schema public, did you mean account?",
            "invoices.number: the column is missing, did you mean numbers?",
            "invoices.amount: the type was numeric(12,2) and is now text",
            "order: the primary key was [invoice_id, line] and is now []");
  }

  @Test
  void passesWhatIsReadAlikeAndSaysIt() throws SQLException {
    shop.execute(
        """
        alter table invoices alter column number type text;
        alter table invoices alter column amount type numeric(10,2);
        alter table invoices alter column reminded_at type timestamp(3);
        alter table invoices alter column created_at drop not null;
        alter table invoices alter column reminded_at set not null;
        alter table invoices add column colour text;
        alter table invoices drop constraint invoices_account_id_fkey;
        alter type invoice_status add value 'void';
        """);
    assertThat(shop.texts())
        .contains(
            "invoices.created_at: was not null and may now be NULL",
            "invoices.reminded_at: could be NULL and is now not null",
            "invoices.number: the type was varchar(20) and is now text; it is read alike",
            "invoices.amount: the type was numeric(12,2) and is now numeric(10,2); it is read alike",
            "invoices.reminded_at: the type was timestamp and is now timestamp(3) without time zone;"
                + " it is read alike",
            "invoices.account_id: the foreign key to accounts is no longer declared",
            "invoices: columns that are not read: api_token, colour, search",
            "invoice_status: the enum has new values: void");
    assertThat(shop.errors()).isEmpty();
  }

  @Test
  void readsWhatHasBecomeWiderAndSaysIt() throws SQLException {
    shop.execute(
        """
        alter table invoices alter column amount type numeric(14,3);
        alter table "order" alter column line type bigint;
        """);
    try (Connection reader = shop.settings().connect("test")) {
      SourceCheck.Usable usable =
          new SourceCheck(shop.model, 4).requireUsable(reader, shop.model.columnNames());
      assertThat(usable.findings())
          .filteredOn(finding -> finding.severity() == Severity.WARNING)
          .extracting(Finding::toString)
          .containsExactly(
              "invoices.amount: the type was numeric(12,2) and is now numeric(14,3);"
                  + " it is read as long as every value fits numeric(12,2)",
              "order.line: the type was integer and is now bigint;"
                  + " it is read as long as every value fits integer");
      SourceColumn line =
          usable.model().table("order").flatMap(table -> table.column("line")).orElseThrow();
      assertThat(line.sourceType()).isEqualTo("bigint");
      assertThat(line.type()).isEqualTo(DataType.INTEGER);
    }
  }

  @Test
  void namesTheValuesOfAnEnumThatWent() throws SQLException {
    shop.execute("alter type invoice_status rename value 'paid' to 'settled'");
    assertThat(shop.findings())
        .filteredOn(finding -> finding.severity() == Severity.WARNING)
        .extracting(Finding::toString)
        .containsExactlyInAnyOrder(
            "invoice_status: the enum lacks values that definitions may count by: paid",
            "invoice_status: the enum has new values: settled");
    assertThat(shop.errors()).isEmpty();
  }
}
