package io.daybook.engine;

import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * What computes. One engine serves one run; not for use by several threads unless a method says so.
 *
 * <p>SQL that is given here is in the shared dialect and names datasets as {@code raw.orders},
 * {@code facts.orders}, {@code marts.mv_daily_metrics}. Failures are {@link
 * io.daybook.fault.DaybookException}.
 */
public interface Engine extends AutoCloseable {
  /** {@code spark} or {@code duckdb}. */
  String name();

  /**
   * Whether it computes on this machine alone: a cluster must not sort whole columns in one place.
   */
  default boolean isOfOneMachine() {
    return false;
  }

  /**
   * Makes a dataset readable under its name, from the first query on that names it. Types come from
   * its schema, never from its files.
   */
  void register(Dataset dataset);

  /**
   * Computes a query into Parquet files (zstd) below {@code directory}, each column cast to the
   * schema's type, in the schema's order, matched by name. A decimal loses digits after the point
   * half away from zero; a number that does not fit is a failure.
   *
   * @throws io.daybook.fault.DaybookException DEF_DIALECT when the query has not exactly the
   *     columns of the schema, or one that cannot become its type alike on every engine
   * @return its files, fsynced and closed to writing; none when there is no row
   */
  List<DataFile> write(Output output);

  /** Computes a query that sees keys as texts, as {@link #write(Output)} does. */
  default List<DataFile> write(String query, Schema schema, String directory) {
    return write(new Output(query, schema, directory));
  }

  /**
   * Computes queries none of which reads what another writes, several at once where that is sooner.
   * The first failure stops the rest, and is thrown once none is under way any more.
   *
   * @param written hears of each, in their order, in the caller's thread; may use this engine
   */
  default void write(List<Output> outputs, ObjIntConsumer<List<DataFile>> written) {
    for (int i = 0; i < outputs.size(); i++) {
      written.accept(write(outputs.get(i)), i);
    }
  }

  /**
   * What is to be computed, and where to.
   *
   * @param query one select in the shared dialect, parameters already bound
   * @param directory folder below the source's folder of the warehouse, with {@code /}; must be new
   * @param keys how the query sees keys; a column that is stored as one is of such a key
   */
  record Output(String query, Schema schema, String directory, KeyForm keys) {
    /** Of a query that sees keys as texts. */
    public Output(String query, Schema schema, String directory) {
      this(query, schema, directory, KeyForm.TEXT);
    }
  }

  /**
   * Runs a query whose result is small. Values are null, String, Integer, Long, BigDecimal, Double,
   * Boolean, LocalDate or Instant; a key is a String.
   */
  List<List<Object>> rows(String query, KeyForm keys);

  /** Runs a query that sees keys as texts. */
  default List<List<Object>> rows(String query) {
    return rows(query, KeyForm.TEXT);
  }

  /**
   * Runs queries whose results are small, several at once where that is sooner. The first failure
   * stops the rest, and is thrown once none is under way any more.
   *
   * @return the rows of each, in the order of the queries
   */
  default List<List<List<Object>>> rows(List<String> queries, KeyForm keys) {
    return queries.stream().map(query -> rows(query, keys)).toList();
  }

  /** The literal of an instant in this engine's SQL. */
  String literal(Instant instant);

  /**
   * Runs independent pieces of work, at most {@code parallelism} at once in this process, and
   * returns their results in the order of the tasks. Tasks start in their order. The first failure
   * cancels the rest by interrupting them, and is thrown once all in this process have ended. On a
   * cluster {@code parallelism} holds for the whole cluster, and a task whose executor is lost runs
   * again; one of its results is returned.
   */
  <T extends Serializable, R extends Serializable> List<R> run(
      List<T> tasks, Work<T, R> work, int parallelism);

  /**
   * Stops what {@link #run}, {@code write} or {@link #rows} is doing, which then throws CANCELLED;
   * what is called later works again. May be called by another thread. A task of Spark looks up
   * between batches of a file; one that multiplies few rows without end keeps its core.
   */
  void cancel();

  @Override
  void close();

  /** One piece of work; runs on an executor, so it carries all that it needs. */
  @FunctionalInterface
  interface Work<T extends Serializable, R extends Serializable> extends Serializable {
    R apply(T task) throws Exception;
  }
}
