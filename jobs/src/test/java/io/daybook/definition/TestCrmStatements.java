package io.daybook.definition;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the CRM's makers say of their data is seen to by something that exists. */
class TestCrmStatements {
  private static final Path PAGE = Renoz.SQL.resolveSibling("jobs/docs/crm.md");
  private static final Path FOLDER = Renoz.SQL.resolve("crm");
  private static final Pattern ROW = Pattern.compile("\\| (.*) \\| (.*) \\|");
  private static final Pattern NAMED =
      Pattern.compile("`(relation|check|mart|fact|tenant) (\\w+)(?:\\.(\\w+))?`");

  private final SourceModel model = SourceModel.load(Renoz.SQL, "crm");

  private record Row(String said, String by) {}

  private static List<Row> rows() throws IOException {
    return atLeastOne(
        Files.readAllLines(PAGE).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> new Row(row.group(1), row.group(2)))
            .filter(row -> !row.said().equals("they say"))
            .toList());
  }

  @Test
  void seesToEachOfThem() throws IOException {
    String statements =
        new String(
            TestCrmStatements.class.getResourceAsStream("crm-statements.txt").readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(rows()).extracting(Row::said).containsAll(statements.lines().toList());
  }

  @Test
  void namesWhatExists() throws IOException {
    List<String> missing =
        rows().stream()
            .flatMap(row -> NAMED.matcher(row.by()).results())
            .filter(each -> !exists(each.group(1), each.group(2), each.group(3)))
            .map(each -> each.group())
            .toList();
    assertThat(missing).isEmpty();
  }

  private boolean exists(String kind, String name, String column) {
    Optional<SourceTable> table = model.table(name);
    return switch (kind) {
      case "relation" ->
          table.stream()
              .flatMap(
                  of ->
                      Stream.concat(
                          of.relations().stream().map(each -> each.column()),
                          of.polymorphic().stream().map(each -> each.column())))
              .anyMatch(column::equals);
      case "tenant" ->
          table.isPresent() && !(table.orElseThrow().tenancy() instanceof Tenancy.Global);
      default -> Files.exists(FOLDER.resolve(kind + "s").resolve(name + ".yml"));
    };
  }
}
