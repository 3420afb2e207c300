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
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes a left join that finds one row at most by its key into a look at that row: a plan of such
 * joins reads its base once and sends nothing around. Works where a thread plans for {@link
 * Lookups}; every other plan stays as it is.
 */
final class LookupJoins extends Rule<LogicalPlan> {
  private static final ThreadLocal<Lookups.Use> USES = new ThreadLocal<>();

  /** Plans in this thread; what it looks up is told to {@code use}. */
  void during(Lookups.Use use, Runnable planning) {
    USES.set(use);
    try {
      planning.run();
    } finally {
      USES.remove();
    }
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    Lookups.Use use = USES.get();
    return use == null ? plan : rewrite(plan, use);
  }

  private static LogicalPlan rewrite(LogicalPlan plan, Lookups.Use use) {
    LogicalPlan below = plan.mapChildren(child -> rewrite(child, use));
    return below instanceof Join join ? lookedUp(join, use).orElse(below) : below;
  }

  private static Optional<LogicalPlan> lookedUp(Join join, Lookups.Use use) {
    if (join.joinType() != LeftOuter$.MODULE$ || join.condition().isEmpty()) {
      return Optional.empty();
    }
    Optional<LookedUp> parent = LookedUp.of(join.right());
    if (parent.isEmpty()) {
      return Optional.empty();
    }
    return LookupKey.of(join)
        .flatMap(
            key ->
                parent
                    .orElseThrow()
                    .inRelation(key.ofParent())
                    .flatMap(own -> use.lookup(parent.orElseThrow().relation(), own, key.ranged()))
                    .map(lookup -> lookedUp(join, parent.orElseThrow(), lookup, key.ofChild())));
  }

  /**
   * The child's rows, each with its parent's, its parent's parent's and so on; then the columns.
   */
  private static LogicalPlan lookedUp(
      Join join, LookedUp parent, Lookups.Lookup lookup, List<Expression> ofChild) {
    Map<ExprId, Integer> places = new HashMap<>();
    for (Attribute column : parent.read(CollectionConverters.asJava(join.right().output()))) {
      places.put(column.exprId(), lookup.place(parent.relation(), column));
    }
    Alias row = Expressions.named("row", lookup.find(ofChild));
    Map<ExprId, Expression> values = new HashMap<>();
    places.forEach((column, place) -> values.put(column, Expressions.field(row, place)));
    LogicalPlan plan = with(join.left(), row);
    for (Alias further : parent.further()) {
      Expression found = Expressions.substitute(further.child(), values);
      plan = with(plan, Expressions.named(further, Expressions.whereThere(row, found)));
    }
    List<NamedExpression> columns =
        new ArrayList<>(CollectionConverters.asJava(join.left().output()));
    for (Attribute column : CollectionConverters.asJava(join.right().output())) {
      Expression value = Expressions.substitute(parent.value(column), values);
      columns.add(Expressions.named(column, Expressions.whereThere(row, value)));
    }
    return new Project(Expressions.seq(columns), plan);
  }

  private static LogicalPlan with(LogicalPlan plan, NamedExpression added) {
    List<NamedExpression> columns = new ArrayList<>(CollectionConverters.asJava(plan.output()));
    columns.add(added);
    return new Project(Expressions.seq(columns), plan);
  }
}
