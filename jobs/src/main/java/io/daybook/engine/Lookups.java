package io.daybook.engine;

import io.daybook.warehouse.Dataset;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows that several queries look up, prepared once for all of them. First all are planned, each
 * with a {@link Use}; then each is made ready and run, and closes its use. What no query needs any
 * more is freed; closing frees the rest.
 */
final class Lookups implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lookups.class);

  /** Option of a relation: the name of its dataset. */
  static final String DATASET = "daybook.dataset";

  private final SparkSession session;
  private final Map<String, Dataset> datasets;
  private final NativeMemory memory;
  private final List<Lookup> lookups = new ArrayList<>();

  /**
   * No row is looked up yet.
   *
   * @param datasets that are registered, by their names
   * @param memory for the rows
   */
  Lookups(SparkSession session, Map<String, Dataset> datasets, NativeMemory memory) {
    this.session = session;
    this.datasets = datasets;
    this.memory = memory;
  }

  /** Whether a value is a row that is looked up. */
  static boolean isRow(Expression value) {
    return value instanceof Invoke invoke
        && invoke.targetObject() instanceof Literal literal
        && literal.value() instanceof KeyedRows;
  }

  /** What one query looks up. */
  final class Use implements AutoCloseable {
    private final Set<Lookup> looked = new LinkedHashSet<>();

    /** The rows of a relation by a key; nothing where several rows may have it. */
    Optional<Lookup> lookup(LogicalRelation relation, List<Expression> key, boolean ranged) {
      Optional<Lookup> found = find(relation, key, ranged);
      found.filter(looked::add).ifPresent(Lookup::enter);
      return found;
    }

    /** Reads all rows that are looked up. Whether they can be: memory has a limit. */
    boolean isReady() {
      for (Lookup lookup : looked) {
        if (!lookup.isReady()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void close() {
      looked.forEach(Lookup::leave);
      looked.clear();
    }
  }

  private synchronized Optional<Lookup> find(
      LogicalRelation relation, List<Expression> key, boolean ranged) {
    for (Lookup lookup : lookups) {
      if (lookup.isBy(relation, key, ranged)) {
        return Optional.of(lookup);
      }
    }
    List<Expression> equal = ranged ? key.subList(0, key.size() - 2) : key;
    List<KeyCell> cells =
        equal.stream().map(each -> KeyCell.of(each.dataType())).flatMap(Optional::stream).toList();
    if (cells.size() < equal.size() || !hasOneRow(relation, key)) {
      return Optional.empty();
    }
    Lookup lookup = new Lookup(relation, key, new KeyedRows(cells, ranged, memory));
    lookups.add(lookup);
    return Optional.of(lookup);
  }

  /** Whether a row should be known by the key; {@link KeyedRows#index} finds out whether it is. */
  private boolean hasOneRow(LogicalRelation relation, List<Expression> keys) {
    if (!(relation.relation() instanceof HadoopFsRelation files)) {
      return false;
    }
    Option<String> name = files.options().get(DATASET);
    Dataset dataset = name.isEmpty() ? null : datasets.get(name.get());
    if (dataset == null || dataset.grain().isEmpty()) {
      return false;
    }
    Set<String> columns = new HashSet<>();
    for (Expression key : keys) {
      CollectionConverters.asJava(key.references().toSeq())
          .forEach(column -> columns.add(column.name()));
    }
    return columns.containsAll(dataset.grain());
  }

  @Override
  public synchronized void close() {
    lookups.forEach(lookup -> lookup.rows.close());
  }

  /** Rows of one relation by one key. */
  final class Lookup {
    private final LogicalRelation relation;
    private final int keys;
    private final List<Expression> columns;
    private final KeyedRows rows;
    private int users;
    private Optional<Boolean> ready = Optional.empty();

    private Lookup(LogicalRelation relation, List<Expression> keys, KeyedRows rows) {
      this.relation = relation;
      this.keys = keys.size();
      this.columns = new ArrayList<>(keys);
      this.rows = rows;
    }

    private boolean isBy(LogicalRelation other, List<Expression> otherKeys, boolean ranged) {
      if (!other.relation().equals(relation.relation())
          || otherKeys.size() != keys
          || ranged != rows.isRanged()) {
        return false;
      }
      for (int i = 0; i < keys; i++) {
        if (!own(other, otherKeys.get(i)).semanticEquals(columns.get(i))) {
          return false;
        }
      }
      return true;
    }

    /** An expression of another reading of the same relation in columns of this one. */
    private Expression own(LogicalRelation other, Expression expression) {
      Map<ExprId, Expression> values = new HashMap<>();
      for (int i = 0; i < other.output().size(); i++) {
        values.put(other.output().apply(i).exprId(), relation.output().apply(i));
      }
      return Expressions.substitute(expression, values);
    }

    /** The place of a column in the rows that are found. */
    int place(LogicalRelation other, Attribute column) {
      synchronized (Lookups.this) {
        Expression own = own(other, column);
        for (int i = 0; i < columns.size(); i++) {
          if (columns.get(i).semanticEquals(own)) {
            return i;
          }
        }
        columns.add(own);
        return columns.size() - 1;
      }
    }

    /** The row of a key, with all columns that have a place by now. */
    Expression find(List<Expression> key) {
      List<Expression> parts = new ArrayList<>();
      for (Expression part : key) {
        parts.add(Literal$.MODULE$.create("k" + parts.size(), DataTypes.StringType));
        parts.add(part);
      }
      return new Invoke(
          Literal$.MODULE$.fromObject(rows, new ObjectType(Function.class)),
          "apply",
          type(),
          Expressions.seq(List.of(new CreateNamedStruct(Expressions.seq(parts)))),
          Expressions.seq(List.of()),
          false,
          true,
          true);
    }

    private StructType type() {
      synchronized (Lookups.this) {
        StructField[] fields = new StructField[columns.size()];
        for (int i = 0; i < fields.length; i++) {
          fields[i] = DataTypes.createStructField("c" + i, columns.get(i).dataType(), true);
        }
        return DataTypes.createStructType(fields);
      }
    }

    /** Of several threads the first one reads the rows, the others wait for it. */
    private synchronized boolean isReady() {
      if (ready.isEmpty()) {
        ready = Optional.of(read());
      }
      return ready.orElseThrow();
    }

    private boolean read() {
      List<NamedExpression> selected = new ArrayList<>();
      Expression there = null;
      for (Expression column : columns) {
        if (selected.size() < keys) {
          Expression isThere = new IsNotNull(column);
          there = there == null ? isThere : new And(there, isThere);
        }
        selected.add(Expressions.named("c" + selected.size(), column));
      }
      QueryExecution query =
          org.apache.spark.sql.classic.Dataset.ofRows(
                  (org.apache.spark.sql.classic.SparkSession) session,
                  new Project(Expressions.seq(selected), new Filter(there, relation)))
              .queryExecution();
      Filler filler = new Filler(rows);
      List<Long> counts =
          SQLExecution.withNewExecutionId(
              query,
              Option.empty(),
              () -> query.toRdd().toJavaRDD().mapPartitions(filler).collect());
      long total = counts.stream().mapToLong(Long::longValue).sum();
      boolean fits = !counts.contains(KeyedRows.NO_MEMORY) && rows.index(total, columns.size());
      if (!fits) {
        log.info("Joins without looking up rows of {}", relation.relation());
        rows.close();
      }
      return fits;
    }

    private synchronized void enter() {
      users++;
    }

    private synchronized void leave() {
      users--;
      if (users == 0) {
        rows.close();
      }
    }
  }

  /** Adds the rows of one task; tells their number. */
  private record Filler(KeyedRows target)
      implements FlatMapFunction<Iterator<InternalRow>, Long>, Serializable {
    @Override
    public Iterator<Long> call(Iterator<InternalRow> rows) {
      return List.of(target.add(rows)).iterator();
    }
  }
}
