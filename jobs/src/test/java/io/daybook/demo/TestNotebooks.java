package io.daybook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.fact.FactModel;
import io.daybook.fact.FactModels;
import io.daybook.mart.MartModels;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestNotebooks {
  private static final Path HOME = Path.of(System.getProperty("daybook.home"));
  private static final Pattern SQL = Pattern.compile("sql\\(\"\"\"(.*?)\"\"\"\\)", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void areCommittedWithoutOutputs() throws IOException {
    for (JsonNode cell : cells()) {
      assertThat(cell.path("outputs").isEmpty()).isTrue();
      assertThat(cell.path("execution_count").isNumber()).isFalse();
    }
  }

  @Test
  void runAgainstTheDatabaseThatAnalystsGet() throws IOException, SQLException {
    new AnalystDatabase(FileStore.open(folder.toString()))
        .build(
            "marts.duckdb",
            new AnalystDatabase.About(1, "renoz", "run", "duckdb", "0.1", Instant.EPOCH),
            emptyDatasets());
    String code =
        cells().stream()
            .flatMap(cell -> StreamSupport.stream(cell.path("source").spliterator(), false))
            .map(JsonNode::asText)
            .collect(Collectors.joining());
    List<String> queries = SQL.matcher(code).results().map(found -> found.group(1)).toList();
    assertThat(queries).hasSize(4);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "attach '" + folder.resolve("marts.duckdb") + "' as marts (read_only); use marts");
      for (String query : queries) {
        assertThat(statement.execute(query)).as(query).isTrue();
      }
    }
  }

  private static List<Dataset> emptyDatasets() {
    Path sql = HOME.resolve("sql");
    List<FactModel> facts = FactModels.load(sql, SourceModel.load(sql, "renoz"));
    List<Dataset> datasets = new ArrayList<>();
    facts.forEach(
        fact ->
            datasets.add(
                new Dataset(
                    Dataset.Layer.FACT,
                    fact.name(),
                    fact.description(),
                    List.of(),
                    fact.schema(),
                    "",
                    1,
                    List.of())));
    MartModels.load(sql, "renoz", facts)
        .forEach(
            mart ->
                datasets.add(
                    new Dataset(
                        Dataset.Layer.MART,
                        mart.name(),
                        mart.description(),
                        mart.grain(),
                        mart.schema(),
                        "",
                        1,
                        List.of())));
    return datasets;
  }

  private static List<JsonNode> cells() throws IOException {
    Path notebook = HOME.resolve("notebooks/first_look.ipynb");
    List<JsonNode> cells = new ArrayList<>();
    new ObjectMapper().readTree(notebook.toFile()).path("cells").forEach(cells::add);
    return cells;
  }
}
