package io.daybook.definition;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.source.SourceModel;
import io.daybook.source.Tenancy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the makers of a source say of their data is seen to by something that exists. */
class TestStatements {
  private static final Pattern ROW = Pattern.compile("\\| (.*) \\| (.*) \\|");
  private static final Pattern NAMED =
      Pattern.compile("`(?:(relation) ([\\w.]+)\\.(\\w+)|(check|mart|fact|tenant) ([\\w.]+))`");

  private record Row(String said, String by) {}

  private static List<Row> rows(String source) throws IOException {
    Path page = Renoz.SQL.resolveSibling("jobs/docs/" + source + ".md");
    return atLeastOne(
        Files.readAllLines(page).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> new Row(row.group(1), row.group(2)))
            .filter(row -> !row.said().equals("they say"))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void seesToEachOfThem(String source) throws IOException {
    String statements =
        new String(
            TestStatements.class.getResourceAsStream(source + "-statements.txt").readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(rows(source)).extracting(Row::said).containsAll(statements.lines().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void namesWhatExists(String source) throws IOException {
    SourceModel model = SourceModel.load(Renoz.SQL, source);
    List<String> missing =
        rows(source).stream()
            .flatMap(row -> NAMED.matcher(row.by()).results())
            .filter(each -> !exists(model, each))
            .map(MatchResult::group)
            .toList();
    assertThat(missing).isEmpty();
  }

  private static boolean exists(SourceModel model, MatchResult named) {
    if (named.group(1) != null) {
      String column = named.group(3);
      return model.table(named.group(2)).stream()
          .flatMap(
              of ->
                  Stream.concat(
                      of.relations().stream().flatMap(each -> each.columns().stream()),
                      of.polymorphic().stream().map(each -> each.column())))
          .anyMatch(column::equals);
    }
    String name = named.group(5);
    if (named.group(4).equals("tenant")) {
      return model
          .table(name)
          .filter(table -> !(table.tenancy() instanceof Tenancy.Global))
          .isPresent();
    }
    return Files.exists(
        Renoz.SQL.resolve(model.name()).resolve(named.group(4) + "s").resolve(name + ".yml"));
  }
}
