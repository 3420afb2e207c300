package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Timestamps without time zone that different clocks wrote, through a whole night. What PostgreSQL
 * makes of them with {@code at time zone} is what is expected wherever clocks show a time once.
 */
class TestNaiveTimestamps {
  @TempDir Path directory;

  @Test
  void areInstantsOfTheClockThatIsDeclared() throws SQLException {
    requireInstants("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void areInstantsOfTheClockThatIsDeclaredOnSpark() throws SQLException {
    requireInstants("spark");
  }

  private void requireInstants(String engine) throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table shops (id int primary key, zone text, opened_at timestamp)",
            """
            create table clerks (
                id int primary key, shop_id int not null references shops, hired_at timestamp)
            """,
            """
            create table orders (
                id int primary key, shop_id int not null references shops,
                clerk_id int references clerks,
                created_at timestamp, shipped_at timestamp(3), logged_at timestamp)
            """,
            "create table rates (id int primary key, set_at timestamp)",
            """
            insert into shops values
                (1, 'America/Vancouver', '2024-07-01 09:00'), (2, 'Australia/Sydney', null),
                (3, 'Australia/Lord_Howe', '2024-07-01 09:00'), (4, 'no zone', '2024-07-01 09:00')
            """,
            "insert into clerks select id, id, '2024-02-29 22:00' from shops",
            """
            insert into orders
            select i, 1 + i % 4, 1 + i % 4, t, t, t
            from generate_series(1, 2400) as i,
                lateral (select timestamp '2024-01-01 00:05' + i * interval '7 h 11 min' as t) as times
            """,
            """
            insert into orders values
                (5001, 1, null, '2024-03-10 02:30', '2024-10-06 02:30', null),
                (5002, 1, null, '2024-11-03 01:30', '2024-04-07 02:30', null),
                (5003, 3, null, '2024-10-06 02:15', null, null),
                (5004, 3, null, '2024-04-07 01:45', null, null),
                (5005, 2, null, '9999-12-31 23:59:59', null, null),
                (5006, 1, null, '9999-12-31 23:59:59', '9999-12-31 23:59:59', null)
            """,
            "insert into rates values (1, '2024-07-01 23:30')");
    assertThat(source.file("source.yml"))
        .content()
        .contains(
            """
            # Whose clock wrote a timestamp without time zone? utc, tenant or a region like
            # Europe/Paris; a table may say it by column. Here: clerks.hired_at, orders.created_at,""")
        .contains("\nnaive: utc\n");
    source
        .replace("source.yml", "default_zone: UTC ", "default_zone: Asia/Kolkata ")
        .replace("source.yml", "naive: utc", "naive: tenant")
        .replace(
            "source.yml",
            "  orders:\n",
            "  orders:\n    naive: {shipped_at: Australia/Sydney, logged_at: utc}\n")
        .write(
            "facts/tenants.yml",
            "description: One row per shop\nbase: shops\ncolumns: [opened_at]\n")
        .write(
            "facts/orders.yml",
            """
            description: One row per order
            base: orders
            columns: [id as order_id, created_at, shipped_at, logged_at]
            paths:
              - path: clerk
                columns: [hired_at]
            local_dates:
              created_at: created_local_date
              shipped_at: shipped_local_date
            """)
        .write(
            "facts/rates.yml",
            """
            description: One row per rate
            base: rates
            columns: [id as rate_id, set_at]
            local_dates: {set_at: set_local_date}
            """);

    Manifest release = source.run(engine);

    String once = " where order_id < 5000 order by order_id";
    assertThat(
            source.query(
                release,
                """
                select order_id, epoch_us(created_at), epoch_us(shipped_at), epoch_us(logged_at),
                    cast(created_local_date as varchar), epoch_us(clerk_hired_at)
                from facts.orders"""
                    + once))
        .hasSize(2400)
        .isEqualTo(
            source.ask(
                """
                select o.id, %s, %s, %s, o.created_at::date::text, %s
                from orders as o
                join shops as s on s.id = o.shop_id
                join clerks as c on c.id = o.clerk_id
                cross join lateral (select case s.id when 4 then 'Asia/Kolkata' else s.zone end) as z (zone)
                where o.id < 5000
                order by o.id"""
                    .formatted(
                        micros("o.created_at at time zone z.zone"),
                        micros("o.shipped_at at time zone 'Australia/Sydney'"),
                        micros("o.logged_at at time zone 'UTC'"),
                        micros("c.hired_at at time zone z.zone"))));
    assertThat(
            source.query(
                release,
                """
                select order_id, strftime(created_at at time zone 'UTC', '%Y-%m-%d %H:%M:%S'),
                    cast(created_local_date as varchar),
                    strftime(shipped_at at time zone 'UTC', '%Y-%m-%d %H:%M:%S')
                from facts.orders
                where order_id > 5000
                order by order_id"""))
        .as("the first instant after a gap, the first of two, and none after the year 9999")
        .containsExactly(
            List.of(5001, "2024-03-10 10:00:00", "2024-03-10", "2024-10-05 16:00:00"),
            List.of(5002, "2024-11-03 08:30:00", "2024-11-03", "2024-04-06 15:30:00"),
            Arrays.asList(5003, "2024-10-05 15:30:00", "2024-10-06", null),
            Arrays.asList(5004, "2024-04-06 14:45:00", "2024-04-07", null),
            Arrays.asList(5005, "9999-12-31 12:59:59", "9999-12-31", null),
            List.of(5006, "9999-12-31 23:59:59", "9999-12-31", "9999-12-31 12:59:59"));
    assertThat(
            source.query(
                release, "select shop_id, epoch_us(opened_at) from facts.tenants order by shop_id"))
        .isEqualTo(
            source.ask(
                "select id::text, "
                    + micros(
                        "opened_at at time zone case id when 4 then 'Asia/Kolkata' else zone end")
                    + " from shops order by id"));
    assertThat(
            source.query(
                release,
                "select epoch_us(set_at), cast(set_local_date as varchar) from facts.rates"))
        .as("nobody's row is of the default zone, as its days are")
        .isEqualTo(
            source.ask(
                "select "
                    + micros("set_at at time zone 'Asia/Kolkata'")
                    + ", '2024-07-01' from rates"));
    assertThat(
            source.query(
                release,
                "select epoch_us(created_at), epoch_us(shipped_at) from raw.orders where id = 1"))
        .as("raw tables have instants, but of the tenants' clocks what stands there")
        .isEqualTo(
            source.ask(
                "select %s, %s from orders where id = 1"
                    .formatted(
                        micros("created_at at time zone 'UTC'"),
                        micros("shipped_at at time zone 'Australia/Sydney'"))));
  }

  private static String micros(String instant) {
    return "(extract(epoch from " + instant + ") * 1000000)::bigint";
  }
}
