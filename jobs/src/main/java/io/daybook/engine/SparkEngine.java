package io.daybook.engine;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.FileStore;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Spark, in this process until a master is configured. */
// Scala throws checked exceptions that no signature declares, hence catch (Exception).
final class SparkEngine implements Engine {
  private final FileStore files;
  private final SparkSession session;

  private SparkEngine(FileStore files, SparkSession session) {
    this.files = files;
    this.session = session;
  }

  static SparkEngine open(EngineSettings settings, FileStore files) {
    try {
      SparkSession session = SparkSessions.open(settings);
      for (String statement : Functions.statements("spark.sql")) {
        session.sql(statement);
      }
      SparkRatio.register(session);
      return new SparkEngine(files, session);
    } catch (Exception e) {
      throw Failures.of("spark", "start", e);
    }
  }

  @Override
  public String name() {
    return "spark";
  }

  /** Views of a session have no schema, so {@code facts.orders} is {@code facts__orders} inside. */
  private static String view(String schema, String table) {
    return schema + "__" + table;
  }

  private static String inside(String query) {
    return SqlText.rename(query, SparkEngine::view);
  }

  @Override
  public void register(Dataset dataset) {
    StructType type = struct(dataset.schema());
    String view = view(dataset.layer().schema(), dataset.table());
    try {
      if (dataset.files().isEmpty()) {
        session.createDataFrame(List.of(), type).createOrReplaceTempView(view);
        return;
      }
      String[] paths =
          dataset.files().stream().map(f -> files.absolute(f.path())).toArray(String[]::new);
      session.read().schema(type).parquet(paths).createOrReplaceTempView(view);
    } catch (Exception e) {
      throw Failures.of("spark", "read " + dataset.name(), e);
    }
  }

  @Override
  public List<DataFile> write(String query, Schema schema, String directory) {
    String columns =
        schema.columns().stream()
            .map(
                column ->
                    "cast(computed."
                        + column.name()
                        + " as "
                        + type(column.type())
                        + ") as "
                        + column.name())
            .collect(Collectors.joining(", "));
    try {
      session
          .sql("select " + columns + " from (" + inside(query) + ") as computed")
          .write()
          .parquet(files.absolute(directory));
      return seal(directory);
    } catch (Exception e) {
      throw Failures.of("spark", "write " + directory, e);
    }
  }

  /** Keeps the files that hold rows; Spark also leaves empty ones, markers and checksums. */
  private List<DataFile> seal(String directory) {
    List<DataFile> sealed = new ArrayList<>();
    for (String path : files.list(directory)) {
      long rows = path.endsWith(".parquet") ? files.parquetRows(path) : 0;
      if (rows > 0) {
        sealed.add(files.seal(path, rows));
      } else {
        files.delete(path);
      }
    }
    return sealed;
  }

  @Override
  public List<List<Object>> rows(String query) {
    try {
      List<List<Object>> rows = new ArrayList<>();
      for (Row row : session.sql(inside(query)).collectAsList()) {
        List<Object> values = new ArrayList<>(row.length());
        for (int i = 0; i < row.length(); i++) {
          values.add(value(row.get(i)));
        }
        rows.add(values);
      }
      return rows;
    } catch (Exception e) {
      throw Failures.of("spark", "query", e);
    }
  }

  private static Object value(Object value) {
    if (value instanceof java.sql.Timestamp instant) {
      return instant.toInstant();
    }
    if (value instanceof java.sql.Date date) {
      return date.toLocalDate();
    }
    if (value instanceof scala.math.BigDecimal decimal) {
      return new BigDecimal(decimal.toString());
    }
    return value;
  }

  @Override
  public String literal(Instant instant) {
    return "timestamp '" + instant + "'";
  }

  @Override
  public String literal(LocalDate date) {
    return "date '" + date + "'";
  }

  @Override
  public <T extends Serializable, R extends Serializable> List<R> run(
      List<T> tasks, Work<T, R> work, int parallelism) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    try {
      return JavaSparkContext.fromSparkContext(session.sparkContext())
          .parallelize(tasks, tasks.size())
          .map(work::apply)
          .collect();
    } catch (Exception e) {
      throw Failures.of("spark", "finish a piece of work", e);
    }
  }

  @Override
  public void cancel() {
    session.sparkContext().cancelAllJobs();
  }

  @Override
  public void close() {
    SparkSessions.release(session);
  }

  private static StructType struct(Schema schema) {
    List<StructField> fields = new ArrayList<>();
    for (Column column : schema.columns()) {
      fields.add(DataTypes.createStructField(column.name(), sparkType(column.type()), true));
    }
    return DataTypes.createStructType(fields);
  }

  private static org.apache.spark.sql.types.DataType sparkType(DataType type) {
    return switch (type.kind()) {
      case TEXT -> DataTypes.StringType;
      case INTEGER -> DataTypes.IntegerType;
      case BIGINT -> DataTypes.LongType;
      case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
    };
  }

  private static String type(DataType type) {
    return sparkType(type).sql();
  }
}
