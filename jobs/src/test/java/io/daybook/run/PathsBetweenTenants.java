package io.daybook.run;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoBooks;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where a row of one tenant can name a row of another: every reference between tables of tenants,
 * as the source's model has it, and of one that names its table every branch.
 */
final class PathsBetweenTenants {
  private static final String CROSS_TENANT = ".cross_tenant";

  private final DemoNight night;
  private final SourceModel model;

  PathsBetweenTenants(DemoNight night) {
    this.night = night;
    this.model = night.model;
  }

  /**
   * Fails unless a row was planted on every path, and a release counts what was planted and nothing
   * else.
   *
   * @param worked what the worked examples have beside, by the reference
   */
  void requireCounted(Manifest release, Map<String, Long> worked) throws SQLException {
    Map<String, Long> found =
        CheckOutcome.findings(release.checks()).entrySet().stream()
            .filter(each -> each.getKey().endsWith(CROSS_TENANT) && each.getValue() > 0)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, Long> planted =
        night.planted.stream()
            .filter(each -> each.name().endsWith(CROSS_TENANT))
            .collect(
                Collectors.groupingBy(
                    each -> "relations." + each.name(),
                    Collectors.summingLong(DemoBooks.Plant::count)));
    worked.forEach((path, rows) -> planted.merge(check(path), rows, Long::sum));
    assertThat(found).isEqualTo(planted);
    assertThat(new TreeSet<>(found.keySet())).as("every path").isEqualTo(checks());
    assertThat(atLeastOne(branches().entrySet())).noneMatch(branch -> branch.getValue() == 0);
  }

  /** What counts the rows of each path. */
  private Set<String> checks() {
    Set<String> checks = new TreeSet<>();
    for (SourceTable table : model.tables().values()) {
      table.relations().stream()
          .filter(relation -> isBetweenTenants(table, relation))
          .forEach(relation -> checks.add(check(relation.toString().replaceAll(" -> .*", ""))));
      table
          .polymorphic()
          .forEach(relation -> checks.add(check(table.name() + "." + relation.column())));
    }
    return checks;
  }

  private static String check(String path) {
    return "relations." + path + CROSS_TENANT;
  }

  private boolean isBetweenTenants(SourceTable table, Relation relation) {
    boolean knowsItsTenantBy =
        table.tenancy() instanceof Tenancy.Via via && via.relation().equals(relation.name());
    return !knowsItsTenantBy && isOfTenants(table.name()) && isOfTenants(relation.parent());
  }

  private boolean isOfTenants(String table) {
    return !table.equals(model.tenants().table())
        && !(model.table(table).orElseThrow().tenancy() instanceof Tenancy.Global);
  }

  /** Rows of the source that lead into another tenant, of each branch. */
  private Map<String, Long> branches() throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection owner = night.database.connect();
        Statement statement = owner.createStatement()) {
      for (SourceTable table : model.tables().values()) {
        for (PolymorphicRelation relation : table.polymorphic()) {
          for (Map.Entry<String, List<String>> branch : types(relation).entrySet()) {
            try (ResultSet row = statement.executeQuery(crossing(relation, branch))) {
              row.next();
              rows.put(relation + " " + branch.getKey(), row.getLong(1));
            }
          }
        }
      }
    }
    return rows;
  }

  /** The values of the type column that say each parent. */
  private static Map<String, List<String>> types(PolymorphicRelation relation) {
    return relation.parents().entrySet().stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue,
                LinkedHashMap::new,
                Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
  }

  private String crossing(PolymorphicRelation relation, Map.Entry<String, List<String>> branch) {
    String parent = branch.getKey();
    return """
        select count(*)
        from %1$s as child
        inner join %2$s as parent on parent.%3$s = child.%4$s and parent.%5$s <> child.%5$s
        where lower(trim(child.%6$s)) in ('%7$s')
        """
        .formatted(
            relation.table(),
            parent,
            model.table(parent).orElseThrow().keyBesideTenant().get(0),
            relation.column(),
            model.tenants().column(),
            relation.typeColumn(),
            String.join("', '", branch.getValue()));
  }
}
