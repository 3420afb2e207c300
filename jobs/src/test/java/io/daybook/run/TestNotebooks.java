package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The notebook's queries, on a release that was really made. */
class TestNotebooks {
  private static final Pattern SQL = Pattern.compile("sql\\(\"\"\"(.*?)\"\"\"\\)", Pattern.DOTALL);

  @Test
  void areCommittedWithoutOutputs() throws IOException {
    List<JsonNode> cells = cells();
    assertThat(cells).hasSizeGreaterThan(5);
    assertThat(cells).allMatch(cell -> cell.path("outputs").isEmpty());
    assertThat(cells).noneMatch(cell -> cell.path("execution_count").isNumber());
  }

  @Test
  void showWhatIsInTheFileThatAnalystsGet() throws IOException, SQLException {
    Manifest release = SharedNight.release();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      Path file = SharedNight.fixture().files().local(release.database().path());
      statement.execute("attach '" + file + "' as marts (read_only)");
      statement.execute("use marts");
      List<List<List<String>>> answers = new ArrayList<>();
      for (String query : queries()) {
        answers.add(rows(statement, query));
      }
      assertThat(answers).hasSize(4);
      assertThat(answers.get(0).get(0)).as("the release").contains("renoz");
      assertThat(answers.get(1))
          .as("every column of every mart and of what says which release it is")
          .hasSize(
              marts(release).stream().mapToInt(mart -> mart.schema().columns().size()).sum()
                  + rows(statement, "describe release").size())
          .anySatisfy(
              column -> assertThat(column).startsWith("mv_daily_metrics", "organization_id"));
      assertThat(answers.get(2))
          .as("one row an organisation")
          .hasSameSizeAs(rows(statement, "from marts.mv_current_state"));
      assertThat(answers.get(3)).as("months of organisations").hasSizeGreaterThan(10);
    }
  }

  private static List<Dataset> marts(Manifest release) {
    return release.datasets().stream()
        .filter(dataset -> dataset.layer() == Dataset.Layer.MART)
        .toList();
  }

  private static List<List<String>> rows(Statement statement, String query) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(query)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<String> queries() throws IOException {
    String code =
        cells().stream()
            .flatMap(cell -> StreamSupport.stream(cell.path("source").spliterator(), false))
            .map(JsonNode::asText)
            .collect(Collectors.joining());
    return SQL.matcher(code).results().map(found -> found.group(1)).toList();
  }

  private static List<JsonNode> cells() throws IOException {
    Path notebook = NightFixture.HOME.resolve("notebooks/first_look.ipynb");
    List<JsonNode> cells = new ArrayList<>();
    new ObjectMapper().readTree(notebook.toFile()).path("cells").forEach(cells::add);
    return cells;
  }
}
