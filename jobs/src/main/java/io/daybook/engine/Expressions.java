package io.daybook.engine;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What {@link LookupJoins} writes in Spark's own tree of expressions. */
final class Expressions {
  private Expressions() {}

  static <T> Seq<T> seq(List<T> values) {
    return CollectionConverters.asScala(values).toList();
  }

  /** A new column. */
  static Alias named(String name, Expression value) {
    return alias(name, value, NamedExpression$.MODULE$.newExprId());
  }

  /** A column that others know already, with another value. */
  static Alias named(NamedExpression column, Expression value) {
    return alias(column.name(), value, column.exprId());
  }

  private static Alias alias(String name, Expression value, ExprId id) {
    Seq<String> none = seq(List.of());
    return new Alias(value, name, id, none, Option.empty(), none);
  }

  /** A field of a row that is a column. */
  static Expression field(Alias row, int place) {
    return new GetStructField(row.toAttribute(), place, Option.empty());
  }

  /** An expression with other values for columns. */
  static Expression substitute(Expression expression, Map<ExprId, Expression> values) {
    if (expression instanceof Attribute column) {
      return values.getOrDefault(column.exprId(), column);
    }
    return expression.mapChildren(child -> substitute(child, values));
  }

  /** A value that is NULL where its row is: a left join adds nothing else where it finds none. */
  static Expression whereThere(Alias row, Expression value) {
    return isNullWithItsRow(value)
        ? value
        : new If(
            new IsNull(row.toAttribute()), Literal$.MODULE$.create(null, value.dataType()), value);
  }

  private static boolean isNullWithItsRow(Expression value) {
    if (value instanceof Invoke invoke
        && invoke.arguments().head() instanceof CreateNamedStruct key) {
      return CollectionConverters.asJava(key.valExprs()).stream()
          .allMatch(Expressions::isNullWithItsRow);
    }
    return value instanceof GetStructField || value instanceof Attribute;
  }
}
