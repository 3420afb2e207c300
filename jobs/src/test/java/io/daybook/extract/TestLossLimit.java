package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.config.QuarantineLimit;
import io.daybook.copy.ColumnLoss;
import io.daybook.copy.Quarantined;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.fault.Kind;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of a source an extraction may lack. */
class TestLossLimit {
  private static final String INFINITE_DAYS =
      "create table days as select n as id, case when n %% %d = 0 then 'infinity'::date end as day"
          + " from generate_series(1, 3000) n";

  @TempDir Path folder;

  @Test
  void tooManyCellsOfAUsedColumnAreNotBorneAndEachRemedyIsNamed() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, INFINITE_DAYS.formatted(2))) {
      DaybookException failure = refusal(source, used("days", "day"), QuarantineLimit.DEFAULT);

      assertThat(failure.code()).isEqualTo(Code.SRC_POISON);
      assertThat(failure.code().kind()).isEqualTo(Kind.DATA);
      assertThat(failure)
          .hasMessageContaining("Cannot accept the extraction of tested: it has values that")
          .hasMessageContaining("days.day: infinity in 1500 of 3000 rows; that is too many")
          .hasMessageContaining("limit  of a column 1000 values, and 0.1 % of the rows")
          .hasMessageContaining("in sql/tested/source.yml what they mean")
          .hasMessageContaining("days: {infinity: {day: null}} or {types: {day: text}}")
          .hasMessageContaining("then: daybook run tested")
          .hasMessageContaining("nothing of this extraction is kept");
      assertThat(source.files.list("data")).isEmpty();
    }
  }

  @Test
  void whatNothingReadsIsWithoutLimitAndOnlyItsFirstAreNamed() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, INFINITE_DAYS.formatted(2))) {
      Extracted extracted = extract(source, used("days", "id"), QuarantineLimit.DEFAULT);

      assertThat(extracted.losses()).hasSize(1);
      assertThat(extracted.losses().get(0).cells()).isEqualTo(1_500);
      assertThat(extracted.quarantine()).hasSize(100);
      assertThat(extracted.snapshot().tables().get(0).rows()).isEqualTo(3_000);
    }
  }

  @Test
  void asManyCellsAreBorneAsTheConfigurationSaysAndEachOfThemIsNamed() throws Exception {
    try (ExtractedSource source = ExtractedSource.create(folder, INFINITE_DAYS.formatted(2))) {
      QuarantineLimit half = new QuarantineLimit(1_500, new BigDecimal("50"), 0);
      Extracted extracted = extract(source, used("days", "day"), half);
      assertThat(extracted.quarantine())
          .extracting(Quarantined::reason)
          .hasSize(1_500)
          .containsOnly("infinity");

      QuarantineLimit oneLess = new QuarantineLimit(1_499, new BigDecimal("50"), 0);
      assertThat(refusal(source, used("days", "day"), oneLess))
          .hasMessageContaining("days.day: infinity in 1500 of 3000 rows");
    }
  }

  @Test
  void aNumberThatIsUsedIsNotLostUnlessTheOperatorSaysSo() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table sales (id integer primary key, amount numeric(12,2))",
            "insert into sales select n, case n when 7 then 'NaN' else n::numeric end"
                + " from generate_series(1, 100000) n")) {
      assertThat(refusal(source, used("sales", "amount"), QuarantineLimit.DEFAULT))
          .hasMessageContaining(
              "sales.amount: NaN in 1 of 100000 rows, key 7; totals would lack it")
          .hasMessageContaining("sales: {nan: {amount: null}} or {types: {amount: text}}");

      Extracted borne =
          extract(
              source, used("sales", "amount"), new QuarantineLimit(0, new BigDecimal("0.1"), 1));
      assertThat(source.rows(borne, "select count(*), sum(amount) from raw.sales").toString())
          .isEqualTo("[[100000, 5000049993.00]]");
      Extracted unused = extract(source, used("sales", "id"), QuarantineLimit.DEFAULT);
      assertThat(unused.losses().get(0).cells()).isEqualTo(1);
    }
  }

  @Test
  void aValueThatOnlyFitsTheSourcesNewTypeIsNotBorneWhateverTheOperatorSays() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table sales (id integer primary key, pieces integer, amount numeric(12,2))",
            "insert into sales select n, n, n from generate_series(1, 10000) n")) {
      SourceModel model = source.model();
      QuarantineLimit everything = ExtractedSource.LIMITS.quarantine();
      source.execute(
          "alter table sales alter pieces type bigint, alter amount type numeric(16,4)",
          "update sales set pieces = 2147483647, amount = 9999999999.99 where id = 7");
      assertThat(extract(source, model, model.columnNames(), everything).losses()).isEmpty();

      source.execute("update sales set pieces = 2147483648 where id = 7");
      DaybookException wide =
          catchThrowableOfType(
              DaybookException.class,
              () -> extract(source, model, model.columnNames(), everything));
      assertThat(wide.code()).isEqualTo(Code.SRC_POISON);
      assertThat(wide)
          .hasMessageContaining(
              "sales.pieces: more digits than the model declares in 1 of 10000 rows, key 7;"
                  + " the type was integer and is now bigint")
          .hasMessageEndingWith(
              "next   take the new types into the model: daybook source draft tested;"
                  + " then: daybook run tested");
      source.execute("update sales set amount = 0.005 where id = 9");
      assertThatThrownBy(() -> extract(source, model, model.columnNames(), everything))
          .hasMessageContaining(
              "sales.amount: more digits than the model declares in 1 of 10000 rows, key 9;"
                  + " the type was numeric(12,2) and is now numeric(16,4)");
      assertThat(extract(source, model, used("sales", "id"), everything).losses())
          .as("what nothing reads stops nothing")
          .hasSize(2);
      assertThat(extract(source, source.model(), used("sales", "amount"), everything).losses())
          .as("the model knows the new types")
          .isEmpty();
    }
  }

  @Test
  void aValueThatMeansNoneIsNoLossOfANewType() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table sales (id integer primary key, amount numeric(12,2))",
            "insert into sales values (1, 1.25), (2, 'NaN')")) {
      SourceModel model = withoutNumber(source.model(), "sales", "amount");
      source.execute("alter table sales alter amount type numeric(16,4)");

      assertThat(extract(source, model, model.columnNames(), QuarantineLimit.DEFAULT).losses())
          .singleElement()
          .extracting(ColumnLoss::declared)
          .isEqualTo(1L);
    }
  }

  @Test
  void aRowThatOthersMayNameIsNeverLeftOut() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table rates (day date primary key, rate numeric(12,2))",
            "insert into rates values ('2026-01-01', 1), ('infinity', 2)",
            "create table sales (id integer primary key, day date)",
            "insert into sales values (1, '2026-01-01'), (2, null)")) {
      SourceModel lonely = source.model();
      QuarantineLimit everything = ExtractedSource.LIMITS.quarantine();
      assertThat(extract(source, lonely, lonely.columnNames(), everything).quarantine())
          .containsExactly(Quarantined.row("rates", "?", "day", "infinity"));

      SourceModel named = withRelation(lonely, "sales", "day", "rates");
      assertThatThrownBy(() -> extract(source, named, named.columnNames(), everything))
          .hasMessageContaining("rates.day: infinity in 1 of 2 rows")
          .hasMessageContaining("the row would be left out, and other rows may name it");
      assertThatThrownBy(() -> extract(source, named, Map.of(), everything))
          .as("not even where nothing reads it")
          .hasMessageContaining("rates.day: infinity in 1 of 2 rows");
      assertThatThrownBy(
              () ->
                  extract(
                      source,
                      withPolymorphic(lonely, "sales", "id", "day", "rates"),
                      Map.of(),
                      everything))
          .hasMessageContaining("rates.day: infinity in 1 of 2 rows");
    }
  }

  @Test
  void aReferenceThatCannotBeCarriedCostsItsRowWhichIsNotBorneByItself() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table rates (day date primary key, rate numeric(12,2))",
            "insert into rates values ('2026-01-01', 1)",
            "create table sales (id integer primary key, day date, amount numeric(12,2))",
            "insert into sales select n, case n when 9 then 'infinity'::date end, n"
                + " from generate_series(1, 10000) n")) {
      SourceModel model = withRelation(source.model(), "sales", "day", "rates");

      assertThatThrownBy(() -> extract(source, model, model.columnNames(), QuarantineLimit.DEFAULT))
          .hasMessageContaining("sales.day: infinity in 1 of 10000 rows, key 9; the row would be")
          .hasMessageContaining("and with it what it adds to totals");

      Extracted extracted =
          extract(source, model, model.columnNames(), new QuarantineLimit(0, BigDecimal.ZERO, 1));
      assertThat(source.rows(extracted, "select count(*), sum(amount) from raw.sales").toString())
          .isEqualTo("[[9999, 50004991.00]]");
      assertThat(extracted.quarantine())
          .containsExactly(Quarantined.row("sales", "9", "day", "infinity"));
    }
  }

  private static Map<String, Set<String>> used(String table, String... columns) {
    return Map.of(table, Set.of(columns));
  }

  private static Extracted extract(
      ExtractedSource source, Map<String, Set<String>> used, QuarantineLimit limit)
      throws Exception {
    return extract(source, source.model(), used, limit);
  }

  private static Extracted extract(
      ExtractedSource source,
      SourceModel model,
      Map<String, Set<String>> used,
      QuarantineLimit limit) {
    return new Extraction(
            model, used, Map.of(), source.settings(), ExtractedSource.LIMITS.withQuarantine(limit))
        .extract(source.engine(), source.files, "data/r1/raw", 1, new ExtractionListener() {});
  }

  private static DaybookException refusal(
      ExtractedSource source, Map<String, Set<String>> used, QuarantineLimit limit) {
    return catchThrowableOfType(
        DaybookException.class, () -> extract(source, source.model(), used, limit));
  }

  /** With a column whose NaN means that there is none. */
  private static SourceModel withoutNumber(SourceModel model, String table, String column) {
    SourceTable old = model.tables().get(table);
    return with(
        model,
        new SourceTable(
            table,
            old.columns().stream()
                .map(
                    each ->
                        each.name().equals(column)
                            ? new SourceColumn(
                                each.name(),
                                each.sourceType(),
                                each.enumerated(),
                                each.type(),
                                each.nullable(),
                                Set.of(SourceColumn.NoValue.NAN),
                                each.clock())
                            : each)
                .toList(),
            old.key(),
            old.tenancy(),
            old.deletedColumn(),
            old.relations()));
  }

  private static SourceModel withRelation(
      SourceModel model, String table, String column, String parent) {
    SourceTable old = model.tables().get(table);
    return with(
        model,
        new SourceTable(
            table,
            old.columns(),
            old.key(),
            old.tenancy(),
            old.deletedColumn(),
            List.of(new Relation(column, table, column, parent, "day", true))));
  }

  private static SourceModel withPolymorphic(
      SourceModel model, String table, String type, String column, String parent) {
    SourceTable old = model.tables().get(table);
    return with(
        model,
        new SourceTable(
            table,
            old.columns(),
            old.key(),
            old.keyDeclared(),
            old.tenancy(),
            old.deletedColumn(),
            List.of(),
            List.of(new PolymorphicRelation(table, type, column, Map.of("a rate", parent))),
            Set.of()));
  }

  private static SourceModel with(SourceModel model, SourceTable table) {
    Map<String, SourceTable> tables = new LinkedHashMap<>(model.tables());
    tables.put(table.name(), table);
    return new SourceModel(
        model.name(), model.schemas(), model.tenants(), tables, model.vocabularies(), "");
  }
}
