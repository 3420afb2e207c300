package io.daybook.fact;

import io.daybook.config.YamlText;
import io.daybook.schema.DataType;
import io.daybook.source.Relation;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.sql.FoldedName;
import io.daybook.sql.PlainWord;
import io.daybook.sql.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The facts that a new source begins with: one of every table whose rows can be told apart. */
public final class FirstFacts {
  /** What a row may be called by, the likeliest first. */
  private static final List<String> LABELS =
      List.of("name", "title", "label", "displayname", "code", "number");

  /** When a row came to be, the likeliest first. */
  private static final List<String> BIRTHS =
      List.of("createdat", "created", "insertedat", "placedat", "occurredat", "date");

  /** When it ends, or ended, which says nothing of when it began. */
  private static final Pattern END =
      Pattern.compile(
          "(.*_)?(archived|cancelled|deleted|due|end|ends|ended|expires?|expired|expiry|removed|until"
              + "|valid_to)(_.*)?");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private final SourceModel model;
  private final Set<String> names = new HashSet<>();

  private FirstFacts(SourceModel model) {
    this.model = model;
    names.addAll(Generated.NAMES);
    names.add(FactSql.TENANTS);
  }

  /**
   * A fact to begin with.
   *
   * @param name of its file
   * @param text what stands in it
   * @param day its column with the day of a row; nothing where a row has none
   */
  public record FirstFact(String name, String text, Optional<String> day) {}

  /** In the order of the tables. */
  public static List<FirstFact> of(SourceModel model) {
    FirstFacts first = new FirstFacts(model);
    return model.tables().values().stream()
        .filter(table -> !table.key().isEmpty())
        .filter(table -> !table.name().equals(model.tenants().table()))
        .map(first::fact)
        .toList();
  }

  private FirstFact fact(SourceTable table) {
    Set<String> taken = new HashSet<>();
    taken.add(FoldedName.of(model.tenants().column()));
    taken.addAll(FactSql.generated(table, false));
    Optional<SourceColumn> birth = birth(table);
    Optional<String> day = birth.map(column -> day(table, column));
    StringBuilder text = new StringBuilder();
    text.append("description: ")
        .append(YamlText.scalar("One row per row of " + table.name()))
        .append('\n');
    text.append("base: ").append(YamlText.scalar(table.name())).append("\ncolumns:\n");
    for (SourceColumn column : table.columns()) {
      boolean isTenant = table.tenancy().ownColumn().equals(Optional.of(column.name()));
      if (!isTenant || table.keyBesideTenant().contains(column.name())) {
        text.append("    - ")
            .append(YamlText.scalar(column.name() + as(column.name(), taken)))
            .append('\n');
      }
    }
    birth
        .filter(column -> column.type().equals(DataType.TIMESTAMP))
        .ifPresent(column -> taken.add(FoldedName.of(day.orElseThrow())));
    List<String> paths = new ArrayList<>();
    table.relations().forEach(relation -> path(table, relation, taken).ifPresent(paths::add));
    if (!paths.isEmpty()) {
      text.append("paths:\n");
      paths.forEach(text::append);
    }
    birth
        .filter(column -> column.type().equals(DataType.TIMESTAMP))
        .ifPresent(
            column ->
                text.append("local_dates:\n    ")
                    .append(YamlText.scalar(column.name()))
                    .append(": ")
                    .append(YamlText.scalar(day.orElseThrow()))
                    .append('\n'));
    return new FirstFact(name(table.name()), text.toString(), day);
  }

  private String name(String table) {
    String snake = Spelling.snake(table);
    String word = NAME.matcher(snake).matches() ? snake : PlainWord.of(table);
    String name = NAME.matcher(word).matches() ? word : "t" + word;
    while (!names.add(name)) {
      name += "_rows";
    }
    return name;
  }

  /** Nothing where the column keeps its name. */
  private static String as(String column, Set<String> taken) {
    String name = column;
    while (!taken.add(FoldedName.of(name))) {
      name += "_of_row";
    }
    return name.equals(column) ? "" : " as " + name;
  }

  /**
   * The column that says when a row came to be: an instant before a day, a sure one before others.
   */
  private static Optional<SourceColumn> birth(SourceTable table) {
    for (DataType type : List.of(DataType.TIMESTAMP, DataType.DATE)) {
      List<SourceColumn> those =
          table.columns().stream()
              .filter(column -> column.type().equals(type))
              .filter(column -> !END.matcher(Spelling.snake(column.name())).matches())
              .toList();
      Optional<SourceColumn> known =
          BIRTHS.stream()
              .flatMap(
                  word ->
                      those.stream()
                          .filter(column -> Spelling.word(column.name()).equals(word))
                          .limit(1))
              .findFirst();
      Optional<SourceColumn> any =
          known
              .or(() -> those.stream().filter(column -> !column.nullable()).findFirst())
              .or(() -> those.stream().findFirst());
      if (any.isPresent()) {
        return any;
      }
    }
    return Optional.empty();
  }

  private static String day(SourceTable table, SourceColumn birth) {
    if (!birth.type().equals(DataType.TIMESTAMP)) {
      return birth.name();
    }
    Set<String> columns = new HashSet<>();
    table.columns().forEach(column -> columns.add(FoldedName.of(column.name())));
    String stem = birth.name().replaceFirst("(?<=.)(_at|At)$", "");
    String day = stem + "_local_date";
    return columns.contains(FoldedName.of(day)) ? birth.name() + "_of_row_local_date" : day;
  }

  /** A parent's label, where there is a parent to follow and a label to bring. */
  private Optional<String> path(SourceTable table, Relation relation, Set<String> taken) {
    SourceTable parent = model.table(relation.parent()).orElseThrow();
    boolean isKept = !TenantColumns.isGlobal(table) || TenantColumns.isGlobal(parent);
    Optional<String> label = label(parent);
    if (!relation.isToKeyOf(parent)
        || !isKept
        || label.isEmpty()
        || parent.name().equals(model.tenants().table())
        || !PLAIN.matcher(relation.name()).matches()) {
      return Optional.empty();
    }
    String prefix = relation.name() + "_";
    String column = label.get().startsWith(prefix) ? label.get() : prefix + label.get();
    String deleted = relation.name() + "_is_deleted";
    if (taken.contains(FoldedName.of(column))
        || (FactSql.hasDeletedFlag(parent) && !taken.add(FoldedName.of(deleted)))) {
      return Optional.empty();
    }
    taken.add(FoldedName.of(column));
    return Optional.of(
        "    - path: %s\n      columns: [%s]\n"
            .formatted(YamlText.scalar(relation.name()), YamlText.scalar(label.get())));
  }

  private static Optional<String> label(SourceTable parent) {
    return LABELS.stream()
        .flatMap(
            word ->
                parent.columns().stream()
                    .filter(column -> column.type().equals(DataType.TEXT))
                    .map(SourceColumn::name)
                    .filter(name -> Spelling.word(name).equals(word))
                    .limit(1))
        .findFirst();
  }
}
