package io.daybook.fact;

import io.daybook.engine.Engine;
import io.daybook.engine.EngineSettings;
import io.daybook.engine.Engines;
import io.daybook.engine.SqlText;
import io.daybook.mart.MartModel;
import io.daybook.parquet.ParquetTable;
import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Dataset.Layer;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.NewFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A warehouse of one test: raw tables of given rows, facts and marts built by a real engine. */
public final class FactWarehouse implements AutoCloseable {
  private static final ZoneOffsets ZONES = ZoneOffsets.inForce();

  private final FileStore files;
  private final Engine engine;

  public FactWarehouse(String engine, Path directory) {
    this(engine, directory, ZONES);
  }

  /** One whose local days are made with these rules. */
  FactWarehouse(String engine, Path directory, ZoneOffsets zones) {
    this.files = FileStore.open(directory.resolve("warehouse").toString());
    this.engine =
        Engines.open(engine, EngineSettings.defaults(directory.resolve("temporary")), files);
    put(Layer.FACT, ZoneOffsets.NAME, ZoneOffsets.schema(), zones.rows());
  }

  /** Rows of a raw table; columns that are not named are NULL. */
  public void raw(SourceModel model, String table, String columns, Object[]... rows) {
    SourceTable source = model.table(table).orElseThrow();
    List<String> names = List.of(columns.split(", "));
    List<List<Object>> full = new ArrayList<>();
    for (Object[] row : rows) {
      Object[] values = new Object[source.columns().size()];
      for (int i = 0; i < names.size(); i++) {
        values[source.rawSchema().names().indexOf(names.get(i))] = row[i];
      }
      full.add(Arrays.asList(values));
    }
    // What a source's constraints forbid must be tested too.
    put(Layer.RAW, table, nullable(source.rawSchema()), full);
  }

  /** Rows of a raw table, whole, in so many files. */
  public void raw(SourceModel model, String table, List<List<Object>> rows, int files) {
    put(Layer.RAW, table, nullable(model.table(table).orElseThrow().rawSchema()), rows, files);
  }

  /** Raw tables that were not given have no rows. */
  public void emptyRaw(SourceModel model, List<String> but) {
    for (SourceTable table : model.tables().values()) {
      if (!but.contains(table.name())) {
        raw(model, table.name(), "");
      }
    }
  }

  private static Schema nullable(Schema schema) {
    return new Schema(
        schema.columns().stream()
            .map(column -> io.daybook.schema.Column.of(column.name(), column.type()))
            .toList());
  }

  /** Writes and registers a dataset of given rows. */
  public void put(Layer layer, String name, Schema schema, List<List<Object>> rows) {
    put(layer, name, schema, rows, 1);
  }

  /** The same in so many files, or one a row where there are fewer rows. */
  public void put(Layer layer, String name, Schema schema, List<List<Object>> rows, int fileCount) {
    List<DataFile> written = new ArrayList<>();
    int each = Math.max(1, (rows.size() + fileCount - 1) / fileCount);
    for (int start = 0; start < rows.size(); start += each) {
      List<List<Object>> some = rows.subList(start, Math.min(rows.size(), start + each));
      NewFile file =
          files.create("data/r0/%s/%s/%d.parquet".formatted(layer.schema(), name, written.size()));
      try {
        written.add(file.seal(ParquetTable.write(file, schema, Map.of(), some)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    register(layer, name, schema, written);
  }

  public void build(List<FactModel> facts) {
    for (FactModel fact : facts) {
      String directory = "data/r1/" + fact.dataset().replace('.', '/');
      register(
          Layer.FACT,
          fact.name(),
          fact.schema(),
          engine.write(new Engine.Output(fact.sql(), fact.schema(), directory, KeyForm.STORED)));
    }
  }

  public void build(List<MartModel> marts, long release, Instant asOf) {
    for (MartModel mart : marts) {
      String directory = "data/r1/" + mart.dataset().replace('.', '/');
      Map<String, String> literals =
          Map.of("release", Long.toString(release), "as_of_instant", engine.literal(asOf));
      if (mart.layer() == Layer.RECORDED) {
        register(Layer.RECORDED, mart.name(), mart.schema(), List.of());
      }
      String sql = SqlText.bind(mart.sql(), literals);
      register(
          mart.layer(), mart.name(), mart.schema(), engine.write(sql, mart.schema(), directory));
    }
  }

  private void register(Layer layer, String name, Schema schema, List<DataFile> written) {
    engine.register(
        new Dataset(layer, name, "a test", List.of(), schema, "definition", 1, written));
  }

  public Engine engine() {
    return engine;
  }

  public List<List<Object>> rows(String query) {
    return engine.rows(query);
  }

  @Override
  public void close() {
    engine.close();
  }
}
