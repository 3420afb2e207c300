package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoSize;
import io.daybook.demo.DemoSource;
import io.daybook.postgres.TestPostgres;
import io.daybook.source.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The committed model of Renoz against the demo source, which has Renoz's schema. */
class TestRenozModel {
  private static final Path SQL = Path.of(System.getProperty("daybook.home"), "sql");
  private static final TestPostgres DATABASE = TestPostgres.database();

  @BeforeAll
  static void fill() throws SQLException {
    try (Connection owner = DATABASE.connect()) {
      DemoSource.create(owner, DemoSize.TINY, 1, LocalDate.of(2026, 3, 29));
    }
  }

  @Test
  void theCommittedCatalogueIsWhatADraftPrints() throws SQLException, IOException {
    try (Connection owner = DATABASE.connect()) {
      assertThat(SourceDraft.catalogue(owner, "public"))
          .isEqualTo(Files.readString(SQL.resolve("renoz/catalogue.yml")));
    }
  }

  @Test
  void theModelFitsTheSource() throws SQLException {
    SourceModel model = SourceModel.load(SQL, "renoz");
    try (Connection owner = DATABASE.connect()) {
      List<Finding> findings = new SourceCheck(model, 4).requireUsable(owner);
      assertThat(findings)
          .filteredOn(finding -> finding.severity() == Severity.NOTE)
          .extracting(Finding::toString)
          .containsExactly(
              "job_assignments: columns that are not read: confirmation_token, sign_off_token");
    }
  }

  @Test
  void everyRelationOfTheModelFindsParents() throws SQLException {
    SourceModel model = SourceModel.load(SQL, "renoz");
    try (Connection owner = DATABASE.connect();
        Statement statement = owner.createStatement()) {
      for (SourceTable table : model.tables().values()) {
        for (Relation relation : table.relations()) {
          String parents =
              "select count(*) from %s c join %s p on p.%s = c.%s"
                  .formatted(
                      relation.table(),
                      relation.parent(),
                      relation.parentColumn(),
                      relation.column());
          String children =
              "select count(*) from %s where %s is not null"
                  .formatted(relation.table(), relation.column());
          long references = count(statement, children);
          if (references > 0) {
            assertThat(count(statement, parents)).as("%s", relation).isPositive();
          }
        }
      }
    }
  }

  private static long count(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
