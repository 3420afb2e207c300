package io.daybook.report.custom.sql;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the catalogue's formulas and conditions and computes them row by row: no engine, no query.
 * Knows what the catalogue uses, and fails on anything else.
 */
final class NaiveSql {
  /** A value of one row, or of all rows where it holds an aggregate. */
  interface Node {
    Object value(List<Map<String, Object>> rows, Map<String, Object> row);
  }

  private static final Pattern TOKEN =
      Pattern.compile("\\s*(:?[a-z_][a-z0-9_]*|\\d+(\\.\\d+)?|'[^']*'|<>|<=|>=|[=<>+\\-*(),])");

  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Object> parameters;
  private int at;

  private NaiveSql(String text, Map<String, Object> parameters) {
    this.parameters = parameters;
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.find() && token.start() == end) {
      tokens.add(token.group(1));
      end = token.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException("No token: " + text.substring(end));
    }
  }

  static Node parse(String text, Map<String, Object> parameters) {
    NaiveSql parser = new NaiveSql(text, parameters);
    Node node = parser.or();
    if (parser.at != parser.tokens.size()) {
      throw new IllegalArgumentException("More than an expression: " + text);
    }
    return node;
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private boolean take(String token) {
    boolean is = peek().equals(token);
    at += is ? 1 : 0;
    return is;
  }

  private void need(String token) {
    if (!take(token)) {
      throw new IllegalArgumentException("Wanted " + token + " at " + at + " of " + tokens);
    }
  }

  private Node or() {
    Node left = and();
    while (take("or")) {
      Node one = left;
      Node other = and();
      left =
          (rows, row) -> Logic.or((Boolean) one.value(rows, row), (Boolean) other.value(rows, row));
    }
    return left;
  }

  private Node and() {
    Node left = not();
    while (take("and")) {
      Node one = left;
      Node other = not();
      left =
          (rows, row) ->
              Logic.and((Boolean) one.value(rows, row), (Boolean) other.value(rows, row));
    }
    return left;
  }

  private Node not() {
    if (take("not")) {
      Node part = not();
      return (rows, row) -> Logic.not((Boolean) part.value(rows, row));
    }
    return comparison();
  }

  private Node comparison() {
    Node left = sum();
    if (take("is")) {
      boolean negated = take("not");
      need("null");
      return (rows, row) -> (left.value(rows, row) == null) != negated;
    }
    boolean negated = peek().equals("not") && tokens.get(at + 1).equals("in") && take("not");
    if (take("in")) {
      need("(");
      List<Node> values = new ArrayList<>();
      do {
        values.add(sum());
      } while (take(","));
      need(")");
      return (rows, row) -> {
        Boolean in = false;
        for (Node value : values) {
          in = Logic.or(in, compare("=", left.value(rows, row), value.value(rows, row)));
        }
        return negated ? Logic.not(in) : in;
      };
    }
    for (String operator : List.of("=", "<>", "<", "<=", ">", ">=")) {
      if (take(operator)) {
        Node right = sum();
        return (rows, row) -> compare(operator, left.value(rows, row), right.value(rows, row));
      }
    }
    return left;
  }

  static Boolean compare(String operator, Object left, Object right) {
    if (left == null || right == null) {
      return null;
    }
    int order = ValueOrder.ASCENDING.compare(left, right);
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private Node sum() {
    Node left = product();
    while (peek().equals("+") || peek().equals("-")) {
      boolean minus = tokens.get(at++).equals("-");
      Node one = left;
      Node other = product();
      left =
          (rows, row) -> {
            Object value = one.value(rows, row);
            Object added = other.value(rows, row);
            if (value == null || added == null) {
              return null;
            }
            if (minus && added instanceof LocalDate from) {
              return BigDecimal.valueOf(((LocalDate) value).toEpochDay() - from.toEpochDay());
            }
            BigDecimal number = (BigDecimal) added;
            BigDecimal change = minus ? number.negate() : number;
            return value instanceof LocalDate date
                ? date.plusDays(change.longValueExact())
                : ((BigDecimal) value).add(change);
          };
    }
    return left;
  }

  private Node product() {
    Node left = unary();
    while (take("*")) {
      Node one = left;
      Node other = unary();
      left =
          (rows, row) -> {
            BigDecimal a = (BigDecimal) one.value(rows, row);
            BigDecimal b = (BigDecimal) other.value(rows, row);
            return a == null || b == null ? null : a.multiply(b);
          };
    }
    return left;
  }

  private Node unary() {
    if (take("-")) {
      Node part = unary();
      return (rows, row) -> {
        BigDecimal value = (BigDecimal) part.value(rows, row);
        return value == null ? null : value.negate();
      };
    }
    return primary();
  }

  private Node primary() {
    if (take("(")) {
      Node inner = or();
      need(")");
      return inner;
    }
    if (take("case")) {
      return cases();
    }
    String token = tokens.get(at++);
    if (token.startsWith("'")) {
      String text = token.substring(1, token.length() - 1);
      return (rows, row) -> text;
    } else if (Character.isDigit(token.charAt(0))) {
      BigDecimal number = new BigDecimal(token);
      return (rows, row) -> number;
    } else if (token.startsWith(":")) {
      Object value = parameters.get(token.substring(1));
      return (rows, row) -> value;
    } else if (token.equals("true")) {
      return (rows, row) -> true;
    } else if (token.equals("sum") || token.equals("count")) {
      return aggregate(token);
    }
    return (rows, row) -> {
      if (!row.containsKey(token)) {
        throw new IllegalArgumentException("No column " + token);
      }
      return row.get(token);
    };
  }

  private Node cases() {
    need("when");
    Node condition = or();
    need("then");
    Node yes = or();
    need("else");
    Node no = or();
    need("end");
    return (rows, row) ->
        Boolean.TRUE.equals(condition.value(rows, row))
            ? yes.value(rows, row)
            : no.value(rows, row);
  }

  private Node aggregate(String name) {
    need("(");
    if (name.equals("count") && take("*")) {
      need(")");
      return (rows, row) -> BigDecimal.valueOf(rows.size());
    }
    boolean distinct = take("distinct");
    Node inner = or();
    need(")");
    return (rows, row) -> {
      List<Object> values = new ArrayList<>();
      for (Map<String, Object> each : rows) {
        Object value = inner.value(rows, each);
        if (value != null) {
          values.add(value);
        }
      }
      if (name.equals("count")) {
        Set<Object> different = new HashSet<>(values);
        return BigDecimal.valueOf(distinct ? different.size() : values.size());
      }
      return values.stream().map(BigDecimal.class::cast).reduce(BigDecimal::add).orElse(null);
    };
  }

  /** Truth with a third value, null. */
  static final class Logic {
    private Logic() {}

    static Boolean and(Boolean left, Boolean right) {
      if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
        return false;
      }
      return (left == null || right == null) ? null : Boolean.TRUE;
    }

    static Boolean or(Boolean left, Boolean right) {
      return not(and(not(left), not(right)));
    }

    static Boolean not(Boolean part) {
      return part == null ? null : Boolean.valueOf(!part);
    }
  }
}
