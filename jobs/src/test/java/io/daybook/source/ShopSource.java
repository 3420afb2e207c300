package io.daybook.source;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.source.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A small real source: three tables with row-level security, its model, and a role of its own. */
final class ShopSource {
  static final String DDL =
      """
      create type invoice_status as enum ('open', 'paid', 'written-off', 'yes');
      create table accounts (
          id uuid primary key,
          timezone text not null,
          settings jsonb,
          removed_by uuid,
          deleted_at timestamptz);
      create table invoices (
          id uuid primary key,
          account_id uuid not null references accounts,
          approver_id uuid references accounts,
          status invoice_status not null,
          number varchar(20) not null,
          amount numeric(12,2) not null,
          tags text[],
          reminded_at timestamp,
          at_time time,
          api_token text,
          search tsvector,
          created_at timestamptz not null,
          deleted_at timestamptz);
      create table "order" (
          invoice_id uuid not null references invoices,
          line integer not null,
          account_id uuid not null references accounts,
          quantity double precision,
          invoices_id uuid,
          primary key (invoice_id, line));
      create table audit (id bigint primary key, invoice_id uuid references invoices);
      alter table accounts enable row level security;
      alter table invoices enable row level security;
      alter table "order" enable row level security;
      create policy own on invoices using (account_id::text = current_setting('shop.account'));
      """;

  static final String MODEL =
      """
      source: shop
      schema: public
      tenants:
        table: accounts
        key: id
        column: account_id
        zone: timezone
        default_zone: UTC
      deleted: deleted_at
      tables:
        accounts:
        invoices:
          leave_out: [search, api_token]
        order:
      """;

  /** Roles belong to the whole server, so each test takes one of its own. */
  private static final AtomicInteger ROLES = new AtomicInteger();

  final TestPostgres database = TestPostgres.database();
  final String role = "reader_" + ProcessHandle.current().pid() + "_" + ROLES.incrementAndGet();
  final SourceModel model;

  ShopSource(Path sql) throws SQLException, IOException {
    execute(DDL);
    Path directory = Files.createDirectories(sql.resolve("shop"));
    Files.writeString(directory.resolve("source.yml"), MODEL);
    try (Connection owner = database.connect()) {
      SourceDraft.write(sql, "shop", "public", owner);
    }
    model = SourceModel.load(sql, "shop");
  }

  void execute(String sql) throws SQLException {
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Does what the DBA does: runs the printed script, sets the password. */
  void grant() throws SQLException {
    execute(SourceGrant.sql(model, role, databaseName(), 4));
    execute("alter role " + role + " password 'secret-of-reader'");
  }

  /** The role goes; the database goes with the server. */
  void drop() throws SQLException {
    execute("drop owned by %1$s; drop role %1$s".formatted(role));
  }

  /** What the check of the source says. */
  List<Finding> findings() throws SQLException {
    try (Connection reader = settings().connect("test")) {
      return new SourceCheck(model, 4).findings(reader);
    }
  }

  /** The same as people read it. */
  List<String> texts() throws SQLException {
    return findings().stream().map(Finding::toString).toList();
  }

  /** What keeps a run from it. */
  String refusal() throws SQLException {
    try (Connection reader = settings().connect("test")) {
      return catchThrowableOfType(
              DaybookException.class, () -> new SourceCheck(model, 4).requireUsable(reader))
          .getMessage();
    }
  }

  /** Errors that keep no run from it. */
  List<Finding> errors() throws SQLException {
    try (Connection reader = settings().connect("test")) {
      return new SourceCheck(model, 4)
          .requireUsable(reader).stream()
              .filter(finding -> finding.severity() == Severity.ERROR)
              .toList();
    }
  }

  /** What the server remarks while the owner runs a script. */
  List<String> notices(String script) throws SQLException {
    List<String> notices = new ArrayList<>();
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(script);
      for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
        notices.add(each.getMessage());
      }
    }
    return notices;
  }

  String databaseName() {
    return database.url().substring(database.url().lastIndexOf('/') + 1);
  }

  SourceSettings settings() {
    return SourceSettings.of(database.url(), role, "secret-of-reader");
  }
}
