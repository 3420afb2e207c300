package io.daybook.engine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The datasets that a query joins from the left, as a fact does its parents, and what it takes of
 * them.
 */
final class JoinedParents {
  private final List<SqlTokens.Token> tokens;

  /** The names of datasets after {@code left join}, by the index of their first token. */
  private final Map<Integer, String> joined = new LinkedHashMap<>();

  /** The datasets by their aliases. */
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private final Map<String, Set<String>> columns = new LinkedHashMap<>();
  private final Map<String, Set<String>> compared = new LinkedHashMap<>();

  private JoinedParents(List<SqlTokens.Token> tokens) {
    this.tokens = tokens;
  }

  static JoinedParents of(String query) {
    JoinedParents parents = new JoinedParents(SqlTokens.of(query));
    parents.findJoins();
    parents.findColumns();
    return parents;
  }

  private void findJoins() {
    for (int i = 0; i < tokens.size(); i++) {
      if (SqlTokens.isDataset(tokens, i) && isLeftJoined(i)) {
        int table = table(i);
        int as = SqlTokens.after(tokens, table);
        int alias = SqlTokens.after(tokens, as);
        if (alias < tokens.size() && tokens.get(as).is("as")) {
          String dataset = tokens.get(i).name() + "." + tokens.get(table).name();
          joined.put(i, dataset);
          aliases.put(tokens.get(alias).name(), dataset);
          columns.computeIfAbsent(dataset, name -> new LinkedHashSet<>());
          compared.computeIfAbsent(dataset, name -> new LinkedHashSet<>());
        }
      }
    }
  }

  /** With a bracket between, or without. */
  private boolean isLeftJoined(int dataset) {
    int before = SqlTokens.before(tokens, dataset);
    if (before >= 0 && tokens.get(before).is("(")) {
      before = SqlTokens.before(tokens, before);
    }
    int left = before < 0 ? -1 : SqlTokens.before(tokens, before);
    return left >= 0 && tokens.get(before).is("join") && tokens.get(left).is("left");
  }

  private int table(int dataset) {
    return SqlTokens.after(tokens, SqlTokens.after(tokens, dataset));
  }

  private void findColumns() {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      SqlTokens.Token token = tokens.get(i);
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      }
      int dot = SqlTokens.after(tokens, i);
      boolean isColumn = token.isName() && dot < tokens.size() && tokens.get(dot).is(".");
      String dataset = isColumn ? aliases.get(token.name()) : null;
      if (dataset != null) {
        int column = SqlTokens.after(tokens, dot);
        String name = tokens.get(column).name();
        columns.get(dataset).add(name);
        if (depth > 0 || !isSelected(i, column)) {
          compared.get(dataset).add(name);
        }
      }
    }
  }

  private boolean isSelected(int alias, int column) {
    int before = SqlTokens.before(tokens, alias);
    int after = SqlTokens.after(tokens, column);
    return before >= 0
        && after < tokens.size()
        && (tokens.get(before).is("select") || tokens.get(before).is(","))
        && (tokens.get(after).is(",")
            || tokens.get(after).is("as")
            || tokens.get(after).is("from"));
  }

  /** The datasets, each once. */
  Set<String> datasets() {
    return columns.keySet();
  }

  /** The columns that the query names of a dataset where it is joined. */
  Set<String> columns(String dataset) {
    return columns.get(dataset);
  }

  /** Those of them of which the query does anything but hand them over. */
  Set<String> compared(String dataset) {
    return compared.get(dataset);
  }

  /**
   * The query with other tables in the places where the datasets are joined.
   *
   * @param tables of a dataset, or the dataset's own name
   */
  String over(UnaryOperator<String> tables) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      String dataset = joined.get(i);
      String table = dataset == null ? null : tables.apply(dataset);
      if (table == null || table.equals(dataset)) {
        sql.append(tokens.get(i).text());
      } else {
        sql.append(table);
        i = table(i);
      }
    }
    return sql.toString();
  }
}
