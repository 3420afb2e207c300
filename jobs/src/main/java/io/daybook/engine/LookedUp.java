package io.daybook.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The side of a join that is looked up: one relation, whole but for rows without a key, and what is
 * made of its columns, other rows that were looked up among it.
 */
final class LookedUp {
  private final LogicalRelation relation;

  /** What the plan's columns are, in columns of the relation and of {@link #further}. */
  private final Map<ExprId, Expression> values = new HashMap<>();

  private final List<Alias> further = new ArrayList<>();

  /** Columns that the plan wants not to be NULL. */
  private final List<Expression> present = new ArrayList<>();

  private LookedUp(LogicalRelation relation) {
    this.relation = relation;
    for (Attribute column : CollectionConverters.asJava(relation.output())) {
      values.put(column.exprId(), column);
    }
  }

  /** A plan as such a side, if it is one. */
  static Optional<LookedUp> of(LogicalPlan plan) {
    if (plan instanceof LogicalRelation relation) {
      return Optional.of(new LookedUp(relation));
    }
    if (plan instanceof Filter filter) {
      return of(filter.child()).filter(side -> side.holds(filter.condition()));
    }
    if (plan instanceof Project project) {
      Optional<LookedUp> side = of(project.child());
      side.ifPresent(found -> found.select(CollectionConverters.asJava(project.projectList())));
      return side;
    }
    return Optional.empty();
  }

  private boolean holds(Expression condition) {
    for (Expression each : LookupKey.conjuncts(condition)) {
      if (!(each instanceof IsNotNull there)) {
        return false;
      }
      present.add(Expressions.substitute(there.child(), values));
    }
    return true;
  }

  private void select(List<NamedExpression> columns) {
    for (NamedExpression column : columns) {
      if (column instanceof Alias alias) {
        Expression value = Expressions.substitute(alias.child(), values);
        if (Lookups.isRow(value)) {
          further.add(Expressions.named(alias, value));
          values.put(alias.exprId(), alias.toAttribute());
        } else {
          values.put(alias.exprId(), value);
        }
      }
    }
  }

  LogicalRelation relation() {
    return relation;
  }

  /** Rows that are found by values of this one, in the order in which they are found. */
  List<Alias> further() {
    return further;
  }

  /** The relation's columns of which these columns of the plan and further rows are made. */
  List<Attribute> read(List<Attribute> ofPlan) {
    List<Expression> made = new ArrayList<>();
    further.forEach(row -> made.add(row.child()));
    ofPlan.forEach(column -> made.add(value(column)));
    return CollectionConverters.asJava(relation.output()).stream()
        .filter(column -> made.stream().anyMatch(value -> value.references().contains(column)))
        .map(Attribute.class::cast)
        .toList();
  }

  /** What a column of the plan is. */
  Expression value(Attribute column) {
    return values.get(column.exprId());
  }

  /**
   * The same key in columns of the relation; nothing where it needs another row, or where rows are
   * left out that have it.
   */
  Optional<List<Expression>> inRelation(List<Expression> ofPlan) {
    List<Expression> keys =
        ofPlan.stream().map(key -> Expressions.substitute(key, values)).toList();
    boolean isOwn = keys.stream().allMatch(key -> key.references().subsetOf(relation.outputSet()));
    boolean isWhole =
        present.stream().allMatch(each -> keys.stream().anyMatch(each::semanticEquals));
    return isOwn && isWhole ? Optional.of(keys) : Optional.empty();
  }
}
