package io.daybook.report.custom.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.calendar.TenantCalendar;
import io.daybook.duckdb.DuckDb;
import io.daybook.engine.SqlLint;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.custom.HostileDefinitions;
import io.daybook.report.custom.definition.Axis;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.definition.DefinitionReader;
import io.daybook.report.metric.RenozCatalogue;
import io.daybook.report.metric.Subject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the statements of definitions are made of. */
class TestStatements {
  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final DefinitionReader READER = new DefinitionReader(RenozCatalogue.METRICS);
  private static final Pattern WORD = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final Pattern TEXT = Pattern.compile("'[^']*'");

  /** Words that the compiler writes by itself. */
  private static final Set<String> OWN =
      Set.of(
          ("select from where and or not in is null between group by order limit desc nulls last as"
                  + " cast decimal integer date text timestamptz boolean coalesce count sum min max"
                  + " lower left right position date_trunc interval month case when then else end"
                  + " strangers all_rows organization_id")
              .split(" "));

  @Test
  void holdNoCharacterOfTheUsersText() throws IOException {
    String catalogue =
        Files.readString(RenozCatalogue.HOME.resolve("sql/renoz/metrics.yml"))
            .toLowerCase(Locale.ROOT);
    Set<String> known = new TreeSet<>(OWN);
    Matcher word = WORD.matcher(catalogue);
    while (word.find()) {
      known.add(word.group());
    }
    int statements = 0;
    for (HostileDefinitions.Case one : HostileDefinitions.all()) {
      if (one.outcome().equals("ok")) {
        for (Query query : queries(READER.require("hostile", one.text()))) {
          statements++;
          requireTextOfTheCatalogue(query, known, catalogue);
          assertThat(query.sql()).doesNotContain("drop", "jndi", "passwd", "--", ";", TENANT);
          assertThat(query.sql()).contains("where \"organization_id\" = cast(? as text)\n    and ");
          assertThat(query.values()).contains(TENANT);
        }
      }
    }
    assertThat(statements).isGreaterThan(100);
  }

  private static void requireTextOfTheCatalogue(Query query, Set<String> known, String catalogue) {
    Matcher text = TEXT.matcher(query.sql());
    while (text.find()) {
      boolean ours = text.group().matches("'(week|month|quarter|year|\\d{1,2})'");
      assertThat(ours || catalogue.contains(text.group())).as(text.group()).isTrue();
    }
    String bare = TEXT.matcher(query.sql()).replaceAll(" ");
    assertThat(bare).matches("[a-z0-9_ \\n().,?<>=+*\"\\-]*");
    Matcher word = WORD.matcher(bare);
    while (word.find()) {
      boolean place = word.group().matches("[dkvw]\\d{1,2}");
      assertThat(place || known.contains(word.group())).as(word.group()).isTrue();
    }
  }

  /** The values change; the statement stays the same to the letter. */
  @Test
  void areTheSameWhateverTheValues() {
    List<String> statements = new ArrayList<>();
    for (String value : List.of("draft", "'; drop table facts.orders; --", "%_\\\\", "\u05d0")) {
      Definition definition =
          READER.require(
              "a test",
              """
              {"source": "orders", "columns": ["order_number", "total"], "filter": {"and": [
                {"field": "status", "op": "eq", "value": "X"},
                {"field": "customer_name", "op": "contains", "value": "X"},
                {"field": "customer_name", "op": "ends_with", "value": "X"},
                {"field": "status", "op": "not_in", "value": ["X", "a"]}]}}
              """
                  .replace("X", value));
      statements.add(queries(definition).stream().map(Query::sql).toList().toString());
    }
    assertThat(new TreeSet<>(statements)).hasSize(1);
  }

  /** One of the shapes, so that a reader sees what is meant. */
  @Test
  void lookLikeThis() {
    Definition definition =
        READER.require(
            "a test",
            """
            {"metrics": ["revenue", "average_order_value"], "dimensions": ["customer", "week"],
              "period": "last_month", "filter": {"field": "customer_type", "op": "ne", "value": "x"}}
            """);
    assertThat(queries(definition).get(0).sql())
        .isEqualTo(
            """
            select
                "customer_name" as d0,
                cast(case when "customer_name" is not null then "customer_id" end as text) as k0,
                cast(date_trunc('week', "order_date" - 6) as date) + 6 as d1,
                coalesce(sum(total - tax_amount), 0) as v0,
                coalesce(sum(total), 0) as v1,
                coalesce(count(*), 0) as w1,
                count(case when "organization_id" = cast(? as text) then null else 1 end) as strangers
            from facts."orders"
            where "organization_id" = cast(? as text)
                and (not is_deleted and status not in ('draft', 'cancelled'))
                and "order_date" >= cast(? as date)
                and "order_date" < cast(? as date)
                and ("customer_type" <> cast(? as text))
            group by d0, case when "customer_name" is not null then "customer_id" end, d1
            limit cast(? as integer)""");
  }

  /** Everything but the typed question mark, which is no part of a model, is of the dialect. */
  @Test
  void areOfTheSharedDialect() {
    int statements = 0;
    for (HostileDefinitions.Case one : HostileDefinitions.all()) {
      if (one.outcome().equals("ok")) {
        for (Query query : queries(READER.require("hostile", one.text()))) {
          String model =
              query
                  .sql()
                  .replaceAll("cast\\(\\? as integer\\)", "1")
                  .replaceAll("cast\\(\\? as date\\)", "order_date")
                  .replaceAll("cast\\(\\? as [a-z]+(\\(38, 6\\))?\\)", "'x'");
          assertThatCode(() -> SqlLint.check("a statement", model)).doesNotThrowAnyException();
          statements++;
        }
      }
    }
    assertThat(statements).isGreaterThan(50);
  }

  @Test
  void nobodyInParticularSeesNothing() {
    Subject orders = RenozCatalogue.METRICS.subjects().get("orders");
    assertThatThrownBy(() -> new Gate("organization_id", TENANT, "", Set.of()).requireArea(orders))
        .hasMessageContaining(
            "Cannot show orders to somebody without a role: it is of the area sales");
  }

  @Test
  void aRowOfAnotherTenantIsADefect() {
    Gate gate = new Gate("organization_id", TENANT, "owner", Set.of("sales"));
    assertThatCode(() -> gate.requireOwn(BigDecimal.ZERO)).doesNotThrowAnyException();
    for (BigDecimal strangers : Arrays.asList(BigDecimal.ONE, null)) {
      assertThatThrownBy(() -> gate.requireOwn(strangers))
          .isInstanceOfSatisfying(
              DaybookException.class, e -> assertThat(e.code()).isEqualTo(Code.INTERNAL));
    }
  }

  /** Two-sided: the same rows, with the tenant's predicate and without it. */
  @Test
  void aStatementThatSeesTwoTenantsIsStopped() throws SQLException {
    try (Connection connection = DuckDb.open();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema facts");
      statement.execute(
          """
          create table facts.orders as
          select t.organization_id, 'open' as status, 1.00 as total, date '2026-10-05' as order_date,
              false as is_deleted
          from (values ('%s'), ('%s'), ('other')) t(organization_id)
          """
              .formatted(TENANT, TENANT));
      Gate gate = new Gate("organization_id", TENANT, "owner", Set.of("sales"));
      for (String text :
          List.of(
              "{'metrics': ['orders_count'], 'dimensions': ['status'], 'period': 'last_month'}",
              "{'source': 'orders', 'columns': ['status', 'total'], 'period': 'last_month'}")) {
        Query query = queries(READER.require("a test", text.replace('\'', '"'))).get(0);
        List<Statements.Row> rows = new ArrayList<>();
        new Statements(connection, gate).run(query, rows::add);
        assertThat(rows).isNotEmpty();
        String open =
            query
                .sql()
                .replace(
                    "where \"organization_id\" = cast(? as text)",
                    "where cast(? as text) is not null");
        assertThat(open).isNotEqualTo(query.sql());
        assertThatThrownBy(
                () ->
                    new Statements(connection, gate)
                        .run(new Query(open, query.columns(), query.values()), rows::add))
            .hasMessageStartingWith("INTERNAL Cannot show a report: a row is not of its tenant");
      }
    }
  }

  private static List<Query> queries(Definition definition) {
    Set<String> areas = new TreeSet<>();
    RenozCatalogue.METRICS.subjects().values().stream().map(Subject::area).forEach(areas::add);
    Question question =
        new Question(
            definition,
            RenozCatalogue.METRICS,
            new TenantCalendar(ZoneId.of("Australia/Sydney"), DayOfWeek.SUNDAY, Month.AUGUST),
            Instant.parse("2026-11-21T00:00:00Z"),
            LocalDate.of(2026, 11, 21),
            new Gate("organization_id", TENANT, "owner", areas));
    Compiler compiler = new Compiler(question);
    if (definition.isList()) {
      return List.of(compiler.rows(), compiler.whole());
    }
    List<Query> queries = new ArrayList<>();
    for (CountedRows counted : compiler.countedRows()) {
      queries.add(compiler.groups(counted, definition.axes(), question.days()));
      queries.add(compiler.groups(counted, List.<Axis>of(), question.days()));
    }
    return queries;
  }
}
