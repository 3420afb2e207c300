package io.daybook.definition;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.SeedStatements.Statement;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the makers of a source say of their data is seen to by something that exists. */
class TestStatements {
  private static final Pattern ROW = Pattern.compile("\\| (.*) \\| (.*) \\|");
  private static final Pattern NAMED =
      Pattern.compile(
          "`(?:(relation|column|left out|words) ([\\w.]+)\\.(\\w+)|(check|mart|fact|tenant) ([\\w.]+))`");

  /** What stands before the words of a heading or of a comment that heads a part. */
  private static final Pattern HEADING = Pattern.compile("^(?:### [^A-Za-z]*|-- )");

  private record Row(String said, String by) {}

  private static List<Row> rows(String source) throws IOException {
    Path page = Renoz.SQL.resolveSibling("jobs/docs/" + source + ".md");
    List<Row> rows = new ArrayList<>();
    boolean isOfStatements = false;
    for (String line : Files.readAllLines(page)) {
      Matcher row = ROW.matcher(line);
      if (!row.matches()) {
        isOfStatements &= line.startsWith("|");
      } else if (row.group(1).equals("they say")) {
        isOfStatements = true;
      } else if (isOfStatements) {
        rows.add(new Row(row.group(1), row.group(2)));
      }
    }
    return atLeastOne(rows);
  }

  private static final Map<String, String> SEEDS =
      Map.of(
          "crm", "crm-relationships-and-cardinalities.md",
          "thorbis", "thorbis-relationship-mapping.md");

  /** One more of each kind. */
  private static final Map<String, List<String>> LINES =
      Map.of(
          "crm",
          List.of(
              "- Contact 1—M Complaint",
              "  - Reason: one complaint at a time",
              "  - Constraint: a complaint has a contact",
              "- Refunds: a refund is a payment",
              "- CASCADE: Complaint",
              "- Unique per tenant: number on Complaint"),
          "thorbis",
          List.of(
              "7. **Seventh**: Everything ends",
              "    CUSTOMERS ||--o{ COMPLAINTS : makes",
              "    CUSTOMERS }o--o| WORK_ORDERS : receives",
              "FOREIGN KEY (complaint_id) REFERENCES hs.complaints(id) ON DELETE CASCADE,",
              "    complaint_id UUID REFERENCES hs.complaints(id),",
              "    product_id UUID REFERENCES ret.products(id) ON DELETE SET NULL,",
              "    UNIQUE(business_id, complaint_number)",
              "    complaint_number TEXT NOT NULL UNIQUE,",
              "    complaints INTEGER NOT NULL CHECK (complaints > 0),",
              "    CHECK (complaints > 0)",
              "    mood TEXT, -- 'calm', 'cross'",
              "    grade INTEGER, -- 1-6",
              "    whose UUID, -- References anybody",
              "    sum INTEGER GENERATED ALWAYS AS (a + b) STORED,",
              "CREATE OR REPLACE FUNCTION complain(",
              "CREATE MATERIALIZED VIEW reporting_mgmt.complaints_view AS",
              "CREATE UNIQUE INDEX idx ON reporting_mgmt.complaints_view(id);",
              "SELECT cron.schedule('complain', '0 3 * * *', 'SELECT complain();');"));

  /** The document as its makers wrote it. */
  private static List<String> seed(String source) throws IOException {
    try (InputStream seed = TestStatements.class.getResourceAsStream(SEEDS.get(source))) {
      return new String(seed.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static List<Statement> statements(String source, List<String> lines) {
    return source.equals("crm") ? SeedStatements.crm(lines) : SeedStatements.thorbis(lines);
  }

  /** Statements that no row of the page is about. */
  private static List<Statement> missing(List<Statement> statements, List<Row> rows) {
    Set<String> said = rows.stream().map(Row::said).collect(Collectors.toSet());
    return statements.stream().filter(each -> !said.contains(each.said())).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void seesToEachOfThem(String source) throws IOException {
    List<Statement> statements = statements(source, seed(source));
    assertThat(statements).hasSizeGreaterThan(60);
    assertThat(missing(statements, rows(source))).isEmpty();
  }

  /** A row that the makers no longer say, or never said in these words, is told. */
  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void saysWhatTheMakersSay(String source) throws IOException {
    List<String> seed = seed(source);
    Set<String> stated =
        statements(source, seed).stream().map(Statement::said).collect(Collectors.toSet());
    assertThat(rows(source))
        .extracting(Row::said)
        .allMatch(
            said ->
                stated.contains(said)
                    || seed.stream()
                        .anyMatch(line -> HEADING.matcher(line).replaceFirst("").equals(said)));
  }

  /** The row of each statement is needed; each kind is seen where it is a new line. */
  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void missesARowAndALine(String source) throws IOException {
    List<Statement> statements = statements(source, seed(source));
    List<Row> rows = rows(source);
    for (Statement statement : atLeastOne(statements)) {
      List<Row> others = rows.stream().filter(row -> !row.said().equals(statement.said())).toList();
      assertThat(missing(statements, others)).contains(statement);
    }
    for (String line : LINES.get(source)) {
      List<String> more = new ArrayList<>(seed(source));
      more.add(line);
      assertThat(missing(statements(source, more), rows))
          .as(line)
          .extracting(Statement::line)
          .containsExactly(more.size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void namesWhatExists(String source) throws IOException {
    SourceModel model = SourceModel.load(Renoz.SQL, source);
    List<String> missing = new ArrayList<>();
    for (Row row : rows(source)) {
      assertThat(row.by()).as(row.said()).isNotBlank();
      for (MatchResult each : NAMED.matcher(row.by()).results().toList()) {
        if (!exists(model, row, each)) {
          missing.add(each.group() + " of " + row.said());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean exists(SourceModel model, Row row, MatchResult named) throws IOException {
    if (named.group(1) != null) {
      SourceTable table = model.table(named.group(2)).orElseThrow();
      String column = named.group(3);
      return switch (named.group(1)) {
        case "relation" -> isRelation(table, column);
        case "column" -> table.column(column).isPresent();
        case "left out" -> table.leftOut().contains(column);
        default -> hasWords(model, table.name() + "." + column, row.said());
      };
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

  private static boolean isRelation(SourceTable table, String column) {
    return Stream.concat(
            table.relations().stream().flatMap(each -> each.columns().stream()),
            table.polymorphic().stream().map(each -> each.column()))
        .anyMatch(column::equals);
  }

  /** Whether the list of words has every word of the statement. */
  private static boolean hasWords(SourceModel model, String column, String said)
      throws IOException {
    List<String> listed =
        Files.readAllLines(Renoz.SQL.resolve(model.name()).resolve("lists/status_map.csv"));
    return Stream.of(said.replaceFirst(".* is ", "").split(", ", -1))
        .allMatch(
            word -> listed.stream().anyMatch(line -> line.startsWith(column + "," + word + ",")));
  }
}
