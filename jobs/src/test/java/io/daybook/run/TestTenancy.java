package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.check.CheckChanges;
import io.daybook.check.Relations;
import io.daybook.fault.Code;
import io.daybook.run.StrayReferences.Stray;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
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

  @Tag("slow")
  @Tag("promise")
  @Test
  void noReferenceBringsAnotherTenantsRowAndEveryOneIsCounted() throws SQLException {
    try (NightFixture fixture = NightFixture.open(directory, 31);
        StrayReferences strays = new StrayReferences(fixture, FkArrow.all(fixture.model))) {
      strays.prepare();
      Manifest before = fixture.run("duckdb");
      Map<String, List<Long>> sound = strays.count();
      assertThat(counted(fixture, before)).containsExactlyInAnyOrderEntriesOf(sound);

      List<Stray> planted = strays.plant();
      assertEachArrowIsPlanted(FkArrow.all(fixture.model), planted);
      Manifest after = fixture.run("duckdb");
      Map<String, List<Long>> counts = counted(fixture, after);
      assertThat(counts).containsExactlyInAnyOrderEntriesOf(strays.count());
      assertThat(wrong(counts)).containsExactlyInAnyOrderEntriesOf(wrong(with(sound, planted)));
      long crossed = planted.stream().filter(each -> !each.orphan()).count();
      assertThat(Relations.crossTenant(after.checks()) - Relations.crossTenant(before.checks()))
          .isEqualTo(crossed);
      assertThat(
              CheckChanges.between("renoz", after.release(), after.checks(), before.checks())
                  .news(List.of(), LocalDate.EPOCH)
                  .problems()
                  .get(0)
                  .code())
          .isEqualTo(Code.SEC_TENANT);

      for (String mart : MARTS) {
        assertThat(fixture.mart(after.release(), mart))
            .as(mart)
            .isEqualTo(fixture.mart(before.release(), mart));
      }
      assertThat(strangers(fixture, after)).isEmpty();
    }
  }

  /** Once into another tenant and once nowhere; what cannot be is here by name. */
  private static void assertEachArrowIsPlanted(List<FkArrow> arrows, List<Stray> planted) {
    List<String> all = arrows.stream().map(FkArrow::reference).toList();
    List<String> documented = FkArrow.documented();
    assertThat(documented).hasSize(100).isSubsetOf(all);
    List<String> sayTenant =
        arrows.stream().filter(FkArrow::saysTenant).map(FkArrow::reference).toList();
    List<String> crossing = references(planted, false);
    assertThat(crossing).containsExactlyElementsOf(without(all, sayTenant));
    assertThat(without(documented, crossing))
        .as("say whose the row is: they lead to no other tenant than the row's")
        .containsExactly("users.organization_id", "user_sessions.user_id");
    List<String> orphans = references(planted, true);
    assertThat(orphans).doesNotHaveDuplicates();
    assertThat(without(all, orphans)).isSubsetOf(sayTenant);
    assertThat(without(documented, orphans)).isEmpty();
  }

  private static List<String> references(List<Stray> planted, boolean orphans) {
    return planted.stream()
        .filter(each -> each.orphan() == orphans)
        .map(each -> each.arrow().reference())
        .toList();
  }

  private static List<String> without(List<String> all, List<String> some) {
    return all.stream().filter(each -> !some.contains(each)).toList();
  }

  /** What the counts become by what was planted, one by one. */
  private static Map<String, List<Long>> with(Map<String, List<Long>> counts, List<Stray> planted) {
    Map<String, List<Long>> more = new TreeMap<>(counts);
    for (Stray each : planted) {
      List<Long> six = new ArrayList<>(more.get(each.arrow().name()));
      six.set(1, six.get(1) + (each.wasNull() ? 1 : 0));
      int wrong = each.orphan() ? 2 : 3;
      six.set(wrong, six.get(wrong) + 1);
      more.put(each.arrow().name(), six);
    }
    return more;
  }

  /** Counts without that of the child's rows. */
  private static Map<String, List<Long>> wrong(Map<String, List<Long>> counts) {
    Map<String, List<Long>> wrong = new TreeMap<>();
    counts.forEach((name, six) -> wrong.put(name, six.subList(1, six.size())));
    return wrong;
  }

  /** The six counts of each arrow as the release records them. */
  private static Map<String, List<Long>> counted(NightFixture fixture, Manifest manifest)
      throws SQLException {
    Map<String, List<Long>> counts = new TreeMap<>();
    for (List<Object> row :
        fixture.query(
            manifest.release(),
            """
            select relation, child_rows, referenced, orphaned, cross_tenant, deleted_parent,
                unmapped_type
            from recorded.relation_counts
            where release = %d"""
                .formatted(manifest.release()))) {
      counts.put((String) row.get(0), row.stream().skip(1).map(count -> (Long) count).toList());
    }
    return counts;
  }

  /** Facts and marts with rows that hold the mark of a tenant that is not theirs. */
  private static List<String> strangers(NightFixture fixture, Manifest manifest)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (MarkedNight marked = new MarkedNight(fixture, manifest)) {
      assertThat(marked.datasets()).hasSizeGreaterThan(40);
      for (String dataset : marked.datasets()) {
        if (marked.rows(dataset).strange() > 0) {
          found.add(dataset);
        }
      }
    }
    return found;
  }
}
