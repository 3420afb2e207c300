package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.cli.CommandLines.Result;
import io.daybook.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCustomCommands {
  @TempDir Path home;

  private CommandLines shell;
  private State state;

  @BeforeEach
  void linkDefinitions() throws IOException {
    CommandHome.linkDefinitions(home);
    shell = new CommandLines(home, Map.of());
    state = CommandHome.hold(home);
  }

  @AfterEach
  void unlinkDefinitions() throws IOException {
    state.close();
    CommandHome.unlinkDefinitions(home);
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void asksWhatPeopleHavePutTogether() throws IOException {
    assertThat(shell.run("metrics", "--source", "renoz").out())
        .contains("average_order_value", "ratio", "customer");
    assertThat(shell.run("metrics", "--page", "--source", "renoz").out())
        .startsWith("# What can be asked of renoz\n");

    assertThat(shell.run("demo", "--engine", "duckdb", "--size", "XS").exitCode()).isZero();
    JsonNode rows = new ObjectMapper().readTree(shell.run("report", "custom", "--json").out());
    assertThat(rows).hasSizeGreaterThanOrEqualTo(8);
    List<String> shown = new ArrayList<>();
    String tenant = null;
    for (JsonNode row : rows) {
      String problems = row.get("problems").asText();
      assertThat(problems).as("of the organisation alone").matches("(the organisation.*)?");
      if (shown.size() == 2) {
        continue;
      }
      Result asked = shell.run("report", "ask", row.get("report").asText(), "--role", "owner");
      boolean isMade = asked.exitCode() == 0;
      assertThat(isMade && !problems.isEmpty()).as("made in spite of: " + problems).isFalse();
      assertThat(isMade || asked.out().contains("held")).as(asked.out() + asked.err()).isTrue();
      if (isMade) {
        shown.add(row.get("report").asText());
        tenant = row.get("tenant").asText();
      }
    }
    assertThat(shown).hasSize(2);

    Path folder = home.resolve("made");
    for (String format : List.of("pdf", "xlsx", "csv", "html")) {
      Result made =
          shell.run(
              "report",
              "ask",
              shown.get(0),
              "--role",
              "owner",
              "--format",
              format,
              "--to",
              folder.toString());
      assertThat(made.exitCode()).as(made.out() + made.err()).isZero();
      assertThat(made.out()).contains("." + format);
    }
    assertThat(shown)
        .anyMatch(
            report -> {
              Result run = shell.run("report", "run", report);
              return run.exitCode() == 0 && run.out().contains(".xlsx");
            });
    Path definition =
        Files.writeString(
            home.resolve("definition.json"),
            """
            {"metrics": ["revenue", "orders_count"], "dimensions": ["customer_type"],
              "period": "last_90_days", "comparison": "previous_period",
              "sort": [{"by": "revenue", "direction": "desc"}]}
            """);
    Result answer = shell.run("report", "ask", definition.toString(), "--tenant", tenant);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out()).contains("Revenue, booked, without tax", "Type of customer", "change");

    JsonNode exact =
        new ObjectMapper()
            .readTree(
                shell
                    .run("report", "ask", definition.toString(), "--tenant", tenant, "--json")
                    .out());
    assertThat(exact.path("tenant").path("id").asText()).isEqualTo(tenant);
    JsonNode table = exact.path("tables").get(0);
    assertThat(table.path("columns")).hasSize(7);
    assertThat(table.path("data")).hasSize(table.path("rows").asInt()).isNotEmpty();
    table.path("data").forEach(row -> assertThat(row).hasSize(7));

    Files.writeString(
        definition,
        """
        {"columns": ["supplierName", "totalSpend", "orderCount", "avgOrderValue"],
          "filters": {"source": "procurement", "reportType": "spend-analysis"}}
        """);
    Result own = shell.run("report", "ask", definition.toString(), "--tenant", tenant);
    assertThat(own.exitCode()).as(own.out() + own.err()).isZero();
    assertThat(own.out()).contains("Supplier", "Purchases", "Average purchase order");
    JsonNode schema = new ObjectMapper().readTree(shell.run("report", "schema").out());
    assertThat(schema.path("title").asText()).isEqualTo("Custom report");
    Files.writeString(
        definition,
        """
        {"metrics": ["revenue", "orders_count"], "dimensions": ["customer_type"],
          "period": "last_90_days"}
        """);

    Result refused =
        shell.run("report", "ask", definition.toString(), "--tenant", tenant, "--role", "nobody");
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.out()).contains("failed", "Cannot show orders to the role nobody");

    Files.writeString(definition, "{\"metrics\": [\"revenu\"], \"period\": \"last_month\"}");
    Result wrong = shell.run("report", "ask", definition.toString(), "--tenant", tenant);
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("/metrics/0 there is no metric revenu, did you mean revenue?");
    assertThat(shell.run("report", "ask", definition.toString()).err())
        .contains("whose rows is not said");
    assertThat(shell.run("report", "ask", "/", "--tenant", tenant).err())
        .startsWith("USAGE Cannot read /");
    assertThat(shell.run("report", "ask", "custom/nobody's").err())
        .startsWith("USAGE Cannot find the report custom/nobody's");
    assertThat(shell.run("report", "ask", "custom/nobody's", "--user", "x").err())
        .startsWith("USAGE Cannot ask as user x");
  }
}
