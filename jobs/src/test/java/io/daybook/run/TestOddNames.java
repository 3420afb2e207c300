package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.source.Finding;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that call their tables what engines, files and SQL have other uses for. */
class TestOddNames {
  private static final List<String> NAMES =
      List.of(
          "order",
          "group",
          "select",
          "dbo.Users",
          "Mixed Case, (blank)",
          "größe",
          "日本",
          "a/b",
          "say \"it's\" [x] = :y %z #1");

  @TempDir Path directory;

  @Test
  void runOnBothEnginesAndCanBeAsked() throws SQLException {
    List<String> statements = new ArrayList<>();
    statements.add("create table organizations (id int primary key, zone text)");
    statements.add("insert into organizations values (1, 'UTC'), (2, 'UTC')");
    String parent = "organizations";
    for (int i = 0; i < NAMES.size(); i++) {
      String table = Quoted.name(NAMES.get(i));
      statements.add(
          """
          create table %s (
              id int primary key, organization_id int references organizations,
              "order" text, parent_id int references %s)
          """
              .formatted(table, parent));
      // as many rows as no other table has
      statements.add(
          "insert into %s select i, 1, 'v' || i, 1 from generate_series(1, %d) as i"
              .formatted(table, i + 2));
      parent = table;
    }
    OwnSource source = OwnSource.draft(directory, statements.toArray(String[]::new));
    assertThat(source.findings()).noneMatch(each -> each.severity() == Finding.Severity.ERROR);
    for (int i = 0; i < NAMES.size(); i++) {
      source.write(
          "facts/fact_%d.yml".formatted(i),
          """
          description: One row per row
          base: '%s'
          columns: [id, order]
          paths:
            - path: parent as group
              columns: [%s]
          """
              .formatted(NAMES.get(i).replace("'", "''"), i == 0 ? "zone" : "order as text"));
    }
    source
        .write("marts/order.sql", "select organization_id, id, \"order\" from facts.fact_3\n")
        .write(
            "marts/order.yml",
            """
            description: One row per user
            grain: [organization_id, id]
            columns:
              - {name: organization_id, type: text, meaning: tenant}
              - {name: id, type: integer, meaning: key}
              - {name: order, type: text, meaning: text, nullable: true}
            """)
        .write(
            "checks/odd.sql",
            "select \"order\" from raw.\"Mixed Case, (blank)\" where \"order\" = 'v1'\n")
        .write(
            "checks/odd.yml",
            """
            description: a row
            on_finding: warn
            keys: [order]
            """);
    for (String engine : List.of("duckdb", "spark")) {
      Manifest manifest = source.run(engine);
      for (int i = 0; i < NAMES.size(); i++) {
        String raw = "raw." + Quoted.name(NAMES.get(i));
        assertThat(source.query(manifest, "select count(*), max(id) from " + raw))
            .as(engine + " " + raw)
            .containsExactly(List.of(i + 2L, i + 2));
        assertThat(
                source.query(
                    manifest,
                    "select count(*), max(organization_id), count(\"order\") from facts.fact_" + i))
            .as(engine + " " + raw)
            .containsExactly(List.of(i + 2L, "1", i + 2L));
      }
      assertThat(source.query(manifest, "select distinct group_text from facts.fact_5"))
          .containsExactly(List.of("v1"));
      assertThat(source.query(manifest, "select count(*) from marts.\"order\""))
          .containsExactly(List.of(5L));
      assertThat(manifest.checks())
          .contains(
              new CheckOutcome("checks.odd", false, 1), new CheckOutcome("datasets.rows", true, 0));
    }
  }

  @Test
  void refusesNamesThatDifferInCaseOnlyAndDraftsOneOfThem() throws SQLException, IOException {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table organizations (id int primary key, zone text)",
            "create table center (id int primary key, organization_id int references organizations)",
            "create table \"Center\" (id int primary key,"
                + " organization_id int references organizations)");
    String drafted = Files.readString(source.file("source.yml"));
    assertThat(drafted)
        .contains("# center:   # differs from Center in case only; read one of them");
    assertThat(source.model().tables()).containsOnlyKeys("Center", "organizations");

    source.write("source.yml", drafted + "  center:\n");
    assertThatThrownBy(source::model)
        .hasMessageStartingWith("DEF-INVALID")
        .hasMessageContaining("center")
        .hasMessageContaining("differs from Center in case only");
  }

  @Test
  void refusesANameThatWouldBeAPathElsewhere() throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table organizations (id int primary key, zone text)",
            "create table \"../../evil\" (id int primary key,"
                + " organization_id int references organizations)");
    assertThat(source.model().tables()).containsOnlyKeys("organizations");

    source.replace("source.yml", "  # '../../evil':", "  '../../evil':");
    assertThatThrownBy(source::model)
        .hasMessageStartingWith("DEF-INVALID")
        .hasMessageContaining("../../evil")
        .hasMessageContaining("would be a path elsewhere");
  }
}
