package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.postgres.TestPostgres;
import io.daybook.sql.PlainWord;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases as they come: whatever their shape, what is written for them can be used. */
class TestNewSourceShapes {
  @TempDir Path directory;

  static Stream<Arguments> shapes() {
    return Stream.of(
        shape(
            "a column called like the tenant's leads elsewhere",
            """
            create table accounts (id int primary key, name text);
            create table people (id int primary key, account_id int references accounts);
            create table offers (id int primary key, account_id int references accounts);
            create table ledgers (id int primary key, label text);
            create table entries (id int primary key, account_id int references ledgers);
            """,
            "  entries:\n    tenant: global"),
        shape(
            "references lead to a column of the tenants that is not their key",
            """
            create table shops (id int primary key, code text unique, zone text);
            create table sales (id int primary key, shop_code text references shops (code));
            create table visits (id int primary key, shop_code text references shops (code));
            """,
            "tenants: none"),
        shape(
            "a reference is called like a secret",
            """
            create table api_keys (id int primary key, api_key text);
            create table calls (id int primary key, api_key_id int, authtoken text);
            insert into api_keys values (1, 'x');
            insert into calls values (1, 1, 'y');
            """,
            "api_key_id: api_keys   # a guess: by name, all 1 values are found"),
        shape(
            "a secret is a key",
            """
            create table sessions (token text primary key, name text);
            create table users (id int primary key, authtoken text, clientsecret text);
            """,
            "leave_out: [authtoken]"),
        shape(
            "the parent that knows the tenant is found by a column that is not its key",
            """
            create table companies (id int primary key, name text);
            create table orders (id int primary key, number text unique, company_id int references companies);
            create table parcels (id int primary key, order_number text references orders (number));
            """,
            "  parcels:\n    tenant: global"),
        shape(
            "most tables name a day",
            """
            create table days (day date primary key);
            create table sales (id int primary key, day date references days);
            create table visits (id int primary key, day date references days);
            """,
            "tenants: none"),
        shape(
            "the parent that knows the tenant is found by what no join can compare",
            """
            create table companies (id int primary key, name text);
            create table customers (no numeric primary key, company_id int references companies);
            create table orders (id int primary key, customer_no numeric references customers);
            """,
            "  orders:\n    tenant: global"),
        shape(
            "a zone is a number of hours",
            """
            create table companies (id int primary key, timezone int);
            create table orders (id int primary key, company_id int references companies);
            """,
            "  # zone: which of its columns holds the tenant's time zone?"),
        shape(
            "two references are called alike",
            """
            create table "User" (id text primary key);
            create table notes (
                id int primary key, "createdById" text references "User", "createdBy" text,
                "userId" text references "User", user_id text references "User");
            """,
            "user_id: as user_id"),
        shape(
            "names say what they like",
            "create table \"a: b\" (id int primary key);"
                + " create table \"Item #\" (id int primary key, \"x: y\" int references \"a: b\");"
                + " create table \"two\u2028lines\" (id int primary key, item int references \"Item #\")",
            "'a: b':"),
        shape(
            "each column of a table may be a secret",
            "create table vault (secret text); create table shops (id int primary key)",
            "  # vault:   # each of its columns may be a secret"),
        shape(
            "the tenant's column is called like one of the first mart",
            """
            create table stores (id int primary key, name text);
            create table sales (id int primary key, fact int references stores);
            create table visits (id int primary key, fact int references stores);
            """,
            "  column: fact\n"),
        shape(
            "two tables would have the same files",
            "create table \"a b\" (id int primary key); create table \"%s\" (id int primary key)"
                .formatted(PlainWord.of("a b")),
            ":   # would have the files of a b"),
        shape(
            "columns differ in case only",
            """
            create table sales (id int primary key, "Total" numeric(9,2), total numeric(9,2));
            create table lines ("Id" text, id int primary key, "SaleId" int, "saleId" int references sales);
            """,
            "- sales: not read, like another but for case, which engines take for one: total",
            "leave_out: [Id, SaleId]"),
        shape(
            "values are keys of two tables",
            """
            create table people (id uuid primary key, name text);
            create table badges (id uuid primary key);
            create table doors (id int primary key, keeper uuid);
            insert into people select gen_random_uuid(), 'x' from generate_series(1, 3);
            insert into badges select id from people;
            insert into doors select 1, id from people limit 1;
            """,
            "keeper: badges   # a guess: by its values, all 1 values are found, as they are of people",
            "- doors.keeper: leads to badges.id by its values"));
  }

  /** Whose rows would keep a first night from its end. */
  static Stream<Arguments> rows() {
    return Stream.of(
        shape(
            "values are infinite, not a number or of no year that we have",
            """
            create table shops (id int primary key, name text);
            create table rates (
                id int primary key, shop_id int references shops, rate numeric(6,2), since date,
                valid_to timestamptz, signed timestamp);
            insert into shops values (1, 'One');
            insert into rates values
                (1, 1, 'NaN', '-infinity', 'infinity', '0044-03-15 BC'),
                (2, 1, 5, '2026-03-01', 'infinity', 'infinity');
            """,
            "    types: {signed: text}   # a guess: 1 are of no year from 1 to 9999",
            "    infinity: {since: null, valid_to: null}   # a guess: 1 and 2 are infinity",
            "    nan: {rate: null}   # a guess: 1 are NaN",
            "- rates.valid_to: 2 of its values are infinity, and read as null"),
        shape(
            "keys are infinite, not a number or of no year that we have",
            """
            create table shops (id int primary key, name text);
            create table prices (
                product text, valid_to date, shop_id int references shops, price numeric(8,2),
                primary key (product, valid_to));
            create table sales (
                id int primary key, shop_id int references shops, product text, valid_to date,
                foreign key (product, valid_to) references prices);
            create table grades (
                grade numeric(4,1), since timestamptz, shop_id int references shops,
                primary key (grade, since));
            create table marks (
                id int primary key, shop_id int references shops, grade numeric(4,1));
            insert into shops values (1, 'One');
            insert into prices values ('tea', '2026-01-01', 1, 4), ('tea', 'infinity', 1, 5);
            insert into sales values (1, 1, 'tea', '2026-01-01'), (2, 1, 'tea', 'infinity');
            insert into grades values ('NaN', '0044-03-15 BC', 1), (5, '2026-01-01 10:00:00+02', 1);
            insert into marks values (1, 1, 'NaN');
            """,
            "    types: {valid_to: text}   # a guess: 1 are infinity, in a key",
            "    types: {valid_to: text}   # a guess: refers to prices.valid_to",
            "    types: {grade: text, since: text}   # a guess: 1 are NaN, in a key; 1 are of no year from 1 to 9999",
            "- prices.valid_to: is read as text: 1 are infinity, in a key"),
        shape(
            "no table leads to another one",
            """
            create table notes (id int primary key, written date);
            create table loose (line text);
            insert into notes values (1, '2026-03-01');
            """,
            "- loose: has no key, so it becomes no fact"),
        shape(
            "keys are keys within a tenant",
            """
            create table shops (id int primary key);
            create table boats (shop_id int, id int, name text, primary key (shop_id, id));
            create table trips (id int primary key, shop_id int, boat_id int);
            insert into shops values (1), (2);
            insert into boats values (1, 1, 'a'), (1, 2, 'b'), (2, 1, 'c');
            insert into trips values (1, 1, 1), (2, 1, 2), (3, 2, 1);
            """,
            "boat_id: boats   # a guess: by name, all 3 values are found"),
        shape(
            "rows share their keys with those of tables that inherit",
            """
            create table shops (id int primary key);
            create table animals (id int primary key, name text);
            create table dogs (breed text) inherits (animals);
            insert into animals values (1, 'x');
            insert into dogs values (1, 'rex', 'b');
            """,
            "  # animals:   # rows of tables that inherit from it have the same keys"),
        shape(
            "a column fails when it is read",
            """
            create table shares (
                id int primary key, part int, whole int,
                share int generated always as (part / whole) virtual);
            create table shops (id int primary key, name text);
            insert into shares values (1, 1, 0);
            """,
            "- shares: is not read: its rows cannot be read: division by zero (SQLSTATE 22012)"),
        shape(
            "tables have prefixes, and keys that are wider than what leads there",
            """
            create table shop_customer (id bigint primary key, name varchar(80), is_deleted boolean);
            create table shop_order (id bigint primary key, customer_id int);
            create table stock_order (id bigint primary key);
            create table shop_orderline (id bigint primary key, order_id int);
            insert into shop_customer select n, 'x', false from generate_series(1, 5) n;
            insert into shop_order select n, n % 5 + 1 from generate_series(1, 9) n;
            insert into shop_orderline select n, n from generate_series(1, 9) n;
            """,
            "customer_id: shop_customer   # a guess: by name, all 9 values are found",
            "order_id: shop_order   # a guess: by name, all 9 values are found",
            "- deleted: say by true or false what is deleted",
            "until a fact or mart leaves them out: shop_customer.is_deleted"),
        shape(
            "rows are told apart by a unique index alone",
            """
            create table tags (id int primary key);
            create table links (a int not null, b int not null references tags, note text);
            create unique index on links (a, b);
            insert into tags values (1);
            insert into links values (1, 1, 'x'), (2, 1, 'y');
            """,
            "    key: [a, b]   # of a unique index"),
        shape(
            "rows do not say their tenant, and zones are none",
            """
            create table shops (id int primary key, zone text);
            create table sales (id int primary key, shop_id int references shops);
            create table lines (id int primary key, sale_id int references sales);
            insert into shops values (1, 'north'), (2, 'south');
            insert into sales values (1, 1), (2, null);
            insert into lines values (1, 1), (2, 2), (3, null);
            """,
            "# A guess: 1 of 2 other tables have shop_id\ntenants:\n",
            "# zone: which of its columns",
            "- tenants: no column has their time zone, of zone 0 of its 2 texts are time zones",
            "- sales: 1 rows have no shop_id: nobody's, counted",
            "- lines: 1 rows have no sale_id: nobody's, counted"));
  }

  private static Arguments shape(String what, String tables, String... written) {
    return Arguments.of(what, tables, List.of(written));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void canBeUsed(String what, String tables, List<String> written) throws SQLException {
    begin(what, tables, written);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void arePublishedWithoutAnEdit(String what, String tables, List<String> written)
      throws SQLException {
    Manifest release = begin(what, tables, written).run("duckdb");
    assertThat(release.dataset("marts.rows_by_day")).isPresent();
  }

  @Tag("slow")
  @Tag("promise")
  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void areAllPublished(String what, String tables, List<String> written) throws SQLException {
    arePublishedWithoutAnEdit(what, tables, written);
  }

  private OwnSource begin(String what, String tables, List<String> written) throws SQLException {
    OwnSource source = OwnSource.begin(directory, tables);
    assertThat(source.text("source.yml") + source.text("doubts.md")).as(what).contains(written);
    return source;
  }

  @Test
  void whatNobodyMayReadIsNoSource() throws SQLException {
    OwnSource source = OwnSource.of(directory, TestPostgres.database());
    String role = source.name() + "_stranger";
    source.execute(
        "create table shops (id int primary key)",
        "create role %s login password 'stranger'".formatted(role));
    try {
      assertThatThrownBy(() -> source.beginAs(role, "stranger", List.of("public"), false))
          .hasMessageStartingWith(
              "SRC-RIGHTS Cannot begin source %s: no table can be read".formatted(source.name()))
          .hasMessageContaining("shops: the role may not read it")
          .hasMessageContaining("then: daybook source new " + source.name());
    } finally {
      source.execute("drop role " + role);
    }
    assertThat(source.sql().resolve(".new-" + source.name())).doesNotExist();
  }

  @Test
  void whatTheRoleMayNotReadIsLeftOutByName() throws SQLException {
    TestPostgres database = TestPostgres.database();
    OwnSource source = OwnSource.of(directory, database);
    String role = source.name() + "_partly";
    source.execute(
        """
        create table shops (id int primary key, name text, margin int);
        create table sales (id int primary key, shop_id int references shops);
        create table wages (id int primary key, shop_id int references shops);
        create role %1$s login password 'partly';
        grant select (id, name) on shops to %1$s;
        grant select on sales to %1$s;
        """
            .formatted(role));
    try {
      assertThat(source.beginAs(role, "partly", List.of("public"), false).doubts())
          .contains("wages: is not read: the role may not read it")
          .contains("shops: not read, the role may not read them: margin");
    } finally {
      source.execute("drop owned by %1$s; drop role %1$s".formatted(role));
    }
    assertThat(source.model().tables()).containsOnlyKeys("sales", "shops");
  }

  @Test
  void aKeyOfAViewIsAskedOfItsRows() throws SQLException {
    OwnSource source = OwnSource.of(directory, TestPostgres.database());
    source.execute(
        """
        create table orders (id int primary key);
        insert into orders values (1), (2);
        create view twice as select id from orders union all select id from orders;
        create view once as select id from orders;
        create view ratios as select id, 1 / (id - 1) as share from orders;
        """);
    assertThat(source.begin(List.of("public"), true).doubts())
        .contains(
            "ratios: is not read: its rows cannot be read: division by zero (SQLSTATE 22012)");
    assertThat(source.model().table("once").orElseThrow().key()).containsExactly("id");
    assertThat(source.model().table("twice").orElseThrow().key()).isEmpty();
    assertThat(source.model().tables()).doesNotContainKey("ratios");
  }
}
