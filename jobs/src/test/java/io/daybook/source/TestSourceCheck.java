package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.DataType;
import io.daybook.source.Finding.Severity;
import io.daybook.source.server.SourceErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSourceCheck {
  @TempDir Path sql;
  private ShopSource shop;

  @BeforeEach
  void grantAsPrinted() throws SQLException, IOException {
    shop = new ShopSource(sql);
    shop.grant();
  }

  @AfterEach
  void dropTheRole() throws SQLException {
    shop.execute("drop owned by %1$s; drop role %1$s".formatted(shop.role));
  }

  @Test
  void thePrintedRoleHoldsEveryRightAndNoOther() throws SQLException {
    assertThat(findings()).allMatch(finding -> finding.severity() == Severity.NOTE);
    assertThat(texts())
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
  void theScriptRunsAgainAndTakesBackWhatAnOlderModelRead() throws SQLException {
    shop.execute("grant select, insert on audit to " + shop.role);
    assertThat(texts())
        .anyMatch(text -> text.contains("can also read what is not in the model: audit"));
    shop.grant();
    assertThat(findings()).allMatch(finding -> finding.severity() == Severity.NOTE);
  }

  @Test
  void theScriptPassesOverWhatIsNotThereAndSaysSo() throws SQLException {
    shop.execute("drop table \"order\"; create sequence \"order\"");
    assertThatThrownBy(
            () -> shop.execute("grant select on accounts, missing_table to " + shop.role))
        .as("a list of tables is granted as a whole or not at all")
        .hasMessageContaining("missing_table");

    assertThat(notices(SourceGrant.sql(shop.model, shop.role, shop.databaseName(), 4)))
        .containsExactly("no table public.order here: nothing granted");
    assertThat(texts())
        .contains("order: the table is missing in schema public")
        .noneMatch(text -> text.contains("SELECT") || text.contains("the role can also read"));

    shop.execute("drop sequence \"order\"; create view \"order\" as select id from invoices");
    assertThat(notices(SourceGrant.sql(shop.model, shop.role, shop.databaseName(), 4))).isEmpty();
    assertThat(texts()).noneMatch(text -> text.contains("order: the role has no SELECT"));
  }

  private List<String> notices(String script) throws SQLException {
    List<String> notices = new ArrayList<>();
    try (Connection owner = shop.database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(script);
      for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
        notices.add(each.getMessage());
      }
    }
    return notices;
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
    assertThat(notices(script)).as("it runs as it stands").isEmpty();
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

  @Test
  void namesTheTableWithoutSelect() throws SQLException {
    shop.execute("revoke select on invoices from " + shop.role);
    assertThat(refusal())
        .isEqualTo(
            """
            SRC-RIGHTS Cannot read source shop: our role lacks a right
              found  invoices: the role has no SELECT
              state  nothing was read; readers keep the published release
              next   let the DBA run the output of: daybook source grant shop""");
  }

  @Test
  void refusesARoleThatRowLevelSecurityFilters() throws SQLException {
    shop.execute("alter role " + shop.role + " nobypassrls");
    assertThat(refusal())
        .startsWith("SRC-RLS Cannot read source shop: row-level security would hide rows")
        .contains(
            "accounts: row-level security filters the role's rows; it lacks BYPASSRLS",
            "invoices: row-level security",
            "order: row-level security");
    // Two-sided: without the gate the same role reads no row and sees no error.
    try (Connection reader = shop.settings().connect("test");
        Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from accounts")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void theServersOwnRefusalIsNamedLikeOurs() throws SQLException {
    shop.execute("alter role " + shop.role + " nobypassrls");
    try (Connection reader = shop.settings().connect("test");
        Statement statement = reader.createStatement()) {
      statement.execute("set row_security = off");
      SQLException error =
          catchThrowableOfType(
              SQLException.class, () -> statement.executeQuery("select * from accounts"));
      assertThat(SourceErrors.codeOf(error)).isEqualTo(Code.SRC_RLS);
      assertThat(SourceErrors.failure("Cannot read table accounts", error).build().getMessage())
          .startsWith("SRC-RLS Cannot read table accounts: ")
          .endsWith("(SQLSTATE 42501)");
    }
  }

  @Test
  void reportsASuperuser() throws SQLException {
    try (Connection owner = shop.database.connect()) {
      assertThat(new SourceCheck(shop.model, 4).findings(owner))
          .extracting(Finding::toString)
          .contains("role daybook: is a superuser and may do anything");
    }
  }

  @Test
  void reportsEveryRightTooMany() throws SQLException {
    shop.execute(
        """
        alter role %1$s createdb connection limit -1;
        alter role %1$s reset default_transaction_read_only;
        grant insert, update (number), truncate on invoices to %1$s;
        grant create on schema public to %1$s;
        grant pg_read_all_settings to %1$s;
        """
            .formatted(shop.role));
    assertThat(texts())
        .contains(
            "role " + shop.role + ": has no connection limit",
            "role " + shop.role + ": may do more than read: CREATEDB, CREATE on schema public",
            "role " + shop.role + ": holds the rights of other roles: pg_read_all_settings",
            "role " + shop.role + ": its sessions may write: default_transaction_read_only is off",
            "invoices: the role may do more than read: INSERT, UPDATE, TRUNCATE");
    assertThat(refusalOrEmpty()).isEmpty();
  }

  @Test
  void refusesFewerConnectionsThanARunOpens() throws SQLException {
    shop.execute("alter role " + shop.role + " connection limit 2");
    assertThat(refusal())
        .startsWith("SRC-RIGHTS")
        .contains("may open 2 connections, a run opens up to 4");
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
    assertThat(refusal())
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
    assertThat(texts())
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
    assertThat(refusalOrEmpty()).isEmpty();
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
    assertThat(findings())
        .filteredOn(finding -> finding.severity() == Severity.WARNING)
        .extracting(Finding::toString)
        .containsExactlyInAnyOrder(
            "invoice_status: the enum lacks values that definitions may count by: paid",
            "invoice_status: the enum has new values: settled");
    assertThat(refusalOrEmpty()).isEmpty();
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
    assertThat(texts())
        .contains(
            "invoices: the role can read columns that the model leaves out: api_token, search");
  }

  @Test
  void rightsAreAskedByColumn() throws SQLException {
    shop.execute("revoke select (number) on invoices from " + shop.role);
    Map<String, Set<String>> used = Map.of("invoices", Set.of("amount"));
    try (Connection reader = shop.settings().connect("test")) {
      SourceCheck check = new SourceCheck(shop.model, 4);
      SourceCheck.Usable usable = check.requireUsable(reader, used);
      assertThat(usable.findings().get(0))
          .hasToString("invoices.number: the role has no SELECT on the column");
      assertThat(usable.model().table("invoices").orElseThrow().column("number")).isEmpty();
      assertThat(SourceCheck.exitCode(usable.findings())).isZero();

      Map<String, Set<String>> number = Map.of("invoices", Set.of("number"));
      assertThatThrownBy(() -> check.requireUsable(reader, number))
          .hasMessageStartingWith("SRC-RIGHTS")
          .hasMessageContaining("daybook source grant shop");
      assertThat(SourceCheck.exitCode(check.findings(reader, number)))
          .isEqualTo(Code.SRC_RIGHTS.kind().exitCode());
    }
  }

  @Test
  void namesFunctionsThatActWithMoreRights() throws SQLException {
    shop.execute(
        """
        create function cleared(days integer) returns bigint language sql security definer
            as 'with gone as (delete from audit returning 1) select count(*) from gone';
        create function harmless() returns bigint language sql as 'select 1::bigint';
        """);
    assertThat(texts())
        .contains(
            "public: the role may execute functions that act with their owner's rights"
                + " (SECURITY DEFINER): public.cleared(days integer)");
    shop.execute("revoke execute on function cleared from public");
    assertThat(texts()).noneMatch(text -> text.contains("SECURITY DEFINER"));
  }

  @Test
  void theRolesOwnTimeoutsDoNotStopTheCheck() throws SQLException {
    shop.execute("alter role " + shop.role + " set statement_timeout = '1ms'");
    assertThat(refusalOrEmpty()).isEmpty();
    try (Connection reader = shop.settings().connect("test");
        Statement statement = reader.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("select pg_sleep(1)"))
          .as("without the check's patience")
          .hasMessageContaining("statement timeout");
    }
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

  @Test
  void worksInsideTheTransactionOfTheCaller() throws SQLException {
    try (Connection reader = shop.settings().connect("test")) {
      reader.setAutoCommit(false);
      new SourceCheck(shop.model, 4).requireUsable(reader);
      try (Statement statement = reader.createStatement();
          ResultSet row = statement.executeQuery("select now() = statement_timestamp()")) {
        row.next();
        assertThat(row.getBoolean(1)).as("the transaction is older than this statement").isFalse();
      }
      reader.rollback();
    }
  }

  private List<Finding> findings() throws SQLException {
    try (Connection reader = shop.settings().connect("test")) {
      return new SourceCheck(shop.model, 4).findings(reader);
    }
  }

  private List<String> texts() throws SQLException {
    return findings().stream().map(Finding::toString).toList();
  }

  private String refusal() throws SQLException {
    try (Connection reader = shop.settings().connect("test")) {
      return catchThrowableOfType(
              DaybookException.class, () -> new SourceCheck(shop.model, 4).requireUsable(reader))
          .getMessage();
    }
  }

  private List<Finding> refusalOrEmpty() throws SQLException {
    try (Connection reader = shop.settings().connect("test")) {
      return new SourceCheck(shop.model, 4)
          .requireUsable(reader).stream()
              .filter(finding -> finding.severity() == Severity.ERROR)
              .toList();
    }
  }
}
