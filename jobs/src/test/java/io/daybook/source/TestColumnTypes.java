package io.daybook.source;

import static io.daybook.source.ShopModel.CATALOGUE;
import static io.daybook.source.ShopModel.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of which type a column is, and by which clock its times were written. */
class TestColumnTypes {
  private static final String WRITTEN =
      CATALOGUE.replace(
          "      search: tsvector\n",
          """
                search: tsvector
                paid_on: text
                sent_at: varchar(40)
                cost: text
                rate: numeric
                net: money
                due_on: date
                seen_at: timestamptz
          """);

  @TempDir Path sql;

  @Test
  void readsNaiveTimestampsByTheClockThatIsDeclared() throws IOException {
    String catalogue =
        CATALOGUE
            .replace("label: varchar(40)\n", "label: varchar(40)\n      at: timestamp\n")
            .replace(
                "billed_by: uuid\n",
                "billed_by: uuid\n      a: timestamp(3) without time zone\n      b: timestamp\n");
    assertThat(clock(load(SOURCE, catalogue), "invoices", "a")).isEqualTo(SourceColumn.Clock.UTC);

    String tenant = SOURCE.replace("deleted:", "naive: tenant\ndeleted:");
    String own =
        tenant.replace(
            "leave_out: [search]", "leave_out: [search]\n    naive: {a: utc, b: australia/sydney}");
    assertThat(clock(load(tenant, catalogue), "invoices", "a"))
        .isEqualTo(SourceColumn.Clock.TENANT);
    assertThat(clock(load(own, catalogue), "invoices", "a")).isEqualTo(SourceColumn.Clock.UTC);
    assertThat(clock(load(own, catalogue), "invoices", "b").zone()).isEqualTo("Australia/Sydney");
    assertThat(clock(load(own, catalogue), "invoice_lines", "at"))
        .isEqualTo(SourceColumn.Clock.TENANT);
    assertThat(clock(load(own, catalogue), "invoices", "removed_at"))
        .as("its values are instants")
        .isEqualTo(SourceColumn.Clock.UTC);
    assertThat(clock(load(tenant.replace("  zone: zone\n", ""), catalogue), "invoices", "a").zone())
        .as("that of all tenants where no column says another")
        .isEqualTo("Europe/Vienna");
    assertThatThrownBy(
            () ->
                load(
                    own.replace("a: utc, b: australia/sydney", "a: local, removed_at: tenant")
                        .replace("naive: tenant", "naive: Sydney"),
                    catalogue))
        .hasMessageContaining("naive: Sydney is neither utc nor tenant nor a time zone like")
        .hasMessageContaining("naive.a: local is neither utc nor tenant nor a time zone like")
        .hasMessageContaining("naive.removed_at: is timestamptz in the source; only a timestamp");
  }

  private static SourceColumn.Clock clock(SourceModel model, String table, String column) {
    return model.table(table).orElseThrow().column(column).orElseThrow().clock();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          uuid | uuid
          text | text
          varchar(20) | text
          character(5) | text
          name | text
          jsonb | text
          json | text
          boolean | boolean
          smallint | integer
          integer | integer
          bigint | bigint
          real | double
          double precision | double
          numeric(14,6) | decimal(14,6)
          numeric(38,38) | decimal(38,38)
          numeric(5,-2) | decimal(7,0)
          numeric(2,5) | decimal(5,5)
          numeric(37,-2) | text
          numeric(50,20) | text
          numeric | text
          numeric(12,2)[] | text
          date | date
          timestamptz | timestamp
          timestamp(3) with time zone | timestamp
          timestamp | timestamp
          time | text
          time with time zone | text
          interval | text
          bytea | text
          money | text
          text[] | text
          uuid[] | text
          inet | text
          ltree | text
          a_type_of_their_own | text
          """)
  void carriesEveryType(String type, String inParquet) {
    assertThat(PgType.parse(type, false).dataType()).hasToString(inParquet);
    assertThat(PgType.parse(type, false).text()).isEqualTo(type);
  }

  @Test
  void givesTypesToTextAndToNumericsOfAnySize() throws IOException {
    SourceModel model =
        load(
            SOURCE.replace(
                "    leave_out: [search]\n",
                """
                    leave_out: [search]
                    parse: {paid_on: date, sent_at: timestamp, cost: 'decimal(12,2)'}
                    types: {rate: 'decimal(20,6)', net: 'decimal(12,2)', due_on: text}
                    infinity: null
                    nan: {rate: null}
                """),
            WRITTEN);
    SourceTable invoices = model.table("invoices").orElseThrow();
    assertThat(invoices.columns())
        .contains(
            new SourceColumn("paid_on", "text", false, DataType.DATE, true),
            new SourceColumn("sent_at", "character varying(40)", false, DataType.TIMESTAMP, true),
            new SourceColumn("cost", "text", false, DataType.decimal(12, 2), true),
            new SourceColumn(
                "rate",
                "numeric",
                false,
                DataType.decimal(20, 6),
                true,
                Set.of(SourceColumn.NoValue.INFINITY, SourceColumn.NoValue.NAN),
                SourceColumn.Clock.UTC),
            new SourceColumn(
                "net",
                "money",
                false,
                DataType.decimal(12, 2),
                true,
                Set.of(SourceColumn.NoValue.INFINITY),
                SourceColumn.Clock.UTC),
            new SourceColumn("due_on", "date", false, DataType.TEXT, true),
            new SourceColumn(
                "seen_at",
                "timestamp with time zone",
                false,
                DataType.TIMESTAMP,
                true,
                Set.of(SourceColumn.NoValue.INFINITY),
                SourceColumn.Clock.UTC));
    assertThat(invoices.columns().stream().filter(SourceColumn::parsed).map(SourceColumn::name))
        .containsExactly("paid_on", "sent_at", "cost");
    assertThat(invoices.rawSchema().column("paid_on").orElseThrow().type())
        .isEqualTo(DataType.DATE);
  }

  @Test
  void refusesTypesThatWouldAlterValuesAllAtOnce() {
    String source =
        SOURCE.replace(
            "    leave_out: [search]\n",
            """
                    leave_out: [search]
                    parse: {payed_on: date, amount: date, cost: boolean, sent_at: moment, id: date}
                    types: {rate: date, amount: 'decimal(20,6)', seen_at: date, paid_on: text}
                    infinity: {sent_at: null, due_in: null, id: null, seen_at: never}
                    nan: {due_on: null}
                """);
    assertThatThrownBy(() -> load(source, WRITTEN))
        .message()
        .contains(
            "parse.payed_on: no such column, did you mean paid_on?",
            "parse.amount: is numeric(12,2) in the source; only text is parsed",
            "parse.cost: text is never parsed as boolean",
            "parse.sent_at: moment is not a type; it is integer, bigint, date, timestamp or, in"
                + " quotes, 'decimal(p,s)'",
            "parse.id: a column of the primary key keeps its type",
            "types.rate: is numeric in the source, which becomes a decimal(p,s) or text",
            "types.amount: is numeric(12,2) in the source, which is read as it is or as text",
            "types.seen_at: is timestamptz in the source, which is read as it is or as text",
            "types.paid_on: is text in the source; only a numeric, money, date or timestamp is",
            "infinity.sent_at: is read as text, which has no infinity to be null",
            "infinity.due_in: no such column, did you mean due_on?",
            "infinity.id: a column of the primary key has a value in every row",
            "infinity.seen_at: must be null: the value means that there is none",
            "nan.due_on: is read as date, which has no NaN to be null");
  }

  private SourceModel load(String source, String catalogue) throws IOException {
    return ShopModel.load(sql, source, catalogue);
  }
}
