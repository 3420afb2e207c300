package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.copy.Unparsed;
import io.daybook.schema.DataType;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates and numbers that a source keeps as text. */
class TestParsedColumns {
  @TempDir Path folder;

  @Test
  void textThatDoesNotParseIsNullAndCountedAndItsRowStays() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table visits (id text primary key, started_at text, expiry_date varchar(20),"
                + " amount character(20), line_number text, large text, day date)",
            """
            insert into visits values
            ('a', '2026-03-29T02:30:00+11:00', '2026-03-29', '12.50', '7', '1', '2026-01-01'),
            ('b', ' 2026-03-29 02:30:00.25 ', ' 0001-01-01', '-0.01', '-2147483648', '-0.1', null),
            ('c', '2026-03-29', '9999-12-31 ', '9999999999.99', null,
                '9999999999999999999999.123456', null),
            ('d', 'tomorrow', '29/03/2026', '12.505', '2147483648', '1e9', null),
            ('e', '', '2026-02-30', '10000000000', '1.5', '1.1234567', null),
            ('f', null, null, null, null, null, null),
            ('g', 'n/a', '', 'abc', 'x', 'x', 'infinity'),
            ('h', '-', '-', '-', '-', '10000000000000000000000', null)
            """,
            "insert into visits select 'z' || n, '?' from generate_series(1, 5000) n")) {
      SourceModel model = source.model();
      model = Models.withType(model, "visits", "started_at", DataType.TIMESTAMP);
      model = Models.withType(model, "visits", "expiry_date", DataType.DATE);
      model = Models.withType(model, "visits", "amount", DataType.decimal(12, 2));
      model = Models.withType(model, "visits", "line_number", DataType.INTEGER);
      model = Models.withType(model, "visits", "large", DataType.decimal(28, 6));

      Extracted extracted =
          source.extract(
              model, source.settings(), ExtractedSource.LIMITS, new ExtractionListener() {});

      assertThat(
              source.rows(
                  extracted,
                  "select id, started_at, expiry_date, amount, line_number, large from raw.visits"
                      + " where id < 'z' order by id"))
          .extracting(Object::toString)
          .containsExactly(
              "[a, 2026-03-28T15:30:00Z, 2026-03-29, 12.50, 7, 1.000000]",
              "[b, 2026-03-29T02:30:00.250Z, 0001-01-01, -0.01, -2147483648, -0.100000]",
              "[c, 2026-03-29T00:00:00Z, 9999-12-31, 9999999999.99, null,"
                  + " 9999999999999999999999.123456]",
              "[d, null, null, null, null, null]",
              "[e, null, null, null, null, null]",
              "[f, null, null, null, null, null]",
              "[g, null, null, null, null, null]",
              "[h, null, null, null, null, null]");
      assertThat(extracted.unparsed())
          .contains(
              new Unparsed("visits", "amount", 4, List.of("d", "e", "g", "h")),
              new Unparsed("visits", "expiry_date", 4, List.of("d", "e", "g", "h")),
              new Unparsed("visits", "large", 4, List.of("d", "e", "g", "h")),
              new Unparsed("visits", "line_number", 4, List.of("d", "e", "g", "h")));
      Unparsed started =
          extracted.unparsed().stream()
              .filter(each -> each.column().equals("started_at"))
              .findFirst()
              .orElseThrow();
      assertThat(started.rows()).isEqualTo(5_004);
      assertThat(started.keys()).hasSize(Unparsed.KEYS).doesNotContain("a", "b", "c", "f");
      assertThat(extracted.snapshot().tables().get(0).rows()).isEqualTo(5_008);
      assertThat(extracted.snapshot().tables().get(0).quarantined()).isZero();
    }
  }

  @Test
  void aTextThatIsNotAccountedForIsNotAccepted() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create view visits as select n as id,"
                + " case when random() < 0.5 then '2026-03-29' end as day"
                + " from generate_series(1, 10000) n")) {
      SourceModel model = Models.withType(source.model(), "visits", "day", DataType.DATE);

      assertThatThrownBy(
              () ->
                  source.extract(
                      model,
                      source.settings(),
                      ExtractedSource.LIMITS,
                      new ExtractionListener() {}))
          .hasMessageStartingWith("SRC-RECONCILE Cannot reconcile visits.day: the source holds ")
          .hasMessageContaining(" were parsed, not parsed or left out");
    }
  }

  @Test
  void textIsNeverParsedAsADouble() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(folder, "create table visits (id text primary key, rate text)")) {
      SourceModel model = Models.withType(source.model(), "visits", "rate", DataType.DOUBLE);
      assertThatThrownBy(
              () ->
                  source.extract(
                      model,
                      source.settings(),
                      ExtractedSource.LIMITS,
                      new ExtractionListener() {}))
          .hasMessageContaining(
              "DEF-INVALID Cannot extract visits.rate: text as double would alter values");
    }
  }

  @Test
  void generatedColumnsAndKeylessTablesComeHome() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table generated (id integer generated always as identity primary key,"
                + " price numeric(12,2), doubled numeric(12,2) generated always as (price * 2)"
                + " stored)",
            "insert into generated (price) values (1.25), (null)",
            "create table keyless (name text, day date, unique (name))",
            "insert into keyless values (null, '2026-01-01'), (null, '2026-01-01'),"
                + " ('a', 'infinity')",
            "create table composite (a integer, b text, day date, primary key (a, b))",
            "insert into composite values (1, 'x', '2026-01-01'), (1, 'y', 'infinity')")) {
      Extracted extracted = source.extract();

      assertThat(
              source
                  .rows(
                      extracted,
                      "select (select sum(doubled) from raw.generated),"
                          + " (select count(*) from raw.keyless), (select count(*) from raw.composite)")
                  .toString())
          .isEqualTo("[[2.50, 3, 2]]");
      assertThat(extracted.quarantine())
          .extracting(Object::toString)
          .containsExactlyInAnyOrder(
              "Quarantined[table=keyless, key=, column=day, reason=infinity, lost=CELL]",
              "Quarantined[table=composite, key=1,y, column=day, reason=infinity, lost=CELL]");
    }
  }
}
