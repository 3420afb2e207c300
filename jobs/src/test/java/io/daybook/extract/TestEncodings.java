package io.daybook.extract;

import static io.daybook.AtLeastOne.atLeastOne;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.copy.Quarantined;
import io.daybook.copy.Unparsed;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.schema.DataType;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import io.daybook.source.server.TextEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
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
      String reason = "bytes that are no text";
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

  /** Of these the server refuses a whole table for one byte: their bytes are decoded here. */
  @Test
  void aByteThatIsNoCharacterCostsItsCellAndNothingElse() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.of(TestPostgres.database("WIN1252"), folder.resolve("w"))) {
      source.execute(
          "create table notes (id text primary key, v text, j jsonb, a text[], n integer)",
          """
          insert into notes values
          ('1', 'café – €', '{"a": "grün"}', array['é', null], 1),
          ('2', convert_from('\\x636166e981', 'WIN1252'), null, null, 2),
          ('3', 'Ã' || convert_from('\\x81', 'WIN1252'), null, null, 3),
          ('4', null, null, array[convert_from('\\x90', 'WIN1252')], 4),
          ('5', repeat('é', 20000), null, null, 5),
          ('é', 'last', null, null, 6)
          """);
      assertThatThrownBy(() -> source.value("select v from notes where id = '2'"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("has no equivalent in encoding");

      Extracted extracted = source.extract();

      assertThat(
              source.rows(
                  extracted,
                  "select id, case when length(v) < 20 then v end, length(v), j, a, n"
                      + " from raw.notes order by n"))
          .extracting(Object::toString)
          .containsExactly(
              "[1, café – €, 8, {\"a\": \"grün\"}, [\"é\",null], 1]",
              "[2, null, null, null, null, 2]",
              "[3, null, null, null, null, 3]",
              "[4, null, null, null, null, 4]",
              "[5, null, 20000, null, null, 5]",
              "[é, last, 4, null, null, 6]");
      String reason = "bytes that are no text";
      assertThat(extracted.quarantine())
          .containsExactlyInAnyOrder(
              Quarantined.cell("notes", "2", "v", reason),
              Quarantined.cell("notes", "3", "v", reason),
              Quarantined.cell("notes", "4", "a", reason));
    }
  }

  /** What is decoded here is what the server would have made of it, code by code. */
  @Test
  void everyCharacterIsTheServers() throws Exception {
    try (ExtractedSource utf8 = ExtractedSource.create(folder.resolve("utf8"))) {
      utf8.execute(
          """
          create function said(code bytea, encoding text) returns text language plpgsql as $$
          begin return convert_from(code, encoding); exception when others then return null; end
          $$
          """);
      for (TextEncoding encoding : decodedHere()) {
        CharsetDecoder decoder = encoding.charset().orElseThrow().newDecoder();
        List<String> codes = codes(encoding);
        String said =
            utf8.value(
                "select string_agg(coalesce(said(decode(code, 'hex'), '%s'), '-'), ' ' order by n)"
                        .formatted(encoding.name())
                    + " from unnest('{%s}'::text[]) with ordinality u (code, n)"
                        .formatted(String.join(",", codes)));
        assertThat(codes.stream().map(code -> decoded(decoder, code)).collect(joining(" ")))
            .as(encoding.name())
            .isEqualTo(said);
      }
    }
  }

  private static List<TextEncoding> decodedHere() {
    return atLeastOne(
        TextEncoding.readable().stream()
            .map(TextEncoding::new)
            .filter(encoding -> encoding.charset().isPresent())
            .toList());
  }

  /** In hexadecimal: every byte, and of East Asian encodings all that may belong together. */
  private static List<String> codes(TextEncoding encoding) {
    List<String> codes = new ArrayList<>();
    for (int first = 0x80; first < 0x100; first++) {
      codes.add("%02x".formatted(first));
      if (encoding.name().startsWith("EUC")) {
        codes.addAll(pairs("%02x".formatted(first)));
      }
    }
    if (encoding.name().startsWith("EUC_J")) {
      codes.addAll(square("8f"));
    }
    for (int plane = 0xA1; encoding.name().equals("EUC_TW") && plane < 0xB1; plane++) {
      codes.addAll(square("8e%02x".formatted(plane)));
    }
    return codes;
  }

  private static List<String> pairs(String begin) {
    return IntStream.range(0xA0, 0x100)
        .mapToObj(byteAt -> begin + "%02x".formatted(byteAt))
        .toList();
  }

  private static List<String> square(String begin) {
    return pairs(begin).stream().flatMap(row -> pairs(row).stream()).toList();
  }

  private static String decoded(CharsetDecoder decoder, String code) {
    try {
      return decoder.decode(ByteBuffer.wrap(HexFormat.of().parseHex(code))).toString();
    } catch (CharacterCodingException e) {
      return "-";
    }
  }

  /** Of these the JDK has other characters, or none: they come from PostgreSQL's own table. */
  @Test
  void anEastAsianTextHasTheCharactersOfTheServer() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.of(TestPostgres.database("EUC_JP"), folder.resolve("w"))) {
      source.execute(
          "create table notes (id integer primary key, v text)",
          """
          insert into notes values
          (1, 'plain'),
          (2, 'café 東京 ｶﾅ ①'),
          (3, convert_from('\\xa9a1', 'EUC_JP')),
          (4, repeat('東京x', 9000)),
          (5, 'last ―')
          """);
      assertThatThrownBy(() -> source.value("select v from notes where id = 3"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("has no equivalent in encoding");

      Extracted extracted = source.extract();

      assertThat(
              source.rows(
                  extracted,
                  "select id, case when length(v) < 20 then v end, length(v),"
                      + " length(replace(v, '東京x', '')) from raw.notes order by id"))
          .extracting(Object::toString)
          .containsExactly(
              "[1, plain, 5, 5]",
              "[2, café 東京 ｶﾅ ①, 12, 12]",
              "[3, null, null, null]",
              "[4, null, 27000, 0]",
              "[5, last ―, 6, 6]");
      assertThat(extracted.quarantine())
          .containsExactly(Quarantined.cell("notes", "3", "v", "bytes that are no text"));
    }
  }

  /** The server itself has no way from it to UTF8, so that it refuses the session. */
  @Test
  void anEncodingThatTheServerCannotConvertIsRefusedByName() throws Exception {
    TestPostgres database = TestPostgres.database("MULE_INTERNAL");
    SourceSettings settings =
        SourceSettings.of(database.url(), database.user(), database.password());

    DaybookException refusal =
        catchThrowableOfType(DaybookException.class, () -> settings.connect("test"));

    assertThat(refusal.code()).isEqualTo(Code.SRC_ENCODING);
    assertThat(refusal)
        .hasMessageContaining("its encoding is MULE_INTERNAL, which PostgreSQL does not convert")
        .hasMessageContaining("dump the source with pg_dump --encoding=<one that has all its char");
  }

  @Test
  void namesAllEncodingsThatCanBeRead() throws Exception {
    assertThat(TextEncoding.readable()).containsExactlyElementsOf(readable());
    assertThat(new TextEncoding("MULE_INTERNAL").isReadable()).isFalse();
  }

  /** SQL_ASCII, UTF8, encodings each byte of which is a character, and those decoded here. */
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
          if (new TextEncoding(name).charset().isPresent()) {
            readable.add(name);
          }
        }
      }
    }
    return readable.stream().sorted().toList();
  }
}
