package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestSqlLint {
  static List<CaseFile.Case> cases() {
    return CaseFile.load("lint.txt");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusesWhatIsOutsideAndSaysWhatToWrite(CaseFile.Case each) {
    if (each.expected().equals("ok")) {
      assertThatCode(() -> SqlLint.check("a.sql", each.given())).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> SqlLint.check("a.sql", each.given()))
          .hasMessageContaining(each.expected());
    }
  }

  @Test
  void saysEveryProblemWithItsLine() {
    assertThatThrownBy(
            () -> SqlLint.check("marts/m.sql", "select\n    avg(a),\n    b / c\nfrom facts.t"))
        .isInstanceOfSatisfying(
            DaybookException.class, e -> assertThat(e.code()).isEqualTo(Code.DEF_DIALECT))
        .hasMessage(
            """
            DEF-DIALECT Cannot use marts/m.sql: 2 problems
              found  marts/m.sql:2 avg() is outside the shared dialect: write ratio(sum(x), count(x), scale)
                     marts/m.sql:3 / is outside the shared dialect: write ratio(numerator, denominator, scale) \
            or int_div(a, b)
              state  nothing was started or changed
              next   mend the lines above and try again""");
  }

  /** Queries of reports are asked of a release, in DuckDB alone. */
  @Test
  void findsNothingInTheSqlOfTheProject() throws IOException {
    Path sql = Path.of(System.getProperty("daybook.home", "..")).resolve("sql");
    try (Stream<Path> files = Files.walk(sql)) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".sql"))
              .filter(path -> !path.getParent().endsWith("reports"))
              .toList()) {
        SqlLint.check(file.toString(), Files.readString(file));
      }
    }
  }
}
