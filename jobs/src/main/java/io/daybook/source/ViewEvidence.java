package io.daybook.source;

import io.daybook.source.RowQuestions.Answer;
import io.daybook.source.RowQuestions.Refusal;
import io.daybook.sql.Quoted;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rows of views say, of which the database knows little: whether they can be read at all,
 * and whether the column that is called like a key is one. A few tables are like views.
 */
final class ViewEvidence {
  private static final String PART = "views";

  private final RowQuestions rows;
  private final FirstModel.Listener listener;

  ViewEvidence(RowQuestions rows, FirstModel.Listener listener) {
    this.rows = rows;
    this.listener = listener;
  }

  /**
   * The look without what a night would fail at, and without keys that are none.
   *
   * @param unvouched tables that are asked, too
   */
  FirstLook of(FirstLook look, Set<String> unvouched) throws SQLException {
    Map<String, Catalogue.Table> tables = look.catalogue().tables();
    List<String> views =
        tables.keySet().stream()
            .filter(name -> isView(tables.get(name)) || unvouched.contains(name))
            .toList();
    if (views.isEmpty()) {
      return look;
    }
    listener.begun(PART);
    Map<String, String> unreadable = new HashMap<>();
    Set<String> keyless = new HashSet<>();
    for (int i = 0; i < views.size(); i++) {
      String view = views.get(i);
      listener.looking(PART, view, i + 1, views.size());
      boolean isView = isView(tables.get(view));
      Answer answer = rows.answer(question(view, tables.get(view)));
      Optional<Refusal> refusal = answer.refusal();
      if (refusal.isPresent() && refusal.get().isOfRows()) {
        unreadable.put(view, "its rows cannot be read: " + refusal.get().why());
      } else if (refusal.isPresent()) {
        rows.fellShort(view, "whether it can be read was not looked at: " + refusal.get().why());
      } else if (!isView && !isKey(answer)) {
        unreadable.put(view, "rows of tables that inherit from it have the same keys");
      }
      if (isView && (refusal.isPresent() || !isKey(answer))) {
        keyless.add(view);
      }
    }
    listener.ended(
        PART,
        "%,d, of which %,d can be read".formatted(views.size(), views.size() - unreadable.size()));
    return look.without(unreadable, keyless);
  }

  private static boolean isKey(Answer answer) {
    return (Boolean) answer.rows().get(0).get(1);
  }

  private static boolean isView(Catalogue.Table table) {
    return table.kind() == Catalogue.Kind.VIEW;
  }

  /** A count of whole rows works out every column of them. */
  private String question(String name, Catalogue.Table view) {
    String columns =
        view.columns().keySet().stream().map(Quoted::name).collect(Collectors.joining(", "));
    String isKey =
        view.key().stream()
            .map(column -> "r." + Quoted.name(column))
            .collect(Collectors.joining(", ", "count(*) = count(distinct (", "))"));
    return "select count(r), %s from (select %s from %s limit %d) r"
        .formatted(
            view.key().isEmpty() ? "true" : isKey, columns, rows.place(name), RowQuestions.ROWS);
  }
}
