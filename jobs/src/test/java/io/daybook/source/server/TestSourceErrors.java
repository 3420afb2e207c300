package io.daybook.source.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.Kind;
import io.daybook.postgres.TestPostgres;
import java.io.FileNotFoundException;
import java.security.cert.CertificateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestSourceErrors {
  /** One line for each line of the table: SQLSTATE, code, whether a second try may help. */
  private static final String TABLE =
      """
      28000 SRC_AUTH never
      28P01 SRC_AUTH never
      3D000 SRC_DATABASE never
      57P04 SRC_DATABASE never
      42501 SRC_RIGHTS never
      3F000 SRC_SCHEMA never
      42P01 SRC_SCHEMA never
      42703 SRC_SCHEMA never
      42704 SRC_SCHEMA never
      42804 SRC_SCHEMA never
      42809 SRC_SCHEMA never
      42846 SRC_SCHEMA never
      42883 SRC_SCHEMA never
      22021 SRC_ENCODING never
      22P05 SRC_ENCODING never
      54000 SRC_POISON never
      XX001 SRC_TABLE never
      XX002 SRC_TABLE never
      0A000 SRC_TABLE never
      21000 SRC_TABLE never
      22012 SRC_TABLE never
      22P02 SRC_TABLE never
      2F005 SRC_TABLE never
      38001 SRC_TABLE never
      39004 SRC_TABLE never
      54001 SRC_TABLE never
      55000 SRC_TABLE never
      HV000 SRC_TABLE never
      P0001 SRC_TABLE never
      42601 INTERNAL never
      23505 INTERNAL never
      08000 SRC_LOST again
      08001 SRC_LOST again
      08003 SRC_LOST again
      08006 SRC_LOST again
      25P03 SRC_LOST again
      26000 SRC_LOST again
      40001 SRC_LOST again
      42P05 SRC_LOST again
      53100 SRC_LOST again
      53200 SRC_LOST again
      57014 SRC_LOST again
      57P01 SRC_LOST again
      57P02 SRC_LOST again
      57P05 SRC_LOST again
      58030 SRC_LOST again
      XX000 SRC_LOST again
      53300 SRC_UNREACHABLE again
      57P03 SRC_UNREACHABLE again
      40P01 SRC_LOCK again
      55006 SRC_LOCK again
      55P03 SRC_LOCK again
      """;

  @Test
  void everyLineOfTheTableIsWhatItShouldBe() {
    String actual =
        TABLE
            .lines()
            .map(line -> line.substring(0, 5))
            .map(TestSourceErrors::line)
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(actual).isEqualTo(TABLE);
  }

  private static String line(String state) {
    SQLException error = new SQLException("refused", state);
    return state
        + " "
        + SourceErrors.codeOf(error).name()
        + (SourceErrors.isTransient(error) ? " again" : " never");
  }

  @Test
  void noLineOfTheTableIsUntested() {
    Set<String> tested =
        TABLE.lines().map(line -> line.substring(0, 5)).collect(Collectors.toSet());
    Set<String> classes =
        tested.stream().map(state -> state.substring(0, 2)).collect(Collectors.toSet());
    assertThat(tested).containsAll(SqlStates.STATES.keySet());
    assertThat(classes).containsAll(SqlStates.CLASSES.keySet());
  }

  @Test
  void aSessionThatCannotBeOpenedIsTriedAgainUnlessAPersonMustMendIt() {
    Set<String> never = new TreeSet<>();
    TABLE
        .lines()
        .map(line -> line.substring(0, 5))
        .filter(
            state ->
                SourceErrors.codeOfConnecting(new SQLException("refused", state)).kind()
                    != Kind.SOURCE)
        .forEach(never::add);
    assertThat(never).contains("28000", "28P01", "3D000", "42501").doesNotContain("08001", "57P03");
    assertThat(SourceErrors.codeOfConnecting(new SQLException("no TLS here", "08004")))
        .isEqualTo(Code.CFG_INVALID);
    assertThat(
            SourceErrors.codeOfConnecting(
                new SQLException("no file", "08006", new FileNotFoundException("root.crt"))))
        .isEqualTo(Code.CFG_INVALID);
    assertThat(
            SourceErrors.codeOfConnecting(
                new SQLException(
                    "SSL error", "08006", new RuntimeException(new CertificateException("old")))))
        .isEqualTo(Code.SRC_AUTH);
  }

  @Test
  void theServersSentenceIsShownWithoutWhatItQuotesOfARow() throws SQLException {
    TestPostgres database = TestPostgres.database();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create function raised() returns int language plpgsql as
              $$ begin raise exception 'customer %', 'Jane Doe'; end $$
          """);
      assertThat(reason(statement, "select 'Jane Doe'::integer"))
          .isEqualTo("invalid input syntax for type integer: \"...\"");
      assertThat(reason(statement, "select 1 / (1 - 1)")).isEqualTo("division by zero");
      assertThat(reason(statement, "select raised()"))
          .contains("a function of the source")
          .doesNotContain("Jane");
      assertThat(reason(statement, "select * from nothing"))
          .isEqualTo("relation \"nothing\" does not exist");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ungültige Eingabesyntax für Typ integer: »Jane Doe«",
        "syntaxe en entrée invalide pour le type integer : « Jane Doe »",
        "nieprawidłowa składnia wejścia dla typu integer: „Jane Doe”",
      })
  void whatItQuotesIsLeftOutInAnyLanguage(String sentence) {
    assertThat(SourceErrors.reason(new SQLException(sentence, "22P02")))
        .endsWith(": \"...\"")
        .doesNotContain("Jane");
  }

  private static String reason(Statement statement, String sql) {
    return SourceErrors.reason(
        catchThrowableOfType(SQLException.class, () -> statement.executeQuery(sql)));
  }

  @Test
  void theNextStepNamesTheSourceAndTheCure() {
    Stream.of("42501", "42P01", "22012", "28P01")
        .map(state -> SourceErrors.next(new SQLException("refused", state), "shop", false))
        .forEach(next -> assertThat(next).contains("shop").doesNotContain("<"));
    assertThat(SourceErrors.next(new SQLException("conflict", "40001"), "shop", true))
        .contains("hot_standby_feedback = on", "max_standby_streaming_delay");
    assertThat(SourceErrors.next(new SQLException("conflict", "40001"), "shop", false))
        .doesNotContain("standby");
    assertThat(SourceErrors.next(new SQLException("S_1 already exists", "42P05"), "shop", false))
        .contains("pooler");
  }

  @ParameterizedTest
  @CsvSource({"14, 14.20", "15, 15.9", "18, 18.4"})
  void takesTheSupportedVersions(int major, String version) {
    SourceErrors.requireVersion("h:5432/shop", major, version);
  }

  @Test
  void refusesOtherVersionsByName() {
    assertThatThrownBy(() -> SourceErrors.requireVersion("h:5432/shop", 13, "13.23"))
        .hasMessage(
            """
            SRC-VERSION Cannot read source h:5432/shop: the server is PostgreSQL 13.23, supported are 14 to 18
              why    it cannot read a slice of a table by ctid without scanning all of it
              state  nothing was read; readers keep the published release
              next   upgrade the server, or name a replica of a supported version in daybook.yml""");
    assertThatThrownBy(() -> SourceErrors.requireVersion("h:5432/shop", 19, "19beta1"))
        .hasMessageContaining("Daybook was not tried on it");
  }
}
