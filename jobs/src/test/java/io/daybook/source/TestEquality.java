package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that PostgreSQL takes for equal though their bytes are not. */
class TestEquality {
  private final TestPostgres database = TestPostgres.database();

  @TempDir Path sql;

  @BeforeEach
  void createTypes() throws SQLException {
    execute(
        "create extension if not exists citext",
        "create collation folded (provider = icu, locale = 'und-u-ks-level2',"
            + " deterministic = false)",
        "create domain code as citext");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "citext | is citext, in which texts that differ in case only are equal",
        "code | is citext, in which texts that differ in case only are equal",
        "text collate folded | has a collation that is not deterministic",
        "varchar(20) collate folded | has a collation that is not deterministic",
        "numeric | is numeric without a size, in which 1 and 1.0 are equal",
        "double precision | is double precision, in which equal numbers may differ"
      })
  void areRefusedAsReferencesUnlessNobodyFollowsThem(String type, String why)
      throws SQLException, IOException {
    execute(
        "create table organizations (id int primary key, zone text)",
        "create table things (id %s primary key, organization_id int references organizations)"
            .formatted(type),
        """
        create table uses (
            id int primary key, organization_id int references organizations,
            thing_id %s references things)
        """
            .formatted(type));
    draft();
    String drafted = Files.readString(sql.resolve("own/source.yml"));
    assertThat(drafted).contains("thing_id: none   # it " + why);
    assertThat(SourceModel.load(sql, "own").table("uses").orElseThrow().relations())
        .as("the draft follows what can be followed")
        .extracting(Relation::name)
        .containsExactly("organization");

    Files.writeString(
        sql.resolve("own/source.yml"), drafted.replace("thing_id: none", "thing_id: as item"));
    assertThatThrownBy(() -> SourceModel.load(sql, "own"))
        .hasMessageContaining("uses.thing_id -> things.id cannot be followed: it " + why)
        .hasMessageContaining("say thing_id: none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "citext | texts that differ in case only are equal",
        "text collate folded | has a collation that is not deterministic",
        "numeric | 1 and 1.0 are equal",
        "date | id is date; a tenant's key is a text, a uuid or a whole number",
        "numeric(8,2) | id is numeric(8,2); a tenant's key is a text, a uuid or a whole number"
      })
  void areRefusedAsTenants(String type, String why) throws SQLException, IOException {
    execute(
        "create table organizations (id %s primary key, zone text)".formatted(type),
        "create table things (id int primary key, organization_id %s references organizations)"
            .formatted(type));
    draft();
    assertThat(SourceModel.load(sql, "own").tenants().only()).as("no draft says it").isPresent();

    Path model = sql.resolve("own/source.yml");
    Files.writeString(
        model,
        Files.readString(model)
            .replaceFirst(
                "(?m)^tenants: none.*\\ndefault_zone:.*$",
                "tenants: {table: organizations, key: id, column: organization_id, zone: zone,"
                    + " default_zone: UTC}"));
    assertThatThrownBy(() -> SourceModel.load(sql, "own"))
        .hasMessageStartingWith("DEF-INVALID")
        .hasMessageContaining(why);
  }

  @Test
  void areSeenInTheLiveSourceWhereTheCatalogueIsOlder() throws SQLException, IOException {
    execute(
        "create table organizations (id text collate folded primary key, zone text)",
        "create table things (id int primary key, organization_id text collate folded"
            + " references organizations)");
    draft();
    Path catalogue = sql.resolve("own/catalogue.yml");
    Files.writeString(catalogue, Files.readString(catalogue).replace(" nondeterministic", ""));
    Path model = sql.resolve("own/source.yml");
    Files.writeString(model, Files.readString(model).replace("organization_id: none", "a: b"));
    Files.writeString(
        model, Files.readString(model).replaceAll("(?m)^ +(relations:|a: b.*)\\n", ""));
    SourceModel loaded = SourceModel.load(sql, "own");
    try (Connection owner = database.connect()) {
      List<Finding> findings = new SourceCheck(loaded, 4).findings(owner);
      assertThat(findings)
          .filteredOn(each -> each.severity() == Finding.Severity.ERROR)
          .filteredOn(each -> each.message().contains("its collation is not deterministic"))
          .extracting(each -> each.where().toString())
          .containsExactlyInAnyOrder("organizations.id", "things.organization_id");
    }
  }

  private void draft() throws SQLException {
    try (Connection owner = database.connect()) {
      SourceDraft.write(sql, "own", "public", owner);
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
