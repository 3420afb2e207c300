package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.copy.Quarantined;
import io.daybook.copy.Unparsed;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.schema.DataType;
import io.daybook.source.Finding;
import io.daybook.source.SourceCheck;
import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that are not in UTF8. */
class TestEncodings {
  @TempDir Path folder;

  /** The server proves nothing there: a program may have written any bytes. */
  @Test
  void aTextOfSqlAsciiThatIsNoUtf8CostsItsCellAndNothingElse() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.of(TestPostgres.database("SQL_ASCII"), folder.resolve("w"))) {
      source.execute(
          "create type mood as enum ('grün')",
          "create table notes (id text primary key, v text, w varchar(20), j jsonb, a text[],"
              + " m mood, n numeric(12,2), day text, u uuid, c time)",
          """
          insert into notes values
          ('1', 'plain', 'grün', '{"a": "grün"}', array['x', 'grün', null], 'grün', 1.5,
              '2026-03-29', '00000000-0000-0000-0000-000000000001', '09:30'),
          ('2', null, null, null, null, null, null, null, null, null),
          ('3', E'caf\\xe9', null, null, null, null, 2.5, '2026-03-30', null, null),
          ('4', null, E'\\xc3', null, null, null, 3.5, 'tomorrow', null, null),
          ('5', null, null, E'{"a": "\\xff"}', null, null, 4.5, null, null, null),
          ('6', null, null, null, array[E'\\xe9'], null, 5.5, null, null, null),
          ('8', null, null, null, null, null, 7.5, E'\\xe9', null, null),
          (E'key \\xe9', null, null, null, null, null, 8.5, null, null, null),
          ('grün', 'last', null, null, null, null, 9.5, null, null, null)
          """);
      assertThatThrownBy(() -> source.value("select max(v) from notes where id = '3'"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("invalid byte sequence");
      SourceModel model = Models.withType(source.model(), "notes", "day", DataType.DATE);

      Extracted extracted =
          source.extract(
              model, source.settings(), ExtractedSource.LIMITS, new ExtractionListener() {});

      assertThat(
              source.rows(
                  extracted, "select id, v, w, j, a, m, n, day, u, c from raw.notes order by id"))
          .extracting(Object::toString)
          .containsExactly(
              "[1, plain, grün, {\"a\": \"grün\"}, [\"x\",\"grün\",null], grün, 1.50, 2026-03-29,"
                  + " 00000000-0000-0000-0000-000000000001, 09:30:00]",
              "[2, null, null, null, null, null, null, null, null, null]",
              "[3, null, null, null, null, null, 2.50, 2026-03-30, null, null]",
              "[4, null, null, null, null, null, 3.50, null, null, null]",
              "[5, null, null, null, null, null, 4.50, null, null, null]",
              "[6, null, null, null, null, null, 5.50, null, null, null]",
              "[8, null, null, null, null, null, 7.50, null, null, null]",
              "[grün, last, null, null, null, null, 9.50, null, null, null]");
      String reason = "no valid UTF-8";
      assertThat(extracted.quarantine())
          .containsExactlyInAnyOrder(
              Quarantined.cell("notes", "3", "v", reason),
              Quarantined.cell("notes", "4", "w", reason),
              Quarantined.cell("notes", "5", "j", reason),
              Quarantined.cell("notes", "6", "a", reason),
              Quarantined.row("notes", "key\\x20\\xe9", "id", reason));
      assertThat(extracted.unparsed())
          .containsExactly(new Unparsed("notes", "day", 2, List.of("4", "8")));
    }
  }

  @Test
  void everyByteOfASingleByteEncodingIsItsCharacter() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.of(TestPostgres.database("LATIN1"), folder.resolve("w"))) {
      source.execute(
          "create table letters as select n as id, chr(n) as v from generate_series(1, 255) n");

      Extracted extracted = source.extract();

      assertThat(source.rows(extracted, "select count(*) from raw.letters where ascii(v) = id"))
          .hasToString("[[255]]");
    }
  }

  @Test
  void anEncodingWithBytesThatAreNoCharacterIsRefusedByName() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.of(TestPostgres.database("WIN1252"), folder.resolve("w"))) {
      source.execute(
          "create table notes (id integer primary key, v text)",
          "insert into notes values (1, convert_from('\\x81', 'WIN1252'))");
      assertThatThrownBy(() -> source.value("select v from notes"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("has no equivalent in encoding");

      DaybookException refusal = catchThrowableOfType(DaybookException.class, source::extract);

      assertThat(refusal.code()).isEqualTo(Code.SRC_ENCODING);
      assertThat(refusal)
          .hasMessageContaining("Cannot read source tested: its encoding has texts that cannot be")
          .hasMessageContaining("its encoding is WIN1252, in which not every text can be read")
          .hasMessageContaining("restore the source, or a replica of it, into a database in UTF8");
      try (Connection connection = source.database.connect()) {
        assertThat(new SourceCheck(source.model(), 3).findings(connection))
            .extracting(Finding::code, Finding::severity)
            .contains(tuple(Code.SRC_ENCODING, Finding.Severity.ERROR));
      }
      assertThat(refusal.getMessage()).contains("readable are " + String.join(", ", readable()));
    }
  }

  /** SQL_ASCII, UTF8, and every encoding each single byte of which is a character. */
  private List<String> readable() throws SQLException {
    List<String> readable = new ArrayList<>(List.of("SQL_ASCII", "UTF8"));
    try (ExtractedSource utf8 = ExtractedSource.create(folder.resolve("utf8"))) {
      String names =
          utf8.value(
              "select string_agg(pg_encoding_to_char(n), ' ') from generate_series(1, 34) n"
                  + " where pg_encoding_to_char(n) not in ('', 'UTF8')");
      for (String name : names.split(" ")) {
        try {
          utf8.value(
              "select max(convert_from(set_byte('\\x00', 0, n), '%s')) from generate_series(1, 255) n"
                  .formatted(name));
          readable.add(name);
        } catch (SQLException e) {
          assertThat(e.getSQLState()).as(name).isIn("22021", "22P05", "42883");
        }
      }
    }
    return readable.stream().sorted().toList();
  }
}
