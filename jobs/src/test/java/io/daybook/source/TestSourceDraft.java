package io.daybook.source;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import io.daybook.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSourceDraft {
  @TempDir Path sql;

  @Test
  void draftsWhatTheDatabaseSaysOfItself() throws SQLException {
    try (Connection owner = shop().connect()) {
      assertThat(SourceDraft.catalogue(owner, "public"))
          .isEqualTo(
              """
              # What the live database says: tables, types, keys, declared references.
              # Drafted by `daybook source draft`; draft it again, never edit it.
              # What people know beyond it stands in source.yml.
              tables:
                accounts:
                  columns:
                    id: uuid not null
                    timezone: text not null
                    settings: jsonb
                    removed_by: uuid
                    deleted_at: timestamptz
                  key: id
                audit:
                  columns:
                    id: bigint not null
                    invoice_id: uuid
                  key: id
                  references:
                    invoice_id: invoices.id
                invoices:
                  columns:
                    id: uuid not null
                    account_id: uuid not null
                    approver_id: uuid
                    status: invoice_status not null
                    number: varchar(20) not null
                    amount: numeric(12,2) not null
                    tags: text[]
                    reminded_at: timestamp
                    at_time: time
                    api_token: text
                    search: tsvector
                    created_at: timestamptz not null
                    deleted_at: timestamptz
                  key: id
                  references:
                    account_id: accounts.id
                    approver_id: accounts.id
                order:
                  columns:
                    invoice_id: uuid not null
                    line: integer not null
                    account_id: uuid not null
                    quantity: double precision
                    invoices_id: uuid
                  key: [invoice_id, line]
                  references:
                    account_id: accounts.id
                    invoice_id: invoices.id
              enums:
                invoice_status: [open, paid, written-off, 'yes']
              """);
    }
  }

  @Test
  void aDraftThatWouldStopWhatWorksIsLaidAsideAndNamesTheLines() throws Exception {
    ShopSource shop = new ShopSource(sql);
    Path folder = sql.resolve("shop");
    String before = Files.readString(folder.resolve("catalogue.yml"));
    shop.execute("drop table \"order\"; alter table invoices drop column search");
    try (Connection owner = shop.database.connect()) {
      assertThatThrownBy(() -> SourceDraft.write(sql, "shop", "public", owner))
          .hasMessageStartingWith("DEF-INVALID Cannot take the draft of source shop")
          .hasMessageContaining("source.yml:14")
          .hasMessageContaining("order: is not in catalogue.yml")
          .hasMessageContaining("invoices has no column search")
          .hasMessageContaining(
              "next   change or remove these lines; then: daybook source draft shop");
      assertThat(folder.resolve("catalogue.yml")).hasContent(before);
      assertThat(folder.resolve("catalogue.yml.new")).content().doesNotContain("order:");
      assertThat(SourceModel.load(sql, "shop").tables()).containsKey("order");

      Path model = folder.resolve("source.yml");
      Files.writeString(
          model, Files.readString(model).replace("  order:\n", "").replace("search, ", ""));
      SourceDraft.write(sql, "shop", "public", owner);
      assertThat(SourceModel.load(sql, "shop").tables()).doesNotContainKey("order");
      assertThat(folder.resolve("catalogue.yml.new")).doesNotExist();
    }
  }

  @Test
  void takesAForeignKeyThatWasNeverValidatedAndNoneOfSeveralColumns() throws SQLException {
    TestPostgres database = shop();
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          create table returns (id uuid primary key, account_id uuid, invoice_id uuid, line integer);
          alter table returns add foreign key (account_id) references accounts not valid;
          alter table returns add foreign key (invoice_id, line) references "order";
          """);
      assertThat(
              LiveCatalogue.read(owner, new Schemas(List.of("public")), LiveCatalogue.TABLES)
                  .tables()
                  .get("returns"))
          .extracting(Catalogue.Table::references)
          .isEqualTo(Map.of("account_id", List.of(new Catalogue.Reference("accounts", "id"))));
      assertThat(SourceDraft.skeleton(owner, "shop", "public"))
          .as("a person is asked what the other one means")
          .contains("  #   invoice_id: invoices\n");
      statement.execute("create table prices (id integer primary key, rate numeric, net money)");
      assertThat(SourceDraft.skeleton(owner, "shop", "public"))
          .as("a person is asked how many digits they have")
          .contains("    # rate is numeric: text unless  types: {rate: 'decimal(p,s)'}\n")
          .contains("    # net is money: text unless  types: {net: 'decimal(p,s)'}\n");
    }
  }

  @Test
  void draftsAModelThatAPersonFinishes() throws SQLException {
    try (Connection owner = shop().connect()) {
      assertThat(SourceDraft.skeleton(owner, "shop", "public"))
          .isEqualTo(
              """
              # What the database does not say of itself. This is a first guess: check every line,
              # decide the comments, then it is yours. catalogue.yml beside it can be drafted again.
              source: shop
              schema: public

              # A guess: 2 of 3 other tables have account_id
              tenants:
                table: accounts
                key: id
                column: account_id
                zone: timezone
                default_zone: UTC                # of a tenant whose zone is not a time zone

              # A guess: 2 of 4 tables have deleted_at
              deleted: deleted_at

              # Secrets never leave the source. A star stands for anything.
              # Named alike, it may be none: then write the names out that are some.
              leave_out: ['*token', '*_hash', '*secret*', '*password*', '*passwd*', '*private*key*', '*api*key*']

              # Whose clock wrote a timestamp without time zone? utc, tenant or a region like
              # Europe/Paris; a table may say it by column. Here: invoices.reminded_at
              naive: utc

              tables:
                accounts:
                audit:
                  tenant: via invoice   # a guess
                invoices:
                  # search indexes: search
                  leave_out: [search]
                order:
                  # quantity is double precision: its sums are not exact
                  # relations:   # not declared; do they hold?
                  #   invoices_id: invoices
              """);
    }
  }

  @Test
  void whatMayBeASecretIsLeftOutUntilAPersonSaysOtherwise() throws SQLException {
    TestPostgres database = TestPostgres.database();
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          create table shops (id int primary key, token text unique, zone text);
          create table users (
              id int primary key, shop_id int references shops, encrypted_password text, token text,
              token_hash text, refresh_token_encrypted text, api_key text, "apiKey" text, secret text,
              secret_key text, otp_secret_key text, recovery_codes text[], private_key text, salt text,
              credentials jsonb, passwd text, pwd text, pin_code int, jwt text, card_number text,
              cvv text, "resetToken" text, "hashedPassword" text, "PassPhrase" text,
              token_count int, token_id uuid, password_changed_at timestamptz, pinned boolean,
              shop_token text references shops (token), spinner text, saltiness int, email text);
          """);
      SourceDraft.write(sql, "shop", "public", owner);
    }
    SourceTable users = SourceModel.load(sql, "shop").table("users").orElseThrow();
    assertThat(users.columns())
        .extracting(SourceColumn::name)
        .as("what is no secret, or tells rows apart and finds them")
        .containsExactly(
            "id",
            "shop_id",
            "token_count",
            "token_id",
            "pinned",
            "shop_token",
            "spinner",
            "saltiness",
            "email");
    assertThat(sql.resolve("shop").resolve("source.yml"))
        .content()
        .contains("leave_out: ['*_hash', '*secret*', '*password*', '*passwd*',")
        .contains("    # secrets until you say otherwise: token, refresh_token_encrypted, ")
        .contains("    # named like a secret, but rows are found by it: shop_token\n");
  }

  @Test
  void theDraftOfAPlainDatabaseLoadsAtOnceAndIsKeptWhenDraftedAgain()
      throws SQLException, IOException {
    try (Connection owner = shop().connect()) {
      Path directory = sql.resolve("shop");
      assertThat(SourceDraft.write(sql, "shop", "public", owner))
          .containsExactly(directory.resolve("catalogue.yml"), directory.resolve("source.yml"));
      SourceModel model = SourceModel.load(sql, "shop");
      assertThat(model.tables()).containsOnlyKeys("accounts", "audit", "invoices", "order");

      Files.writeString(
          directory.resolve("source.yml"),
          Files.readString(directory.resolve("source.yml")) + "# a person's work\n");
      assertThat(SourceDraft.write(sql, "shop", "ignored", owner))
          .containsExactly(directory.resolve("catalogue.yml"));
      assertThat(directory.resolve("source.yml")).content().endsWith("# a person's work\n");
    }
  }

  @Test
  void aDraftNeedsNoRightOnTheTables() throws SQLException {
    TestPostgres database = shop();
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      String before = SourceDraft.catalogue(owner, "public");
      statement.execute("create role nobody_at_all");
      try {
        statement.execute("set role nobody_at_all");
        assertThat(SourceDraft.catalogue(owner, "public")).isEqualTo(before);
      } finally {
        statement.execute("reset role; drop role nobody_at_all");
      }
    }
  }

  @Test
  void aSchemaWithoutTablesIsRefused() throws SQLException {
    try (Connection owner = TestPostgres.database().connect()) {
      assertThatThrownBy(() -> SourceDraft.write(sql, "shop", "nowhere", owner))
          .hasMessageStartingWith("SRC-SCHEMA Cannot draft source shop: schema nowhere has no");
      assertThat(sql.resolve("shop")).doesNotExist();
    }
  }

  @Test
  void everyNameAndValueComesBackAsItWas() {
    Catalogue catalogue =
        new Catalogue(
            Map.of(
                "on",
                new Catalogue.Table(
                    Catalogue.Kind.VIEW,
                    Stream.of(
                            "Mixed Case",
                            "two\nlines\t\"and\" 'quotes' \\",
                            "a: b",
                            " blank ",
                            "2nd")
                        .collect(
                            toMap(
                                name -> name,
                                name ->
                                    new Catalogue.Column(
                                        new PgType("text[]", false), false, false))),
                    List.of(),
                    Map.of(),
                    List.of())),
            Map.of(
                "mood", List.of("no", "a, b", "it's", "# x", "", "7", "~", "[y]", "k: v", "a\nb")));
    Problems problems = new Problems(Code.DEF_INVALID, "Cannot read");
    Catalogue read =
        CatalogueFile.read(YamlMap.parse("catalogue.yml", CatalogueFile.text(catalogue), problems));
    problems.throwIfAny();
    assertThat(read).isEqualTo(catalogue);
  }

  private static TestPostgres shop() throws SQLException {
    TestPostgres database = TestPostgres.database();
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(ShopSource.DDL);
    }
    return database;
  }
}
