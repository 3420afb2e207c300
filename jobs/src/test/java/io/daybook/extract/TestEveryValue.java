package io.daybook.extract;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.copy.ColumnLoss;
import io.daybook.copy.Quarantined;
import io.daybook.engine.Engine;
import io.daybook.engine.EngineSettings;
import io.daybook.engine.Engines;
import io.daybook.engine.SharedSpark;
import io.daybook.source.SourceDraft;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.warehouse.SourceSnapshot.TableSnapshot;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every value of {@code poison.txt} in a real PostgreSQL, extracted, read by both engines: exactly
 * what {@code select value::text} shows, or NULL, with table, key, column and reason. The same
 * values through Spark's own JDBC reader show that this is not to be had for nothing.
 */
class TestEveryValue {
  private static final PoisonFile FILE = PoisonFile.load();
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @TempDir static Path folder;
  private static ExtractedSource source;
  private static SourceModel model;
  private static Extracted extracted;

  @BeforeAll
  static void extract() throws Exception {
    List<String> statements = new ArrayList<>(FILE.setup());
    statements.add("create table tenants (id uuid primary key, zone text)");
    FILE.types().forEach(type -> statements.addAll(type.statements()));
    source = ExtractedSource.create(folder, statements.toArray(String[]::new));
    // What a role or a database may have set must not change what is read.
    for (String setting :
        List.of(
            "datestyle = 'German'",
            "intervalstyle = 'sql_standard'",
            "bytea_output = 'escape'",
            "extra_float_digits = -3",
            "timezone = 'Australia/Lord_Howe'")) {
      source.execute(
          "do $$ begin execute format('alter database %I set "
              + setting.replace("'", "''")
              + "', current_database()); end $$");
    }
    model = drafted();
    extracted =
        source.extract(
            model, source.settings(), ExtractedSource.LIMITS, new ExtractionListener() {});
  }

  @AfterAll
  static void close() {
    source.close();
  }

  /** The model that a person would draft of this database. */
  private static SourceModel drafted() throws Exception {
    Path sql = folder.resolve("sql");
    Path directory = Files.createDirectories(sql.resolve("tested"));
    Files.writeString(
        directory.resolve("source.yml"),
        """
        source: tested
        schema: public
        tenants: {table: tenants, key: id, column: tenant_id, zone: zone, default_zone: UTC}
        tables:
          tenants:
        """
            + FILE.types().stream()
                .map(type -> "  " + type.table() + ": {tenant: global}\n")
                .collect(Collectors.joining()));
    try (Connection owner = source.database.connect()) {
      SourceDraft.write(sql, "tested", "public", owner);
    }
    return SourceModel.load(sql, "tested");
  }

  @Test
  void everyTypeHasItsTypeInParquet() {
    for (PoisonFile.Type type : atLeastOne(FILE.types())) {
      SourceTable table = model.table(type.table()).orElseThrow();
      assertThat(table.columns().get(1).type()).as(type.name()).hasToString(type.raw());
    }
  }

  @Test
  void duckDbReadsEveryValueAsPostgreSqlPrintsIt() throws Exception {
    extracted.tables().forEach(source.engine()::register);
    assertThat(read(source.engine())).containsExactlyElementsOf(expected());
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void sparkReadsEveryValueAsPostgreSqlPrintsIt() throws Exception {
    SharedSpark.hold();
    try (Engine spark =
        Engines.open("spark", EngineSettings.defaults(folder.resolve("spark")), source.files)) {
      extracted.tables().forEach(spark::register);
      assertThat(read(spark)).containsExactlyElementsOf(expected());
    }
  }

  @Test
  void whatCannotBeCarriedIsNamedAndNothingIsLost() {
    List<Quarantined> expected = new ArrayList<>();
    for (PoisonFile.Type type : FILE.types()) {
      long lost = 0;
      for (int i = 0; i < type.values().size(); i++) {
        PoisonFile.Value value = type.values().get(i);
        if (value.outcome() == PoisonFile.Outcome.QUARANTINED) {
          expected.add(Quarantined.cell(type.table(), "" + (i + 1), "v", value.expected()));
          lost++;
        }
      }
      TableSnapshot counts =
          extracted.snapshot().tables().stream()
              .filter(table -> table.table().equals(type.table()))
              .findFirst()
              .orElseThrow();
      assertThat(counts.rows()).as(type.name()).isEqualTo(type.values().size());
      assertThat(counts.quarantined()).isZero();
      assertThat(
              extracted.losses().stream()
                  .filter(loss -> loss.table().equals(type.table()))
                  .mapToLong(ColumnLoss::cells)
                  .sum())
          .as(type.name())
          .isEqualTo(lost);
    }
    assertThat(extracted.quarantine()).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** One line a value: {@code t07 date 3 1500-02-28}. */
  private static List<String> expected() throws Exception {
    List<String> lines = new ArrayList<>();
    for (PoisonFile.Type type : FILE.types()) {
      List<List<Object>> printed =
          ExtractedSource.query(
              source.database,
              "set datestyle = 'ISO'; set intervalstyle = 'postgres'; set bytea_output = 'hex';"
                  + " set extra_float_digits = 1; set timezone = 'UTC'",
              "select v::text from " + type.table() + " order by id");
      for (int i = 0; i < printed.size(); i++) {
        PoisonFile.Value value = type.values().get(i);
        Object text = printed.get(i).get(0);
        lines.add(
            line(
                type,
                i + 1,
                switch (value.outcome()) {
                  case EXACT -> printed(type, text);
                  case GIVEN -> value.expected();
                  case QUARANTINED -> null;
                }));
      }
    }
    return lines;
  }

  /** Doubles are compared as numbers: engines and PostgreSQL print the same one differently. */
  private static Object printed(PoisonFile.Type type, Object text) {
    if (text == null || !type.raw().equals("double")) {
      return text;
    }
    return type.name().equals("real")
        ? Double.toString(Float.parseFloat(text.toString()))
        : Double.toString(Double.parseDouble(text.toString()));
  }

  /** Tables whose values have the same type in one query: one a table takes Spark half a minute. */
  private static List<String> read(Engine engine) {
    Map<String, List<List<Object>>> rows = new HashMap<>();
    FILE.types().stream()
        .collect(Collectors.groupingBy(PoisonFile.Type::raw))
        .values()
        .forEach(
            alike -> {
              String query =
                  alike.stream()
                      .map(PoisonFile.Type::table)
                      .map(table -> "select '" + table + "' as origin, id, v from raw." + table)
                      .collect(Collectors.joining(" union all "));
              for (List<Object> row : engine.rows(query + " order by origin, id nulls last")) {
                rows.computeIfAbsent((String) row.get(0), key -> new ArrayList<>()).add(row);
              }
            });
    List<String> lines = new ArrayList<>();
    for (PoisonFile.Type type : FILE.types()) {
      for (List<Object> row : rows.getOrDefault(type.table(), List.of())) {
        lines.add(line(type, row.get(1), text(type, row.get(2))));
      }
    }
    return lines;
  }

  private static String text(PoisonFile.Type type, Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Instant instant) {
      String zone = type.name().contains("without") || type.name().equals("timestamp") ? "" : "+00";
      int micros = instant.get(ChronoField.MICRO_OF_SECOND);
      String fraction = micros == 0 ? "" : ("." + "%06d".formatted(micros)).replaceAll("0+$", "");
      return SECONDS.format(instant) + fraction + zone;
    }
    return value == null ? null : value.toString();
  }

  private static String line(PoisonFile.Type type, Object id, Object text) {
    return type.table() + " " + type.name() + " " + id + " " + text;
  }
}
