package io.daybook.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestPostgresUrl {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.internal:5433/renoz",
        "jdbc:postgresql://127.0.0.1/renoz?sslmode=require",
        "jdbc:postgresql://[::1]:5432/renoz",
        "jdbc:postgresql://one:5432,two:5433/renoz?targetServerType=preferSecondary",
        "jdbc:postgresql://db/renoz?connectTimeout=5&options=-c%20search_path=app",
        "jdbc:postgresql:renoz"
      })
  void takesWhatTheDriverTakes(String url) {
    assertThat(PostgresUrl.fault(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:mysql://db/renoz | must be like jdbc:postgresql://host:5432/database
          jdbc:postgresql://127.0.0.1:5877/a@b | holds a user or password
          jdbc:postgresql://db/renoz?password=hunter2 | holds a user or password
          jdbc:postgresql://db/renoz?ssl=true&user=me | holds a user or password
          jdbc:postgresql://db:abc/renoz | is not a URL that the PostgreSQL driver understands
          jdbc:postgresql://db:70000/renoz | is not a URL that the PostgreSQL driver understands
          jdbc:postgresql://d b/renoz | names the host "d b"
          jdbc:postgresql://db/renoz?sslmode=requier | did you mean require?
          jdbc:postgresql://db/renoz?sslmod=require | did you mean sslmode?
          jdbc:postgresql://db/renoz?connectTimeout=soon | must be a whole number
          jdbc:postgresql://one,two/renoz?loadBalanceHosts=true | a snapshot lives on one
          """)
  void refusesWhatNoRetryMends(String url, String fault) {
    assertThat(PostgresUrl.fault(url))
        .hasValueSatisfying(text -> assertThat(text).contains(fault).doesNotContain("hunter2"));
  }

  @Test
  void namesTheDatabase() {
    assertThat(PostgresUrl.database("jdbc:postgresql://127.0.0.1:55439/renoz_d?sslmode=require"))
        .contains("renoz_d");
  }
}
