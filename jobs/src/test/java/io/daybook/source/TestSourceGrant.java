package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.source.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script for the DBA makes: a role that may read what the model reads, and no more. */
class TestSourceGrant {
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
  void thePrintedRoleHoldsEveryRightAndNoOther() throws SQLException {
    assertThat(shop.findings()).allMatch(finding -> finding.severity() == Severity.NOTE);
    assertThat(shop.texts())
        .containsExactly(
            "invoices: columns that are not read: api_token, search",
            "public: tables or views that are not in the model: audit");
  }

  @Test
  void thePrintedRoleReadsAllTenantsAndCannotWrite() throws SQLException {
    shop.execute(
        """
        insert into accounts (id, timezone) values (gen_random_uuid(), 'UTC');
        insert into invoices (id, account_id, status, number, amount, created_at)
        select gen_random_uuid(), id, 'open', '1', 1, now() from accounts;
        """);
    try (Connection reader = shop.settings().connect("test");
        Statement statement = reader.createStatement()) {
      statement.execute("set row_security = off");
      try (ResultSet rows = statement.executeQuery("select count(*) from invoices")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(1);
      }
      assertThatThrownBy(() -> statement.execute("delete from invoices"))
          .hasMessageContaining("read-only transaction");
      statement.execute("set session characteristics as transaction read write");
      assertThatThrownBy(() -> statement.execute("delete from invoices"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for table invoices");
      assertThatThrownBy(() -> statement.executeQuery("select * from audit"))
          .hasMessageContaining("permission denied for table audit");
    }
  }

  @Test
  void whatTheModelLeavesOutStaysClosed() throws SQLException {
    try (Connection reader = shop.settings().connect("test");
        Statement statement = reader.createStatement()) {
      statement.execute("set row_security = off");
      statement.executeQuery("select id, amount, ctid from invoices").close();
      assertThatThrownBy(() -> statement.executeQuery("select api_token from invoices"))
          .hasMessageContaining("permission denied for table invoices");
    }
    shop.execute("grant select on invoices to " + shop.role);
    assertThat(shop.texts())
        .contains(
            "invoices: the role can read columns that the model leaves out: api_token, search");
  }

  @Test
  void theScriptRunsAgainAndTakesBackWhatAnOlderModelRead() throws SQLException {
    shop.execute("grant select, insert on audit to " + shop.role);
    assertThat(shop.texts())
        .anyMatch(text -> text.contains("can also read what is not in the model: audit"));
    shop.grant();
    assertThat(shop.findings()).allMatch(finding -> finding.severity() == Severity.NOTE);
  }

  @Test
  void theScriptPassesOverWhatIsNotThereAndSaysSo() throws SQLException {
    shop.execute("drop table \"order\"; create sequence \"order\"");
    assertThatThrownBy(
            () -> shop.execute("grant select on accounts, missing_table to " + shop.role))
        .as("a list of tables is granted as a whole or not at all")
        .hasMessageContaining("missing_table");

    assertThat(shop.notices(SourceGrant.sql(shop.model, shop.role, shop.databaseName(), 4)))
        .containsExactly("no table public.order here: nothing granted");
    assertThat(shop.texts())
        .contains("order: the table is missing in schema public")
        .noneMatch(text -> text.contains("SELECT") || text.contains("the role can also read"));

    shop.execute("drop sequence \"order\"; create view \"order\" as select id from invoices");
    assertThat(shop.notices(SourceGrant.sql(shop.model, shop.role, shop.databaseName(), 4)))
        .isEmpty();
    assertThat(shop.texts()).noneMatch(text -> text.contains("order: the role has no SELECT"));
  }

  /** A superuser runs the script: no name in it may become a statement. */
  @Test
  void noNameBecomesAStatementOfTheScript() throws SQLException {
    String name = "$do$; create role came_out; do $do$ begin end";
    shop.execute("create table \"" + name + "\" (\"" + name + "\" int primary key)");
    try (Connection owner = shop.database.connect()) {
      SourceDraft.write(sql, "odd", "public", owner);
    }
    String script =
        SourceGrant.sql(SourceModel.load(sql, "odd"), shop.role, shop.databaseName(), 4);
    assertThat(shop.notices(script)).as("it runs as it stands").isEmpty();
    assertThat(script).contains("do $do1$");
  }

  @Test
  void theScriptHoldsNoPasswordAndQuotesWhereItMust() {
    String script = SourceGrant.sql(shop.model, "daybook", "my-shop", 4);
    assertThat(script)
        .contains("on database \"my-shop\" to daybook;")
        .contains("            ('public', 'accounts', array['id',")
        .contains("            ('public', 'invoices', array['id',")
        .contains("'deleted_at']::text[]),\n            ('public', 'order', array['invoice_id',")
        .contains("with login bypassrls connection limit 6;")
        .contains("\\password daybook")
        .doesNotContain("password '");
  }
}
