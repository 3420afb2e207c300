package io.daybook.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.engine.Engine;
import io.daybook.engine.EngineSettings;
import io.daybook.engine.Engines;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may count the findings of a check in its place. */
class TestTallies {
  private static final String ROWS = "(select 1 as id union all select 2 as id)";

  @TempDir Path directory;
  private Engine engine;

  @BeforeEach
  void open() {
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    engine = Engines.open("duckdb", EngineSettings.defaults(directory.resolve("tmp")), files);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static Check check(String name, Check.Tally tally) {
    return new Check(name, CheckKind.RULE, "marts.x", "a test", true, ROWS, "id > 1", List.of("id"))
        .talliedBy(tally);
  }

  @Test
  void countsWhereTheFindingsAreUnlessATallySaysThatThereAreNone() {
    List<Check> checks =
        List.of(
            check("doubtful", new Check.Tally("(select 7 as n)", "sum(n)", false)),
            check("none", new Check.Tally("(select 0 as n)", "sum(n)", false)),
            check("exact", new Check.Tally("(select 9 as n)", "sum(n)", true)));
    assertThat(found(checks)).containsExactly("doubtful 1 [id=2]", "none 0 []", "exact 9 [id=2]");
  }

  @Test
  void countsAllThatADeclaredCheckFindsAndShowsTheFirst() {
    Check declared =
        new Check(
            "checks.declared",
            CheckKind.DECLARED,
            "checks/declared.sql",
            "a test",
            false,
            "(select i as id from range(7) as numbers(i))",
            "true",
            List.of("id"));
    assertThat(found(List.of(declared)))
        .containsExactly("checks.declared 7 [id=0, id=1, id=2, id=3, id=4]");
    List<CheckOutcome> asBefore = List.of(new CheckOutcome("checks.declared", false, 7));
    CheckReport report = CheckRunner.run(engine, List.of(declared), asBefore);
    assertThat(report.results()).containsExactly(new CheckResult(declared, 7, List.of()));
  }

  @Test
  void findsAllRowsThatTheGrainDoesNotTellApart() {
    dataset(
        "(select 'a' as tenant, 'x' as id union all select 'a' as tenant, 'x' as id"
            + " union all select 'a' as tenant, 'x' as id union all select 'b' as tenant, 'x' as id"
            + " union all select 'b' as tenant, null as id union all select 'b' as tenant, null as id"
            + " union all select 'b' as tenant, 'y' as id union all select 'u' as tenant, 'z' as id"
            + " union all select 'u' as tenant, 'z' as id)");
    Check grain = DatasetChecks.grain("facts.sold", List.of("tenant", "id"), "tenant <> 'u'");
    assertThat(found(List.of(grain)))
        .containsExactly("facts.sold.grain 2 [tenant=a id=x, tenant=b id=null]");
  }

  @Test
  void findsNoneInManyRowsThatAreAllDifferent() {
    dataset("(select 'a' as tenant, cast(i as text) as id from range(100000) as numbers(i))");
    Check grain = DatasetChecks.grain("facts.sold", List.of("tenant", "id"), "true");
    assertThat(found(List.of(grain))).containsExactly("facts.sold.grain 0 []");
  }

  @Test
  void countsNullsAsTheFilesHaveThem() {
    dataset(
        "(select 'a' as tenant, 'x' as id union all select 'a' as tenant, null as id"
            + " union all select null as tenant, null as id)");
    Schema schema =
        new Schema(
            List.of(
                new Column("tenant", DataType.TEXT, false, "whose"),
                new Column("id", DataType.TEXT, false, "which")));
    assertThat(found(DatasetChecks.notNull("facts.sold", List.of("id"), schema)))
        .containsExactly(
            "facts.sold.not_null.tenant 1 [id=null]",
            "facts.sold.not_null.id 2 [id=null, id=null]");
  }

  private void dataset(String rows) {
    Schema schema = Schema.of(Column.of("tenant", DataType.TEXT), Column.of("id", DataType.TEXT));
    engine.register(
        new Dataset(
            Dataset.Layer.FACT,
            "sold",
            "a test",
            List.of(),
            schema,
            "definition",
            1,
            new ArrayList<>(
                engine.write("select tenant, id from " + rows + " as sold", schema, "sold"))));
  }

  private List<String> found(List<Check> checks) {
    Stream<CheckResult> results = CheckRunner.run(engine, checks, List.of()).results().stream();
    return results
        .map(each -> each.check().name() + " " + each.findings() + " " + each.sample())
        .toList();
  }
}
