package io.daybook.demo;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of each demo source that is a folder of scripts. */
class TestDemoBooks {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 29);
  private static final Map<String, Filled> FILLED = new TreeMap<>();

  /** One that all tests read. */
  private record Filled(Connection owner, DemoFolder folder, DemoBooks books) {}

  private static Filled filled(String name) throws SQLException {
    if (!FILLED.containsKey(name)) {
      FILLED.put(name, filled(name, 7));
    }
    return FILLED.get(name);
  }

  private static Filled filled(String name, long seed) throws SQLException {
    Connection owner = TestPostgres.database().connect();
    DemoFolder folder = DemoFolder.load(name);
    return new Filled(owner, folder, DemoSources.create(owner, name, DemoSize.XS, seed, TODAY));
  }

  @AfterAll
  static void close() throws SQLException {
    for (Filled filled : FILLED.values()) {
      filled.owner().close();
    }
  }

  private static Stream<String> folders() {
    return atLeastOne(
        DemoSources.names().stream().filter(name -> DemoFolder.load(name).isScripts()).toList())
        .stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void plantsExactlyWhatItCounts(String name) throws SQLException, IOException {
    Filled source = filled(name);
    List<String> worked = worked(source);
    Map<String, Long> found = new TreeMap<>();
    try (Statement statement = source.owner().createStatement()) {
      for (String query : queries(name)) {
        try (ResultSet row = statement.executeQuery(query)) {
          while (row.next()) {
            if (!worked.contains(row.getString(2))) {
              found.put(row.getString(1) + " of " + row.getString(2), row.getLong(3));
            }
          }
        }
      }
    }
    Map<String, Long> planted = new TreeMap<>();
    source
        .books()
        .planted()
        .forEach(
            each ->
                planted.put(
                    each.name() + " of " + each.tenant().map(Object::toString).orElse(null),
                    each.count()));
    assertThat(found).hasSizeGreaterThan(100);
    Map<String, String> differences = new TreeMap<>();
    Stream.concat(found.keySet().stream(), planted.keySet().stream())
        .filter(key -> !Objects.equals(found.get(key), planted.get(key)))
        .forEach(
            key ->
                differences.put(key, "planted " + planted.get(key) + ", found " + found.get(key)));
    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void makesTheSameRowsFromTheSameSeed(String name) throws SQLException {
    Filled source = filled(name);
    Filled same = filled(name, 7);
    assertThat(checksums(same)).isEqualTo(checksums(source));
    assertThat(same.books()).isEqualTo(source.books());
    same.owner().close();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void leavesNoTableEmptyAndNothingBehind(String name) throws SQLException {
    Filled source = filled(name);
    for (String table : atLeastOne(tables(source))) {
      assertThat(number(source, "select count(*) from " + table)).as(table).isPositive();
    }
    assertThat(number(source, "select count(*) from pg_namespace where nspname = 'demo'")).isZero();
  }

  /** What a tenant's rows say of others is nothing, whatever column it stands in. */
  @ParameterizedTest
  @MethodSource("folders")
  void marksTextsWithTheirTenant(String name) throws SQLException {
    Filled source = filled(name);
    DemoShape shape = source.folder().shape();
    long marked = 0;
    for (String table : atLeastOne(tables(source, shape.column()))) {
      marked +=
          number(
              source,
              "select count(*) from %s as each where each::text like '%% · kx%%'".formatted(table));
      assertThat(
              number(
                  source,
                  """
                  select count(*)
                  from %1$s as each
                  cross join lateral regexp_matches(each::text, '· (kx[0-9a-f]{6})', 'g') as seen
                  inner join %2$s as tenant on tenant.%3$s = each.%4$s
                  where tenant::text not like '%%' || seen[1] || '%%'
                  """
                      .formatted(table, shape.tenants(), shape.key(), shape.column())))
          .as(table)
          .isZero();
    }
    assertThat(marked).isGreaterThan(1000);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void saysWhichSizesThereAre(String name) throws SQLException {
    try (Connection owner = TestPostgres.database().connect()) {
      assertThatThrownBy(() -> DemoSources.create(owner, name, DemoSize.L, 7, TODAY))
          .isInstanceOf(DaybookException.class)
          .hasMessageContaining("of size L for " + name + ": it has XS, S, M");
    }
  }

  /** Tenants whose rows have a test of their own. */
  private static List<String> worked(Filled source) throws SQLException {
    DemoShape shape = source.folder().shape();
    return atLeastOne(
        texts(
            source,
            "select %s from %s as each where each::text like '%%Worked %%'"
                .formatted(shape.key(), shape.tenants())));
  }

  private static List<String> queries(String name) throws IOException {
    try (InputStream stream = TestDemoBooks.class.getResourceAsStream("planted/" + name + ".sql")) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.replace(":today", TODAY.toString()).split(";\\s*\n"))
          .filter(query -> query.contains("select"))
          .toList();
    }
  }

  private static List<String> tables(Filled source) throws SQLException {
    return texts(
        source,
        "select oid::regclass::text from pg_class where relkind = 'r' and relnamespace = any ("
            + schemas(source)
            + ") order by 1");
  }

  private static List<String> tables(Filled source, String column) throws SQLException {
    return texts(
        source,
        "select attrelid::regclass::text from pg_attribute inner join pg_class on pg_class.oid ="
            + " attrelid where relkind = 'r' and attname = '"
            + column
            + "' and relnamespace = any ("
            + schemas(source)
            + ") order by 1");
  }

  private static String schemas(Filled source) {
    return "array['"
        + String.join("', '", source.folder().shape().schemas())
        + "']::regnamespace[]";
  }

  private static Map<String, String> checksums(Filled source) throws SQLException {
    Map<String, String> sums = new TreeMap<>();
    for (String table : tables(source)) {
      sums.put(
          table,
          texts(
                  source,
                  "select coalesce(md5(string_agg(each::text, '|' order by each::text)), '') from "
                      + table
                      + " as each")
              .get(0));
    }
    return sums;
  }

  private static List<String> texts(Filled source, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = source.owner().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  private static long number(Filled source, String sql) throws SQLException {
    return Long.parseLong(texts(source, sql).get(0));
  }
}
