package io.daybook.engine;

import io.daybook.schema.Schema;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;

/** A session of Spark that holds no row: what Spark analyses it does not yet run. */
final class SparkBinder implements Binder {
  private final SparkSession session;

  private SparkBinder(SparkSession session) {
    this.session = session;
  }

  static SparkBinder open(EngineSettings settings) {
    try {
      SparkSession session = RememberingClassLoader.in(() -> SparkSessions.open(settings));
      SparkDialect.register(session);
      return new SparkBinder(session);
    } catch (Exception e) {
      throw Failures.of(SparkEngine.NAME, "start", e);
    }
  }

  @Override
  public String engine() {
    return SparkEngine.NAME;
  }

  @Override
  public void declare(String dataset, Schema schema) {
    int dot = dataset.indexOf('.');
    String view = SparkDialect.view(dataset.substring(0, dot), dataset.substring(dot + 1));
    try {
      RememberingClassLoader.in(
          () -> {
            session
                .createDataFrame(List.of(), SparkTypes.struct(schema))
                .createOrReplaceTempView(view);
            return view;
          });
    } catch (Exception e) {
      throw Failures.of(SparkEngine.NAME, "declare " + dataset, e);
    }
  }

  @Override
  public List<Fault> faults(String query) {
    return analysed(
        () -> {
          session.sql(SparkDialect.rewrite(query)).schema();
          return List.of();
        });
  }

  @Override
  public List<Fault> faults(String query, Schema schema) {
    return analysed(
        () ->
            Casts.differences(
                SparkEngine.results(session.sql(SparkDialect.rewrite(query)).schema().fields()),
                schema));
  }

  private static List<Fault> analysed(Callable<List<Fault>> query) {
    try {
      return RememberingClassLoader.in(query);
    } catch (Exception e) { // Scala throws checked exceptions that no signature declares
      return List.of(Fault.of(SparkEngine.NAME, e));
    }
  }

  @Override
  public void close() {
    SparkSessions.release(session);
  }
}
