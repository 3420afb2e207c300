package io.daybook.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The condition of a join as what a child looks its parent up by: columns that equal the parent's,
 * and a value that may lie in a range of the parent's.
 *
 * @param ofChild the columns; the value behind them where there is a range
 * @param ofParent the columns in the same order; where there is a range its ends behind them
 * @param ranged whether there is a range
 */
record LookupKey(List<Expression> ofChild, List<Expression> ofParent, boolean ranged) {
  /** The condition of a join, if it is of this form. */
  static Optional<LookupKey> of(Join join) {
    List<Expression> ofChild = new ArrayList<>();
    List<Expression> ofParent = new ArrayList<>();
    List<GreaterThanOrEqual> from = new ArrayList<>();
    List<LessThan> below = new ArrayList<>();
    for (Expression each : conjuncts(join.condition().get())) {
      if (each instanceof GreaterThanOrEqual bound && isPair(join, bound.left(), bound.right())) {
        from.add(bound);
      } else if (each instanceof LessThan bound && isPair(join, bound.left(), bound.right())) {
        below.add(bound);
      } else if (each instanceof EqualTo equal && isPair(join, equal.left(), equal.right())) {
        ofChild.add(equal.left());
        ofParent.add(equal.right());
      } else if (each instanceof EqualTo equal && isPair(join, equal.right(), equal.left())) {
        ofChild.add(equal.right());
        ofParent.add(equal.left());
      } else {
        return Optional.empty();
      }
    }
    boolean ranged = !from.isEmpty() || !below.isEmpty();
    if (ofChild.isEmpty() || (ranged && !isRange(from, below))) {
      return Optional.empty();
    }
    if (ranged) {
      ofChild.add(from.get(0).left());
      ofParent.add(from.get(0).right());
      ofParent.add(below.get(0).right());
    }
    return Optional.of(new LookupKey(ofChild, ofParent, ranged));
  }

  private static boolean isRange(List<GreaterThanOrEqual> from, List<LessThan> below) {
    if (from.size() != 1 || below.size() != 1) {
      return false;
    }
    Expression value = from.get(0).left();
    DataType type = value.dataType();
    return value.semanticEquals(below.get(0).left())
        && (type.equals(DataTypes.LongType) || type.equals(DataTypes.TimestampType));
  }

  private static boolean isPair(Join join, Expression ofChild, Expression ofParent) {
    return isOf(join.left(), ofChild) && isOf(join.right(), ofParent);
  }

  private static boolean isOf(LogicalPlan side, Expression value) {
    return !value.references().isEmpty() && value.references().subsetOf(side.outputSet());
  }

  /** The conditions that all must hold. */
  static List<Expression> conjuncts(Expression condition) {
    if (condition instanceof And and) {
      List<Expression> all = new ArrayList<>(conjuncts(and.left()));
      all.addAll(conjuncts(and.right()));
      return all;
    }
    return List.of(condition);
  }
}
