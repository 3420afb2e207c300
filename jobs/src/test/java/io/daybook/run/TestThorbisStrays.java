package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoSize;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A reference into another business is worth what one that leads nowhere is: led there instead, on
 * every path and whatever kind of row it names, not one number of any mart is another.
 */
class TestThorbisStrays {
  @TempDir Path directory;

  @Tag("slow")
  @Tag("promise")
  @Test
  void readsNothingOfAnotherBusiness() throws SQLException {
    DemoNight astray = ThorbisNight.shared();
    Manifest first = ThorbisNight.release();
    try (DemoNight nowhere = ThorbisNight.open(directory, DemoSize.XS, ThorbisNight.SEED)) {
      Map<List<Object>, Object> led = leadNowhere(nowhere);
      Manifest second = nowhere.run("duckdb");
      assertThat(sum(first, ".cross_tenant")).isGreaterThan(100);
      assertThat(sum(second, ".cross_tenant")).isZero();
      assertThat(sum(second, ".orphaned"))
          .isEqualTo(sum(first, ".orphaned") + sum(first, ".cross_tenant"));
      for (String mart : astray.marts()) {
        assertThat(nowhere.mart(second.release(), mart))
            .as(mart)
            .containsExactlyElementsOf(
                DemoNight.sorted(led(astray.mart(first.release(), mart), led)));
      }
    }
  }

  /** The keys that were another business's, by the business that wrote them. */
  private static Map<List<Object>, Object> leadNowhere(DemoNight night) throws SQLException {
    Map<List<Object>, Object> led = new HashMap<>();
    try (Connection owner = night.database.connect();
        Statement statement = owner.createStatement()) {
      // Declared foreign keys are not looked at by this session.
      statement.execute("set session_replication_role = replica");
      for (SourceTable table : night.model.tables().values()) {
        for (String update : updates(night, table)) {
          try (ResultSet row = statement.executeQuery(update)) {
            while (row.next()) {
              led.put(List.of(row.getString(1), row.getString(2)), row.getString(3));
            }
          }
        }
      }
    }
    return led;
  }

  private static List<String> updates(DemoNight night, SourceTable table) {
    List<String> updates = new ArrayList<>();
    for (Relation relation : table.relations()) {
      if (isOfTenants(night, relation.parent()) && isOfTenants(night, table.name())) {
        updates.add(update(table.name(), relation.columns().get(0), relation.parent()));
      }
    }
    for (PolymorphicRelation relation : table.polymorphic()) {
      Set<String> parents = new HashSet<>(relation.parents().values());
      parents.forEach(each -> updates.add(update(table.name(), relation.column(), each)));
    }
    return updates;
  }

  private static boolean isOfTenants(DemoNight night, String table) {
    return !table.equals(night.model.tenants().table())
        && !(night.model.table(table).orElseThrow().tenancy() instanceof Tenancy.Global);
  }

  private static String update(String child, String column, String parent) {
    return """
        update %1$s as child
        set %2$s = cast(md5('astray' || parent.id) as uuid)
        from %3$s as parent
        where parent.id = child.%2$s and parent.business_id <> child.business_id
        returning
            cast(child.business_id as text), cast(parent.id as text), cast(child.%2$s as text)
        """
        .formatted(child, column, parent);
  }

  private static List<List<Object>> led(List<List<Object>> rows, Map<List<Object>, Object> led) {
    return rows.stream()
        .map(row -> row.stream().map(cell -> led(row.get(0), cell, led)).toList())
        .collect(Collectors.toList());
  }

  private static Object led(Object business, Object cell, Map<List<Object>, Object> led) {
    return cell instanceof String key ? led.getOrDefault(List.of(business, key), cell) : cell;
  }

  private static long sum(Manifest release, String end) {
    return CheckOutcome.findings(release.checks()).entrySet().stream()
        .filter(each -> each.getKey().startsWith("relations.") && each.getKey().endsWith(end))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
