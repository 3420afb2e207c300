package io.daybook.engine;

import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;

/** A session of Spark that holds no row: what Spark analyses it does not yet run. */
final class SparkBinder implements Binder {
  private record Declared(String dataset, Schema schema) {}

  private final SparkSession session;
  private final Views<Declared> views = new Views<>(this::view);

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
    views.put(dataset, new Declared(dataset, schema));
  }

  private void view(Declared view, KeyForm keys) {
    String name = Views.name(view.dataset(), keys, SparkDialect::view);
    Schema seen = keys == KeyForm.STORED ? view.schema() : view.schema().read();
    try {
      RememberingClassLoader.in(
          () -> {
            session
                .createDataFrame(List.of(), SparkTypes.struct(seen))
                .createOrReplaceTempView(name);
            return name;
          });
    } catch (Exception e) {
      throw Failures.of(SparkEngine.NAME, "declare " + view.dataset(), e);
    }
  }

  @Override
  public List<Fault> faults(String query, KeyForm keys) {
    views.make(query, keys);
    return analysed(
        () -> {
          session.sql(SparkDialect.rewrite(query, keys)).schema();
          return List.of();
        });
  }

  @Override
  public List<Fault> faults(String query, Schema schema, KeyForm keys) {
    views.make(query, keys);
    return analysed(
        () ->
            Casts.differences(
                SparkEngine.results(
                    session.sql(SparkDialect.rewrite(query, keys)).schema().fields()),
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
