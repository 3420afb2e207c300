package io.daybook.run;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.bench.RandomDefinitions;
import io.daybook.demo.DemoTenant;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.custom.definition.Comparison;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.definition.Filter;
import io.daybook.report.custom.definition.Operator;
import io.daybook.report.custom.sql.Answer;
import io.daybook.report.custom.sql.Evaluation;
import io.daybook.report.custom.sql.NaiveEvaluation;
import io.daybook.report.custom.sql.Question;
import io.daybook.report.custom.sql.Words;
import io.daybook.report.metric.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What custom reports answer: DuckDB, PostgreSQL and a loop over the rows say the same. */
class TestCustomAnswers {
  @TempDir static Path directory;

  private static CustomFixture fixture;
  private static Connection postgres;

  @BeforeAll
  static void makeARelease() throws SQLException, IOException {
    fixture = new CustomFixture(directory);
    postgres = fixture.postgres();
  }

  @AfterAll
  static void close() throws SQLException {
    postgres.close();
  }

  /** PostgreSQL holds the rows of all tenants: without the gate it would say more. */
  @Test
  void sayTheSameInEveryEngineAndInNone() throws SQLException {
    agree(30, 1);
  }

  @Test
  @Tag("slow")
  void sayTheSameFiveHundredTimes() throws SQLException {
    agree(250, 2);
  }

  private static void agree(int each, long seed) throws SQLException {
    List<DemoTenant> tenants = fixture.askable().subList(0, 2);
    List<String> wrong = new ArrayList<>();
    int withRows = 0;
    for (DemoTenant tenant : tenants) {
      Map<String, List<Map<String, Object>>> rows = fixture.rows(tenant);
      LocalDate today =
          LocalDate.ofInstant(fixture.release.asOf(), fixture.calendar(tenant, 0).zone());
      RandomDefinitions definitions =
          new RandomDefinitions(seed, CustomFixture.METRICS, rows, today);
      try (Connection duck = fixture.open(tenant)) {
        for (int i = 0; i < each; i++) {
          String text = definitions.next();
          Question question =
              fixture.question(CustomFixture.READER.require("random", text), tenant, i);
          List<String> naive = new NaiveEvaluation(question, rows).answer();
          withRows += naive.size() > 2 ? 1 : 0;
          compare(wrong, text, question, "DuckDB", duck, naive);
          compare(wrong, text, question, "PostgreSQL", postgres, naive);
        }
      }
    }
    assertThat(wrong).as("seed %s", seed).isEmpty();
    assertThat(withRows).isGreaterThan(each);
  }

  private static void compare(
      List<String> wrong,
      String text,
      Question question,
      String engine,
      Connection connection,
      List<String> naive) {
    String said;
    try {
      said = Words.of(question, new Evaluation(connection, question).answer()).toString();
    } catch (DaybookException e) {
      said = e.getMessage();
      if (e.getMessage().contains("can lie across")) {
        return;
      }
    }
    if (!said.equals(naive.toString())) {
      wrong.add(
          "%s: %s%n  says  %s%n  not   %s"
              .formatted(engine, text, cut(said), cut(naive.toString())));
    }
  }

  private static String cut(String text) {
    return text.length() > 1500 ? text.substring(0, 1500) + "…" : text;
  }

  /** Where a condition holds, does not, or cannot be said: that is all rows, each once. */
  @Test
  void aConditionItsContraryAndTheUnknownMakeTheWhole() throws SQLException {
    DemoTenant tenant = fixture.askable().get(0);
    Map<String, List<Map<String, Object>>> rows = fixture.rows(tenant);
    LocalDate today =
        LocalDate.ofInstant(fixture.release.asOf(), fixture.calendar(tenant, 0).zone());
    RandomDefinitions definitions = new RandomDefinitions(7, CustomFixture.METRICS, rows, today);
    int compared = 0;
    try (Connection duck = fixture.open(tenant)) {
      while (compared < 200) {
        String text = definitions.next();
        Definition definition = CustomFixture.READER.require("random", text);
        if (definition.filter().isEmpty() || definition.pivot().isPresent()) {
          continue;
        }
        Filter filter = definition.filter().get();
        long parts =
            rows(duck, tenant, definition, Optional.of(filter))
                + rows(duck, tenant, definition, Optional.of(new Filter.Not(filter)))
                + rows(duck, tenant, definition, Optional.of(unknown(filter)));
        assertThat(parts).as(text).isEqualTo(rows(duck, tenant, definition, Optional.empty()));
        compared++;
      }
    }
  }

  /** Where the condition is neither true nor false, said with conditions. */
  private static Filter unknown(Filter filter) {
    if (filter instanceof Filter.Not not) {
      return unknown(not.part());
    } else if (filter instanceof Filter.All all) {
      return unknown(all.parts(), part -> part);
    } else if (filter instanceof Filter.Any any) {
      return unknown(any.parts(), Filter.Not::new);
    }
    Filter.Test test = (Filter.Test) filter;
    Filter isNull = new Filter.Test(test.axis(), Operator.IS_NULL, List.of());
    boolean isKnown =
        test.operator() == Operator.IS_NULL || test.operator() == Operator.IS_NOT_NULL;
    return isKnown ? new Filter.All(List.of(isNull, new Filter.Not(isNull))) : isNull;
  }

  /** No part decides, and one is unknown. */
  private static Filter unknown(List<Filter> parts, UnaryOperator<Filter> undecided) {
    List<Filter> all = new ArrayList<>();
    all.add(new Filter.Any(parts.stream().map(TestCustomAnswers::unknown).toList()));
    for (Filter part : parts) {
      all.add(new Filter.Any(List.of(undecided.apply(part), unknown(part))));
    }
    return new Filter.All(all);
  }

  /** How many rows of its first dataset a definition takes: a list of them. */
  private static long rows(
      Connection duck, DemoTenant tenant, Definition of, Optional<Filter> filter) {
    var subject =
        of.source()
            .orElseGet(
                () ->
                    CustomFixture.METRICS
                        .over(((Metric.Computed) of.metrics().get(0).definition()).from())
                        .orElseThrow());
    Definition list =
        new Definition(
            Optional.empty(),
            Optional.of(subject),
            List.of(),
            List.of(subject.fields().values().iterator().next()),
            List.of(),
            filter,
            Optional.empty(),
            Comparison.NONE,
            List.of(),
            1,
            true,
            Optional.empty(),
            Optional.empty());
    return new Evaluation(duck, fixture.question(list, tenant, 0)).answer().available();
  }

  @Test
  void theDaysOfAMonthAddUpToIt() throws SQLException {
    int compared = 0;
    for (DemoTenant tenant : atLeastOne(fixture.askable())) {
      try (Connection duck = fixture.open(tenant)) {
        for (String metrics :
            List.of(
                "\"revenue\", \"orders_count\", \"units_sold\", \"revenue_cash\"",
                "\"new_customers\", \"issues_opened\", \"claim_count\", \"labour_hours\"")) {
          Answer months = ask(duck, tenant, metrics, "month");
          Answer days = ask(duck, tenant, metrics, "day");
          Answer years = ask(duck, tenant, metrics, "year");
          for (int place = 0; place < 4; place++) {
            BigDecimal whole = months.whole().get(place).number().orElseThrow();
            assertThat(sum(days, place)).isEqualByComparingTo(whole);
            assertThat(sum(months, place)).isEqualByComparingTo(whole);
            assertThat(sum(years, place)).isEqualByComparingTo(whole);
          }
          for (Answer.Row month : months.rows()) {
            LocalDate first = (LocalDate) month.keys().get(0);
            BigDecimal sum =
                days.rows().stream()
                    .filter(row -> ((LocalDate) row.keys().get(0)).withDayOfMonth(1).equals(first))
                    .map(row -> row.values().get(0).number().orElseThrow())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(month.values().get(0).number().orElseThrow());
            compared++;
          }
        }
      }
    }
    assertThat(compared).as("months, some organisations have none").isGreaterThan(50);
  }

  private static Answer ask(Connection duck, DemoTenant tenant, String metrics, String step) {
    Definition definition =
        CustomFixture.READER.require(
            "a test",
            """
            {"metrics": [%s], "dimensions": ["%s"],
              "period": {"from": "2025-09-01", "to": "2026-10-31"}}
            """
                .formatted(metrics, step));
    return new Evaluation(duck, fixture.question(definition, tenant, 6)).answer();
  }

  private static BigDecimal sum(Answer answer, int place) {
    return answer.rows().stream()
        .map(row -> row.values().get(place).number().orElseThrow())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The same question over the rows of all tenants, once through the gate and once around it. */
  @Test
  void noAnswerHoldsARowOfAnotherTenant() throws SQLException {
    DemoTenant tenant = fixture.askable().get(0);
    Definition definition =
        CustomFixture.READER.require(
            "a test",
            "{\"source\": \"customers\", \"columns\": [\"name\", \"customer_code\"], \"limit\": 5000}");
    Answer rows = new Evaluation(postgres, fixture.question(definition, tenant, 0)).answer();
    String answer = rows.toString();
    assertThat(answer).contains(tenant.canary());
    for (DemoTenant other : fixture.night.source.tenants()) {
      if (!other.equals(tenant)) {
        assertThat(answer).doesNotContain(other.canary());
      }
    }
    try (var statement = postgres.createStatement();
        var all = statement.executeQuery("select count(*) from facts.customers")) {
      all.next();
      assertThat(all.getLong(1)).isGreaterThan(rows.available());
    }
  }

  @Test
  void aRoleSeesItsAreasAndAnUnknownRoleNothing() throws SQLException {
    DemoTenant tenant = fixture.askable().get(0);
    Definition payments =
        CustomFixture.READER.require(
            "a test", "{\"source\": \"payments\", \"columns\": [\"amount\"]}");
    try (Connection duck = fixture.open(tenant)) {
      for (String role : List.of("viewer", "sales", "support", "nobody", "")) {
        Question question = fixture.question(payments, tenant, 0, role);
        assertThatThrownBy(() -> new Evaluation(duck, question))
            .as(role)
            .isInstanceOfSatisfying(
                DaybookException.class, e -> assertThat(e.code()).isEqualTo(Code.DEF_REPORT))
            .hasMessageContaining(
                "Cannot show payments to "
                    + (role.isEmpty() ? "somebody without a role" : "the role " + role));
      }
      assertThat(new Evaluation(duck, fixture.question(payments, tenant, 0)).answer().available())
          .isPositive();
    }
    assertThatThrownBy(() -> fixture.gate("(unassigned)", "owner"))
        .hasMessageContaining("it is in nobody's scope");
    assertThatThrownBy(() -> fixture.gate(" ", "owner"))
        .hasMessageContaining("it is in nobody's scope");
  }

  @Test
  void anotherThreadCanCancel() throws SQLException {
    DemoTenant tenant = fixture.askable().get(0);
    Definition definition =
        CustomFixture.READER.require(
            "a test", "{\"metrics\": [\"revenue\"], \"period\": \"last_month\"}");
    try (Connection duck = fixture.open(tenant)) {
      Evaluation evaluation = new Evaluation(duck, fixture.question(definition, tenant, 0));
      evaluation.cancel();
      assertThatThrownBy(evaluation::answer)
          .isInstanceOfSatisfying(
              DaybookException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
    }
  }
}
