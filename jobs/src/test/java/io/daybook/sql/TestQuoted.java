package io.daybook.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.duckdb.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestQuoted {
  private static final List<String> NAMES =
      List.of(
          "orders",
          "order",
          "select",
          "dbo.Users",
          "Mixed Case, (blank)",
          "größe",
          "a/b\\c",
          "say \"it's\"",
          "; drop table x --",
          "日本");

  @Test
  void readsBackAsTheSameName() throws SQLException {
    try (Connection connection = DuckDb.open();
        Statement statement = connection.createStatement()) {
      for (String name : NAMES) {
        String sql =
            "select %1$s.%1$s from (select %2$s as %1$s) as %1$s"
                .formatted(Quoted.name(name), Quoted.text(name));
        try (ResultSet row = statement.executeQuery(sql)) {
          assertThat(row.getMetaData().getColumnName(1)).isEqualTo(name);
          assertThat(row.next()).isTrue();
          assertThat(row.getString(1)).isEqualTo(name);
        }
      }
    }
  }

  @Test
  void makesOneWordOfEachName() {
    assertThat(NAMES.stream().map(PlainWord::of))
        .startsWith("orders", "order", "select")
        .allMatch(PlainWord::is)
        .doesNotHaveDuplicates();
    assertThat(PlainWord.of("dbo.Users")).matches("dbo_users_[0-9a-f]{8}");
    assertThat(PlainWord.of("auth.users")).isEqualTo("auth__users");
    assertThat(PlainWord.of("a_b.c_d1")).isEqualTo("a_b__c_d1");
    assertThat(
            Stream.of("a_.b", "a._b", "a__b.c", "a.b__c", "a.b.c", "Auth.users", "a.")
                .map(PlainWord::of))
        .as("no other name has the word of a table in its schema")
        .allMatch(word -> word.matches("[a-z_]+_[0-9a-f]{8}"))
        .doesNotHaveDuplicates();
    assertThat(PlainWord.of("../../evil")).matches("evil_[0-9a-f]{8}");
    assertThat(PlainWord.of("日本")).matches("n_[0-9a-f]{8}");
    assertThat(PlainWord.of("Center")).isNotEqualTo(PlainWord.of("center"));
  }

  /** A configuration file of PostgreSQL and YAML double their quotes, too. */
  @Test
  void isTheOnlyPlaceThatDoublesQuotes() throws IOException {
    Path main = Path.of(System.getProperty("daybook.home"), "jobs/src/main/java");
    try (Stream<Path> files = Files.walk(main).filter(Files::isRegularFile)) {
      List<String> names =
          files
              .filter(file -> read(file).contains("replace(\"'\", \"''\")"))
              .map(file -> file.getFileName().toString())
              .toList();
      assertThat(names)
          .contains("Quoted.java")
          .isSubsetOf("Quoted.java", "YamlText.java", "ServerSettings.java");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
