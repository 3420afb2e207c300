package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.source.Finding;
import io.daybook.source.Relation;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources whose keys are of a tenant and an id, which two tenants may share. */
class TestTenantAndKey {
  private static final String COMPANIES =
      "create table companies (id bigserial primary key, name text, time_zone text default 'UTC')";

  private static final String CAMPAIGNS =
      """
      create table campaigns (
          company_id bigint references companies, id bigserial, name text, budget numeric(12,2),
          primary key (company_id, id))
      """;

  private static final String ADS =
      """
      create table ads (
          company_id bigint references companies, id bigserial, campaign_id bigint not null,
          name text, primary key (company_id, id)%s)
      """;

  private static final String KEY =
      ", foreign key (company_id, campaign_id) references campaigns (company_id, id)";

  @TempDir Path directory;

  @Test
  void everyRowFindsItsParents() throws SQLException, IOException {
    requireThatEachFindsItsOwn("duckdb");
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void everyRowFindsItsParentsOnSpark() throws SQLException, IOException {
    requireThatEachFindsItsOwn("spark");
  }

  /** The ids of both companies' campaigns are the same ones. */
  private void requireThatEachFindsItsOwn(String engine) throws SQLException, IOException {
    OwnSource source =
        OwnSource.draft(
            directory,
            COMPANIES,
            CAMPAIGNS,
            ADS.formatted(KEY + KEY),
            "insert into companies values (1, 'One', 'UTC'), (2, 'Two', 'Asia/Tokyo')",
            "insert into campaigns select 1 + i % 2, i / 2, 'c' || i, 10 from generate_series(0, 19) as i",
            "insert into ads select 1 + i % 2, i / 2, (i / 2) % 10, 'a' from generate_series(0, 79) as i");
    assertThat(Files.readString(source.file("catalogue.yml")))
        .contains(
            """
                references:
                  campaign_id: campaigns.id
                  company_id: companies.id
            """)
        .doesNotContain("not followed");
    defineAds(source);
    assertThat(source.findings()).noneMatch(each -> each.severity() == Finding.Severity.ERROR);
    assertThat(source.findings()).noneMatch(each -> each.message().contains("no longer declared"));
    Manifest manifest = source.run(engine);
    assertThat(
            source.query(
                manifest,
                "select company_id, count(*), count(campaign_name), count(company_name),"
                    + " min(campaign_name), max(campaign_name) from facts.ads group by all order by 1"))
        .containsExactly(
            List.of("1", 40L, 40L, 40L, "c0", "c8"), List.of("2", 40L, 40L, 40L, "c1", "c9"));
    assertThat(manifest.checks())
        .contains(
            new CheckOutcome("relations.ads.campaign_id.orphaned", false, 0),
            new CheckOutcome("relations.ads.campaign_id.cross_tenant", false, 0));

    assertThat(
            source.ask(
                manifest,
                "1",
                "owner",
                """
                {"source": "ads", "columns": ["campaign_budget"], "dimensions": ["campaign"],
                  "filter": {"field": "campaign", "op": "in", "value": ["c4", "c5"]}}
                """))
        .containsExactly(List.of("c4", "40"));

    source.execute("update ads set campaign_id = 99 where company_id = 1 and id = 3");
    source.execute("delete from campaigns where company_id = 2 and id = 4");
    Manifest astray = source.run(engine);
    assertThat(astray.checks())
        .as("only the other company has the campaign that four ads name")
        .contains(
            new CheckOutcome("relations.ads.campaign_id.orphaned", false, 1),
            new CheckOutcome("relations.ads.campaign_id.cross_tenant", false, 4));
    assertThat(
            source.query(
                astray,
                "select sample_keys from recorded.checks where release = 2"
                    + " and check_name = 'relations.ads.campaign_id.orphaned'"))
        .containsExactly(List.of("company_id=1 id=3"));
  }

  private static void defineAds(OwnSource source) {
    source
        .write(
            "facts/ads.yml",
            """
            description: One row per ad
            base: ads
            columns: [id as ad_id]
            paths:
              - {path: campaign, columns: [name, id as campaign_key, budget]}
              - {path: company, columns: [name]}
            """)
        .write(
            "metrics.yml",
            """
            dimensions:
              campaign: {title: Campaign, description: its name}
            datasets:
              ads:
                title: Ads
                from: facts.ads
                area: sales
                dimensions: {campaign: campaign_key campaign_name}
                columns: [company_name]
                sums: {campaign_budget: decimal}
            roles: {owner: [sales]}
            answering: [owner]
            """)
        .write(
            "reports/organisations.sql",
            """
            select company_id as tenant, 'a company' as name, is_live, zone, is_zone_valid,
                'AUD' as currency, 'en-AU' as locale
            from facts.tenants
            """)
        .write(
            "reports/people.sql",
            """
            select 'nobody' as id, company_id as tenant, 'x@y.example' as email,
                'owner' as role, true as is_active
            from facts.tenants
            """);
  }

  @Test
  void aReferenceCanBeDeclaredWhereTheDatabaseHasNone() throws SQLException {
    OwnSource source = OwnSource.draft(directory, COMPANIES, CAMPAIGNS, ADS.formatted(""));
    for (String written : List.of("campaigns", "campaigns.id")) {
      write(source, "relations: {campaign_id: %s}".formatted(written), "");
      assertThat(source.model().table("ads").orElseThrow().relation("campaign").orElseThrow())
          .isEqualTo(new Relation("campaign", "ads", "campaign_id", "campaigns", "id", false));
    }
    write(source, "relations: {campaign_id: campaigns.name}", "");
    assertThatThrownBy(source::model)
        .hasMessageContaining("parent campaigns has the key [id], not name");
  }

  @Test
  void rowsThatNameTheirParentsTableFindThemToo() throws SQLException {
    OwnSource source =
        OwnSource.draft(
            directory,
            COMPANIES,
            CAMPAIGNS,
            ADS.formatted(""),
            "create table notes (id int primary key, company_id bigint, about text, subject bigint)",
            "insert into companies values (1, 'One', 'UTC'), (2, 'Two', 'UTC')",
            "insert into campaigns values (1, 1, 'a', 1), (2, 1, 'b', 1), (1, 4, 'c', 1)",
            "insert into ads values (1, 1, 1, 'a'), (2, 1, 1, 'b')",
            """
            insert into notes values
                (1, 1, 'campaign', 1), (2, 2, 'campaign', 1), (3, 2, 'ad', 1), (4, 1, 'campaign', 4),
                (5, 2, 'campaign', 4), (6, 2, 'ad', 9), (7, 2, 'user', 1), (8, 2, 'campaign', null)
            """);
    write(
        source,
        "",
        """
          notes:
            polymorphic: {subject: {type: about, parents: {campaign: campaigns, ad: ads}}}
        """);
    Manifest manifest = source.run("duckdb");
    assertThat(
            source.query(
                manifest,
                "select referenced, orphaned, cross_tenant, unmapped_type"
                    + " from recorded.relation_counts where child = 'notes' and parent = 'by about'"))
        .containsExactly(List.of(7L, 1L, 1L, 1L));
    assertThat(
            source.query(
                manifest,
                "select sample_keys from recorded.checks"
                    + " where check_name = 'relations.notes.subject.cross_tenant'"))
        .containsExactly(List.of("company_id=2 id=5"));
  }

  @Test
  void oneColumnThatLeadsToTwoParentsIsDecidedByAPerson() throws SQLException, IOException {
    OwnSource source =
        OwnSource.draft(
            directory,
            COMPANIES,
            "create table users (id int primary key, company_id bigint references companies)",
            "create table profiles (user_id int primary key references users,"
                + " company_id bigint references companies)",
            "create table ads (id int primary key, company_id bigint references companies,"
                + " user_id int references users, foreign key (user_id) references profiles,"
                + " constraint again foreign key (user_id) references users)");
    assertThat(Files.readString(source.file("catalogue.yml")))
        .contains("      user_id: [users.id, profiles.user_id]\n");
    assertThat(source.model().table("ads").orElseThrow().relation("user").orElseThrow().parent())
        .as("the draft has guessed")
        .isEqualTo("users");
    String drafted = Files.readString(source.file("source.yml"));
    assertThat(drafted)
        .contains("      user_id: users.id   # a guess: the database declares all of");

    source.write(
        "source.yml", drafted.replaceAll("user_id: users.id .*", "user_id: profiles as owner"));
    assertThat(source.model().table("ads").orElseThrow().relation("owner").orElseThrow())
        .isEqualTo(new Relation("owner", "ads", "user_id", "profiles", "user_id", true));

    source.write(
        "source.yml", drafted.replaceAll("    relations:\\n      user_id: users.id .*", ""));
    assertThatThrownBy(source::model)
        .hasMessageContaining(
            "the database declares ads.user_id -> users.id and ads.user_id -> profiles.user_id;"
                + " say in relations which one to follow: user_id: users.id or profiles.user_id");
  }

  private static void write(OwnSource source, String ads, String others) {
    source.write(
        "source.yml",
        """
        source: %s
        schema: public
        tenants: {table: companies, key: id, column: company_id, zone: time_zone, default_zone: UTC}
        tables:
          companies:
          campaigns:
          ads: {%s}
        %s"""
            .formatted(source.name(), ads, others));
  }
}
