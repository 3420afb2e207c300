package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.postgres.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are large by themselves. */
class TestLargeValues {
  @TempDir Path folder;

  /** Eight values of 100 MB, of which four would be read at once, and many of 12 MB. */
  @Test
  @Tag("slow")
  void valuesOfAHundredMegabytesComeHomeThroughAHeapOfOneGigabyte() throws Exception {
    String digits = "(select string_agg(md5(n::text), '') from generate_series(1, 3200000) n)";
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table texts (id integer primary key, v text not null, w text, n numeric(30,3))",
            "insert into texts values (1, repeat('a long text 00', 7500000), null, 1.5)",
            "insert into texts values (2, repeat('länger ', 13000000), 'x', null)",
            "insert into texts values (3, " + digits + ", '', 12345678901234567890.125)",
            "insert into texts select n, 'short', null, n from generate_series(4, 5000) n",
            "create table others as select * from texts where id < 3",
            "create table documents as"
                + " select 1 as id, jsonb_build_object('a', v) as v from texts where id = 3",
            "create table more as select * from texts where id = 3",
            "create table middling as select n as id, repeat(md5(n::text), 375000) as v"
                + " from generate_series(1, 50) n")) {
      List<String> answers =
          extractWith(
              "-Xmx1g",
              source,
              List.of(),
              "select md5(v) from raw.texts where id = 1",
              "select md5(v) from raw.texts where id = 2",
              "select md5(v) from raw.texts where id = 3",
              "select md5(v) from raw.others where id = 2",
              "select md5(v) from raw.more",
              "select md5(v) from raw.documents",
              "select md5(string_agg(md5(v), '' order by id)) from raw.middling",
              "select md5(string_agg(concat_ws(' ', id, md5(w), n), ',' order by id))"
                  + " from raw.texts");

      assertThat(answers)
          .containsExactly(
              source.value("select md5(v) from texts where id = 1"),
              source.value("select md5(v) from texts where id = 2"),
              source.value("select md5(v) from texts where id = 3"),
              source.value("select md5(v) from others where id = 2"),
              source.value("select md5(v) from more"),
              source.value("select md5(v::text) from documents"),
              source.value("select md5(string_agg(md5(v), '' order by id)) from middling"),
              source.value(
                  "select md5(string_agg(concat_ws(' ', id, md5(w), n), ',' order by id))"
                      + " from texts"));
    }
  }

  /**
   * Of a heap of 576 MB the parallel collector can fill 512, which gives 128 MB to a row;
   * PostgreSQL itself sends none of a gigabyte.
   */
  @Test
  @Tag("slow")
  void ofARowThatDoesNotFitTheLargestValuesAreNullByNameAndTheRestStays() throws Exception {
    String bomb = "select jsonb_agg(1e131000::numeric) from generate_series(1, 9000)";
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table texts (id integer primary key, v text, w text, n numeric(12,2))",
            "insert into texts select n, 'short', 'short', n from generate_series(1, 100) n",
            "update texts set v = repeat('v', 140000000) where id = 7",
            "update texts set v = repeat('v', 70000000), w = repeat('w', 80000000) where id = 8",
            "update texts set v = repeat('v', 60000000), w = repeat('w', 60000000) where id = 9",
            "update texts set v = repeat('v', 700000000) where id = 10",
            "update texts set w = repeat('w', 600000000) where id = 10",
            "create table documents (id integer primary key, v jsonb)",
            "insert into documents select n, to_jsonb(n) from generate_series(1, 100) n",
            "update documents set v = (" + bomb + ") where id = 50")) {
      List<String> answers =
          extractWith(
              "-Xmx576m",
              source,
              List.of(
                  "Quarantined[table=texts, key=7, column=v, reason=too large: more than 128 MB in one row, lost=CELL]",
                  "Quarantined[table=texts, key=8, column=w, reason=too large: more than 128 MB in one row, lost=CELL]",
                  "Quarantined[table=texts, key=10, column=v, reason=too large: more than 128 MB in one row, lost=CELL]",
                  "Quarantined[table=texts, key=10, column=w, reason=too large: more than 128 MB in one row, lost=CELL]",
                  "Quarantined[table=documents, key=50, column=v, reason=too large: more than 128 MB in one row, lost=CELL]"),
              "select count(*) from raw.texts",
              "select length(v) + length(w) from raw.texts where id = 9",
              "select concat_ws(' ', count(v), sum(length(v)), count(w), sum(n)) from raw.texts"
                  + " where id in (7, 8, 10)",
              "select count(*) from raw.documents");

      assertThat(answers).containsExactly("100", "120000000", "1 70000000 1 25.00", "100");
    }
  }

  private List<String> extractWith(
      String heap, ExtractedSource source, List<String> quarantined, String... queries)
      throws IOException, SQLException {
    String[] arguments = new String[queries.length + 4];
    arguments[0] = source.database.url();
    arguments[1] = source.database.user();
    arguments[2] = source.database.password();
    arguments[3] = folder.resolve("child").toString();
    System.arraycopy(queries, 0, arguments, 4, queries.length);
    try (ChildJvm child = ChildJvm.start(List.of(heap), SmallHeap.class, arguments)) {
      for (String row : quarantined) {
        assertThat(child.await("quarantined")).isEqualTo(row);
      }
      assertThat(child.await("extracted")).isNotEmpty();
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < queries.length; i++) {
        answers.add(child.await("answer"));
      }
      return answers;
    }
  }
}
