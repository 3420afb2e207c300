package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.source.server.SourceErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rights that the role lacks, and those that it holds beside. */
class TestRightsCheck {
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
  void namesTheTableWithoutSelect() throws SQLException {
    shop.execute("revoke select on invoices from " + shop.role);
    assertThat(shop.refusal())
        .isEqualTo(
            """
            SRC-RIGHTS Cannot read source shop: our role lacks a right
              found  invoices: the role has no SELECT
              state  nothing was read; readers keep the published release
              next   let the DBA run the output of: daybook source grant shop""");
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
  void refusesARoleThatRowLevelSecurityFilters() throws SQLException {
    shop.execute("alter role " + shop.role + " nobypassrls");
    assertThat(shop.refusal())
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
    assertThat(shop.texts())
        .contains(
            "role " + shop.role + ": has no connection limit",
            "role " + shop.role + ": may do more than read: CREATEDB, CREATE on schema public",
            "role " + shop.role + ": holds the rights of other roles: pg_read_all_settings",
            "role " + shop.role + ": its sessions may write: default_transaction_read_only is off",
            "invoices: the role may do more than read: INSERT, UPDATE, TRUNCATE");
    assertThat(shop.errors()).isEmpty();
  }

  @Test
  void refusesFewerConnectionsThanARunOpens() throws SQLException {
    shop.execute("alter role " + shop.role + " connection limit 2");
    assertThat(shop.refusal())
        .startsWith("SRC-RIGHTS")
        .contains("may open 2 connections, a run opens up to 4");
  }

  @Test
  void namesFunctionsThatActWithMoreRights() throws SQLException {
    shop.execute(
        """
        create function cleared(days integer) returns bigint language sql security definer
            as 'with gone as (delete from audit returning 1) select count(*) from gone';
        create function harmless() returns bigint language sql as 'select 1::bigint';
        """);
    assertThat(shop.texts())
        .contains(
            "public: the role may execute functions that act with their owner's rights"
                + " (SECURITY DEFINER): public.cleared(days integer)");
    shop.execute("revoke execute on function cleared from public");
    assertThat(shop.texts()).noneMatch(text -> text.contains("SECURITY DEFINER"));
  }
}
