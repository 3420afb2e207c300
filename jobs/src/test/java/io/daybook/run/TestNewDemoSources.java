package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoSize;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo sources as if nobody had described them: what is written for them finds the references
 * that people wrote down, and becomes a release on both engines without an edit.
 */
@Tag("slow")
class TestNewDemoSources {
  @TempDir Path directory;

  @Tag("promise")
  @ParameterizedTest
  @ValueSource(strings = {"renoz", "crm", "thorbis"})
  void findWhatPeopleWroteAndArePublished(String name) throws SQLException {
    requirePublished(name, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"renoz", "crm", "thorbis"})
  void arePublishedOnSparkAsOnDuckDb(String name) throws SQLException {
    requirePublished(name, true);
  }

  private void requirePublished(String name, boolean onSpark) throws SQLException {
    try (DemoNight demo = DemoNight.open(directory.resolve("demo"), name, DemoSize.XS, 7)) {
      OwnSource source = OwnSource.of(directory, demo.database);
      source.begin(demo.model.schemas());
      Map<String, String> written = references(demo.model);
      Map<String, String> found = references(source.model());
      Map<String, String> missed = new TreeMap<>(written);
      missed.entrySet().removeIf(each -> each.getValue().equals(found.get(each.getKey())));
      assertThat(missed.size())
          .as("of %d: %s", written.size(), missed)
          .isLessThanOrEqualTo(written.size() / 20);
      Map<String, String> others = new TreeMap<>(found);
      others.keySet().removeAll(written.keySet());
      others.keySet().removeAll(declared(source.model()));
      assertThat(others.keySet())
          .as("a reference that nobody wrote down is marked as a guess")
          .allSatisfy(
              each ->
                  assertThat(lines(source, each))
                      .isNotEmpty()
                      .allMatch(TestNewDemoSources::isMarked));
      Manifest release = source.run("duckdb");
      assertThat(release.dataset("marts.rows_by_day")).isPresent();
      if (onSpark) {
        assertThat(rows(source, source.run("spark"))).isEqualTo(rows(source, release));
      }
    }
  }

  private static String rows(OwnSource source, Manifest release) throws SQLException {
    return source
        .query(
            release,
            "select fact, day, sum(row_count) from marts.rows_by_day group by all order by all")
        .toString();
  }

  /** What source.yml says of all columns of this one's name, whichever their tables. */
  private static Stream<String> lines(OwnSource source, String reference) {
    String column = reference.substring(reference.lastIndexOf('.') + 1);
    return source
        .text("source.yml")
        .lines()
        .filter(line -> line.startsWith("      " + column + ": "));
  }

  private static boolean isMarked(String line) {
    return line.contains("   # a guess: ") || line.contains(": none   # it ");
  }

  /** What the database says itself is no guess. */
  private static Set<String> declared(SourceModel model) {
    return model.tables().values().stream()
        .flatMap(table -> table.relations().stream())
        .filter(Relation::declared)
        .map(each -> each.table() + "." + String.join("+", each.columns()))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> references(SourceModel model) {
    Map<String, String> references = new TreeMap<>();
    model.tables().values().stream()
        .flatMap(table -> table.relations().stream())
        .forEach(
            each ->
                references.put(
                    each.table() + "." + String.join("+", each.columns()),
                    each.parent() + "." + String.join("+", each.parentColumns())));
    return references;
  }
}
