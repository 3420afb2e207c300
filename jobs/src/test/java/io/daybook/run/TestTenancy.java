package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.check.TenantBreach;
import io.daybook.demo.DemoTenant;
import io.daybook.fault.Code;
import io.daybook.source.Relation;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reference into another tenant shows nothing of it, changes no number, and is counted. */
class TestTenancy {
  private static final List<String> MARTS =
      List.of(
          "mv_daily_metrics",
          "mv_daily_pipeline",
          "mv_daily_warranty",
          "mv_daily_jobs",
          "mv_current_state");

  @TempDir Path directory;

  @Test
  void noReferenceBringsAnotherTenantsRowAndEveryOneIsCounted() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 31)) {
      List<Relation> relations = withinTenants(fixture);
      assertThat(relations).hasSizeGreaterThan(500);
      Manifest before = fixture.run("duckdb");
      assertThat(counted(fixture, before)).containsAllEntriesOf(counts(fixture, relations));

      int planted = plant(fixture, relations);
      assertThat(planted).as("relations that lead into another tenant").isGreaterThan(250);
      Manifest after = fixture.run("duckdb");
      Map<String, List<Long>> counts = counts(fixture, relations);
      assertThat(counts.values().stream().filter(each -> each.get(2) > 0).count())
          .isGreaterThanOrEqualTo(planted);
      assertThat(counted(fixture, after)).containsAllEntriesOf(counts);
      assertThat(
              TenantBreach.found("renoz", after.release(), after.checks(), before.checks())
                  .orElseThrow()
                  .code())
          .isEqualTo(Code.SEC_TENANT);
      assertThat(TenantBreach.rows(after.checks()) - TenantBreach.rows(before.checks()))
          .isGreaterThan(250);

      for (String mart : MARTS) {
        assertThat(fixture.mart(after.release(), mart))
            .as(mart)
            .isEqualTo(fixture.mart(before.release(), mart));
      }
      assertThat(strangers(fixture, after)).isEmpty();
    }
  }

  /** Relations of tables that know their tenant themselves, on both sides. */
  private static List<Relation> withinTenants(NightFixture fixture) {
    List<Relation> relations = new ArrayList<>();
    for (SourceTable table : fixture.model.tables().values()) {
      for (Relation relation : table.relations()) {
        SourceTable parent = fixture.model.table(relation.parent()).orElseThrow();
        if (table.tenancy() instanceof Tenancy.Own
            && parent.tenancy() instanceof Tenancy.Own
            && !parent.name().equals("organizations")) {
          relations.add(relation);
        }
      }
    }
    return relations;
  }

  /** Of each relation one row's reference is led into another tenant, where constraints allow. */
  private static int plant(NightFixture fixture, List<Relation> relations) throws SQLException {
    int planted = 0;
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement()) {
      for (Relation relation : relations) {
        if (relation.table().equals("quote_versions")) {
          continue; // an opportunity that loses its quote counts as one without: its own number
        }
        try {
          planted +=
              statement.executeUpdate(
                  """
                  update %1$s
                  set %2$s = stranger.%4$s
                  from (
                      select child.ctid as place, parent.%4$s
                      from %1$s as child
                      inner join %3$s as parent on parent.organization_id <> child.organization_id
                      where child.%2$s is not null
                      order by child.ctid desc, parent.%4$s
                      limit 1
                  ) as stranger
                  where %1$s.ctid = stranger.place
                  """
                      .formatted(
                          relation.table(),
                          relation.column(),
                          relation.parent(),
                          relation.parentColumn()));
        } catch (SQLException e) {
          // A generated column or a check forbids it; how many are left is asserted.
          assertThat(e.getSQLState()).as(e.getMessage()).matches("23...|428C9");
        }
      }
    }
    return planted;
  }

  /** Referenced, orphaned and cross-tenant rows of each relation, as PostgreSQL counts them. */
  private static Map<String, List<Long>> counts(NightFixture fixture, List<Relation> relations)
      throws SQLException {
    String all =
        relations.stream()
            .map(
                relation ->
                    """
                    select
                        '%1$s.%2$s -> %3$s.%4$s',
                        count(*) filter (where child.%2$s is not null),
                        count(*) filter (where child.%2$s is not null and not exists (
                            select from %3$s as parent where parent.%4$s = child.%2$s
                        )),
                        count(*) filter (where exists (
                            select from %3$s as parent where parent.%4$s = child.%2$s
                        ) and not exists (
                            select from %3$s as parent
                            where parent.%4$s = child.%2$s
                                and parent.organization_id = child.organization_id
                        ))
                    from %1$s as child
                    """
                        .formatted(
                            relation.table(),
                            relation.column(),
                            relation.parent(),
                            relation.parentColumn()))
            .collect(Collectors.joining(" union all "));
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(all)) {
      Map<String, List<Long>> counts = new TreeMap<>();
      while (row.next()) {
        counts.put(row.getString(1), List.of(row.getLong(2), row.getLong(3), row.getLong(4)));
      }
      return counts;
    }
  }

  private static Map<String, List<Long>> counted(NightFixture fixture, Manifest manifest)
      throws SQLException {
    Map<String, List<Long>> counts = new TreeMap<>();
    for (List<Object> row :
        fixture.query(
            manifest.release(),
            "select relation, referenced, orphaned, cross_tenant from recorded.quality_checks"
                + " where release = "
                + manifest.release())) {
      counts.put(
          (String) row.get(0), List.of((Long) row.get(1), (Long) row.get(2), (Long) row.get(3)));
    }
    return counts;
  }

  /** Rows of facts and marts that hold the mark of a tenant that is not theirs. */
  private static List<String> strangers(NightFixture fixture, Manifest manifest)
      throws SQLException {
    String marks =
        fixture.source.tenants().stream()
            .map(tenant -> "('" + tenant.id() + "', '" + tenant.canary() + "')")
            .collect(Collectors.joining(", "));
    List<String> found = new ArrayList<>();
    int searched = 0;
    for (Dataset dataset : manifest.datasets()) {
      boolean ofTenants =
          dataset.schema().column("organization_id").isPresent()
              && dataset.layer() != Dataset.Layer.RAW;
      if (ofTenants) {
        searched++;
        List<List<Object>> rows =
            fixture.query(
                manifest.release(),
                """
                select count(*)
                from %s as seen
                inner join (values %s) as marks (tenant, mark)
                    on marks.tenant <> seen.organization_id
                    and contains(cast(seen as varchar), marks.mark)
                """
                    .formatted(dataset.name(), marks));
        if (!rows.get(0).get(0).equals(0L)) {
          found.add(dataset.name() + " " + rows.get(0).get(0));
        }
      }
    }
    assertThat(searched).isGreaterThan(40);
    assertThat(fixture.source.tenants()).extracting(DemoTenant::canary).doesNotHaveDuplicates();
    return found;
  }
}
