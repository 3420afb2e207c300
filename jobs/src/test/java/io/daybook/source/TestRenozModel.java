package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoSize;
import io.daybook.demo.DemoSource;
import io.daybook.postgres.TestPostgres;
import io.daybook.source.Finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The committed model of Renoz against the demo source, which has Renoz's schema. */
class TestRenozModel {
  private static final Path SQL = Path.of(System.getProperty("daybook.home"), "sql");
  private static final SourceModel MODEL = SourceModel.load(SQL, "renoz");
  private static final TestPostgres DATABASE = TestPostgres.database();

  @BeforeAll
  static void fill() throws SQLException {
    try (Connection owner = DATABASE.connect()) {
      DemoSource.create(owner, DemoSize.XS, 1, LocalDate.of(2026, 3, 29));
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
    try (Connection owner = DATABASE.connect()) {
      List<Finding> findings = new SourceCheck(MODEL, 4).requireUsable(owner);
      assertThat(findings)
          .filteredOn(finding -> finding.severity() == Severity.NOTE)
          .extracting(Finding::toString)
          .containsExactlyInAnyOrder(
              "api_tokens: columns that are not read: hashed_token, token_prefix",
              "csat_responses: columns that are not read: token",
              "customer_portal_sessions: columns that are not read: token_hash",
              "job_assignments: columns that are not read: confirmation_token, sign_off_token",
              "oauth_connections: columns that are not read: access_token, refresh_token",
              "oauth_states: columns that are not read: pkce_challenge, pkce_verifier, state",
              "oauth_sync_states: columns that are not read: sync_token",
              "search_index: columns that are not read: search_vector",
              "site_visits: columns that are not read: confirmation_token, sign_off_token",
              "user_invitations: columns that are not read: token",
              "user_sessions: columns that are not read: session_token");
    }
  }

  @Test
  void holdsAllTablesAndTheirDeclaredForeignKeys() throws SQLException {
    assertThat(MODEL.tables()).hasSize(180);
    Set<String> declared =
        texts(
            """
            select c.relname || '.' || a.attname || ' -> ' || p.relname || '.id'
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            join pg_class p on p.oid = k.confrelid
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
            where k.contype = 'f' and p.relnamespace = 'public'::regnamespace
            """);
    // Two of the 483 point to the accounts of the login service, which are no part of the source.
    assertThat(declared).hasSize(481);
    assertThat(relations().filter(Relation::declared).map(Relation::toString))
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void knowsTheTenantOfEveryRow() {
    Map<String, Tenancy> others = new TreeMap<>();
    MODEL
        .tables()
        .forEach(
            (name, table) -> {
              if (!table.tenancy().equals(new Tenancy.Own("organization_id"))) {
                others.put(name, table.tenancy());
              }
            });
    assertThat(others)
        .containsOnly(
            Map.entry("organizations", new Tenancy.Own("id")),
            Map.entry("custom_field_values", new Tenancy.Via("custom_field")),
            Map.entry("stock_count_items", new Tenancy.Via("stock_count")),
            Map.entry("rma_line_items", new Tenancy.Via("rma")),
            Map.entry("user_sessions", new Tenancy.Via("user")),
            Map.entry("ai_approval_entities", new Tenancy.Via("approval")),
            Map.entry("ai_conversation_messages", new Tenancy.Via("conversation")),
            Map.entry("webhook_events", new Tenancy.Global()),
            Map.entry("inquiries", new Tenancy.Global()),
            Map.entry("posts", new Tenancy.Global()),
            Map.entry("website_products", new Tenancy.Global()));
  }

  @Test
  void holdsTheWholeFkMap() throws IOException {
    List<String[]> arrows = arrows();
    assertThat(arrows).hasSize(100);
    List<String> elsewhere = new ArrayList<>();
    for (String[] arrow : arrows) {
      String child = arrow[0].split("\\.")[0];
      String column = arrow[0].split("\\.")[1];
      SourceTable table = MODEL.table(child).orElseThrow();
      List<String> found = new ArrayList<>();
      for (Relation relation : table.relations()) {
        if (relation.columns().get(0).equals(column)) {
          found.add(relation.parent() + "." + relation.parentColumns().get(0));
        }
      }
      for (PolymorphicRelation relation : table.polymorphic()) {
        if (relation.column().equals(column)) {
          found.add(relation.parent());
        }
      }
      assertThat(found).as(arrow[0]).hasSize(1);
      if (!found.get(0).equals(arrow[1])) {
        elsewhere.add(arrow[0] + " -> " + arrow[1] + ", really " + found.get(0));
        assertThat(MODEL.tables()).doesNotContainKey(arrow[1].split("\\.")[0]);
      }
    }
    assertThat(elsewhere)
        .containsExactly(
            "inventory.location_id -> locations.id, really warehouse_locations.id",
            "inventory_movements.location_id -> locations.id, really warehouse_locations.id");
  }

  @Test
  void everyValueThatNamesAnEntityIsMappedOrLeftOpenOnPurpose() {
    PolymorphicRelation activities = MODEL.table("activities").orElseThrow().polymorphic().get(0);
    assertThat(MODEL.vocabularies().get("activity_entity_type"))
        .hasSize(27)
        .filteredOn(value -> !activities.parents().containsKey(value))
        .containsExactly("quote");
    assertThat(MODEL.tables().values())
        .filteredOn(table -> !table.polymorphic().isEmpty())
        .extracting(SourceTable::name)
        .containsExactlyInAnyOrder("activities", "sla_tracking", "recent_items", "search_index");
  }

  @Test
  void everyUuidIsAKeyARelationOrLeftOutOnPurpose() {
    Set<String> open = new TreeSet<>();
    for (SourceTable table : MODEL.tables().values()) {
      Set<String> known = new TreeSet<>(table.key());
      table.relations().forEach(relation -> known.add(relation.columns().get(0)));
      table.polymorphic().forEach(relation -> known.add(relation.column()));
      for (SourceColumn column : table.columns()) {
        if (column.sourceType().equals("uuid") && !known.contains(column.name())) {
          open.add(table.name() + "." + column.name());
        }
      }
    }
    assertThat(open)
        .containsExactly(
            "activities.source_ref",
            "ai_approval_entities.entity_id",
            "attachments.entity_id",
            "audit_logs.entity_id",
            "custom_field_values.entity_id",
            "generated_documents.entity_id",
            "inventory_cost_layers.reference_id",
            "inventory_movements.reference_id",
            "portal_identities.auth_user_id",
            "report_favorites.report_id",
            "search_index_outbox.entity_id",
            "serialized_item_events.entity_id",
            "users.auth_id");
  }

  @Test
  void noSecretLeavesTheSource() {
    assertThat(
            MODEL.tables().values().stream()
                .flatMap(
                    table ->
                        table.columns().stream()
                            .filter(column -> column.type().toString().equals("text"))
                            .map(column -> table.name() + "." + column.name())))
        .filteredOn(
            name ->
                name.matches(
                    ".*\\..*(token|secret|passw|hash|salt|credential|cookie|private|pkce|verifier|otp)"
                        + ".*"))
        .containsExactly("oauth_states.pkce_method");
  }

  @Test
  void everyRelationOfTheModelFindsParents() throws SQLException {
    int followed = 0;
    try (Connection owner = DATABASE.connect();
        Statement statement = owner.createStatement()) {
      for (String table : DemoSource.TABLES) {
        for (Relation relation : MODEL.table(table).orElseThrow().relations()) {
          if (!DemoSource.TABLES.contains(relation.parent())) {
            continue;
          }
          String parents =
              "select count(*) from %s c join %s p on p.%s = c.%s"
                  .formatted(
                      relation.table(),
                      relation.parent(),
                      relation.parentColumns().get(0),
                      relation.columns().get(0));
          String children =
              "select count(*) from %s where %s is not null"
                  .formatted(relation.table(), relation.columns().get(0));
          long references = count(statement, children);
          if (references > 0) {
            assertThat(count(statement, parents)).as("%s", relation).isPositive();
            followed++;
          }
        }
      }
      assertThat(followed).isGreaterThan(40);
    }
  }

  private static Stream<Relation> relations() {
    return MODEL.tables().values().stream().flatMap(table -> table.relations().stream());
  }

  /** Child, parent and a note, as the documentation of Renoz has them. */
  private static List<String[]> arrows() throws IOException {
    try (InputStream stream = TestRenozModel.class.getResourceAsStream("renoz_fk_map.tsv")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .toList();
    }
  }

  private static Set<String> texts(String query) throws SQLException {
    try (Connection owner = DATABASE.connect();
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts.stream().collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static long count(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
