package io.daybook.source;

import io.daybook.config.YamlText;
import io.daybook.schema.DataType;
import io.daybook.source.Seen.Oddity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Guesses a first {@code source.yml} from a catalogue. What is certain enough is written, what a
 * person must decide is a comment beside it.
 */
final class Skeleton {
  private final FirstLook look;
  private final Catalogue catalogue;
  private final boolean isProven;
  private final References references;
  private final TenantWays tenantWays;
  private final NamedParents named;
  private final Seen seen;
  private final DraftText draft = new DraftText();

  /** A draft whose guesses of references are comments: nobody has looked at a row. */
  Skeleton(FirstLook look) {
    this(look, false, new References(look.catalogue(), Map.of()), Seen.NOTHING);
  }

  /** A draft whose guesses of references are followed where rows do not say no. */
  Skeleton(FirstLook look, References references, Seen seen) {
    this(look, true, references, seen);
  }

  private Skeleton(FirstLook look, boolean isProven, References references, Seen seen) {
    this.look = look;
    this.catalogue = look.catalogue();
    this.isProven = isProven;
    this.references = references;
    this.tenantWays = new TenantWays(look, references);
    this.named = look.named();
    this.seen = seen;
  }

  /** The text of {@code source.yml}. Called once. */
  String text(String source) {
    new SourceHead(look, seen, draft).write(source);
    Map<String, String> ways = tenantWays.all();
    catalogue.tables().forEach((name, table) -> table(name, table, ways));
    look.unread().tables().forEach(this::comment);
    return draft.toString();
  }

  /** What a person should decide, after the text was made. */
  List<String> doubts() {
    return draft.doubts();
  }

  private void line(String line) {
    draft.line(line);
  }

  private void doubt(String where, String what) {
    draft.doubt(where, what);
  }

  private void comment(String table, String why) {
    line("  # %s:   # %s".formatted(YamlText.scalar(table), why));
    doubt(table, "is not read: " + why);
  }

  private void table(String name, Catalogue.Table table, Map<String, String> ways) {
    line("  " + YamlText.scalar(name) + ":");
    key(name, table);
    if (look.tenants().isPresent()) {
      tenant(name, Optional.ofNullable(ways.get(name)));
    }
    leaveOut(name, table);
    types(name, table);
    values(name, table);
    relations(name, table);
    seen.shortfalls(name).forEach(what -> doubt(name, what));
  }

  /**
   * How a row knows its tenant.
   *
   * @param way the column by which a table without a tenant column finds it, if one does
   */
  private void tenant(String name, Optional<String> way) {
    Optional<String> column = tenantWays.isKnown(name) ? look.tenantOf(name) : way;
    if (column.isEmpty()) {
      line("    tenant: global   # a guess: it has no tenant column and no parent that has one");
      doubt(name, "is taken for nobody's: it has no tenant column and no parent that has one");
      return;
    }
    if (!tenantWays.isKnown(name)) {
      String said = tenantWays.said(name, column.get());
      line("    tenant: " + said + "   # a guess");
      doubt(name, "has no tenant column; its rows are those of their " + said);
    }
    seen.of(name, Oddity.MISSING, column.get())
        .ifPresent(
            rows ->
                doubt(
                    name, number(rows) + " rows have no " + column.get() + ": nobody's, counted"));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** No database knows the key of a view; without one, rows of a table become no fact. */
  private void key(String name, Catalogue.Table table) {
    if (table.key().isEmpty()) {
      line("    # key: which columns tell its rows apart?");
      doubt(name, "has no key, so it becomes no fact: which columns tell its rows apart?");
    } else if (table.kind() == Catalogue.Kind.VIEW) {
      String key = table.key().get(0);
      line("    key: " + YamlText.scalar(key) + "   # of a view: a guess");
      doubt(name, "its rows are told apart by " + key + ", as no view has a declared key");
    } else if (look.uniques().contains(name)) {
      line("    key: [" + DraftText.scalars(table.key()) + "]   # of a unique index");
    }
  }

  /** Numbers that are text, or not exact, until a person says how many digits they have. */
  private void types(String name, Catalogue.Table table) {
    table
        .columns()
        .forEach(
            (column, of) -> {
              boolean isSized = !of.type().isWideNumeric() && !of.type().isMoney();
              if (!isSized && !table.key().contains(column)) {
                line(
                    "    # %s is %s: text unless  types: {%s: 'decimal(p,s)'}"
                        .formatted(column, of.type(), YamlText.scalar(column)));
                doubt(name + "." + column, "is " + of.type() + ", read as text: of no size");
              }
              if (of.type().dataType().equals(DataType.DOUBLE)) {
                line("    # %s is %s: its sums are not exact".formatted(column, of.type()));
              }
            });
  }

  /** Values at which the first night would stop. */
  private void values(String name, Catalogue.Table table) {
    Map<String, Long> infinite = seen.of(name, Oddity.INFINITE);
    Map<String, Long> nan = seen.of(name, Oddity.NAN);
    Map<String, String> texts = texts(name, table);
    infinite.keySet().removeAll(texts.keySet());
    nan.keySet().removeAll(texts.keySet());
    if (!texts.isEmpty()) {
      declared("types", "text", texts.keySet(), String.join("; ", texts.values()));
      texts.forEach((column, why) -> doubt(name + "." + column, "is read as text: " + why));
    }
    declaredNone(name, "infinity", "are infinity", infinite);
    declaredNone(name, "nan", "are NaN", nan);
  }

  /** The columns that are read as text, and why. */
  private Map<String, String> texts(String name, Catalogue.Table table) {
    Map<String, String> texts = new TreeMap<>();
    for (String column : table.columns().keySet()) {
      asText(name, column, new HashSet<>()).ifPresent(why -> texts.put(column, why));
    }
    return texts;
  }

  /**
   * Why a column is read as text: it holds days of no year of ours, or values without a place where
   * each row has one, in a key; or it refers to such a column.
   *
   * @param passed the columns from which references led here
   */
  private Optional<String> asText(String name, String column, Set<String> passed) {
    Catalogue.Table table = catalogue.tables().get(name);
    if (table == null || !passed.add(name + "." + column)) {
      return Optional.empty();
    }
    return odd(name, column, Oddity.OUTSIDE, "are of no year from 1 to 9999")
        .or(() -> ofKey(name, table, column, Oddity.INFINITE, "are infinity, in a key"))
        .or(() -> ofKey(name, table, column, Oddity.NAN, "are NaN, in a key"))
        .or(
            () ->
                parents(name, column)
                    .filter(each -> asText(each.table(), each.column(), passed).isPresent())
                    .map(each -> "refers to " + each)
                    .findFirst());
  }

  private Optional<String> ofKey(
      String name, Catalogue.Table table, String column, Oddity oddity, String are) {
    return table.key().contains(column) ? odd(name, column, oddity, are) : Optional.empty();
  }

  private Optional<String> odd(String name, String column, Oddity oddity, String are) {
    return seen.of(name, oddity, column).map(rows -> number(rows) + " " + are);
  }

  /** What references of a column lead to, by itself or with others. */
  private Stream<Catalogue.Reference> parents(String name, String column) {
    Catalogue.Table table = catalogue.tables().get(name);
    return Stream.of(
            table.references().getOrDefault(column, List.of()).stream(),
            references.guessed(name).stream()
                .filter(guess -> guess.column().equals(column))
                .map(Guess::parent),
            composites(table, column))
        .flatMap(each -> each);
  }

  private static Stream<Catalogue.Reference> composites(Catalogue.Table table, String column) {
    return table.composites().stream()
        .filter(each -> each.columns().contains(column))
        .map(
            each ->
                new Catalogue.Reference(
                    each.table(), each.parentColumns().get(each.columns().indexOf(column))));
  }

  private void declaredNone(String name, String key, String what, Map<String, Long> columns) {
    if (!columns.isEmpty()) {
      String counts =
          columns.values().stream().map(Skeleton::number).collect(Collectors.joining(" and "));
      declared(key, "null", columns.keySet(), counts + " " + what);
      columns.forEach(
          (column, rows) ->
              doubt(
                  name + "." + column,
                  number(rows) + " of its values " + what + ", and read as null"));
    }
  }

  private void declared(String key, String as, Set<String> columns, String why) {
    line(
        "    %s: {%s}   # a guess: %s"
            .formatted(
                key,
                columns.stream()
                    .map(column -> YamlText.scalar(column) + ": " + as)
                    .collect(Collectors.joining(", ")),
                why));
  }

  private void leaveOut(String name, Catalogue.Table table) {
    List<String> needed =
        table.columns().keySet().stream()
            .filter(column -> Secrets.isLikely(table, column))
            .toList();
    if (!needed.isEmpty()) {
      line("    # named like a secret, but rows are found by it: " + DraftText.scalars(needed));
      doubt(name, "named like a secret, but read: " + DraftText.scalars(needed));
    }
    List<String> asked = Personal.asked(table);
    if (!asked.isEmpty()) {
      doubt(name, "of people, it seems, or of anything, and read: " + DraftText.scalars(asked));
    }
    List<String> leftOut = new ArrayList<>();
    for (String why :
        List.of(Unread.SECRET, Unread.PERSONAL, Unread.CLOSED, Unread.TWIN, Unread.INDEX)) {
      List<String> columns = look.unread().columnsFor(why, name);
      if (!columns.isEmpty()) {
        line("    # " + why + ": " + DraftText.scalars(columns));
        leftOut.addAll(columns);
      }
      if (!columns.isEmpty() && !why.equals(Unread.INDEX)) {
        doubt(name, "not read, " + why + ": " + DraftText.scalars(columns));
      }
    }
    if (!leftOut.isEmpty()) {
      line("    leave_out: [" + DraftText.scalars(leftOut) + "]");
    }
  }

  private void relations(String name, Catalogue.Table table) {
    List<String> decided = new ArrayList<>();
    table
        .references()
        .keySet()
        .forEach(
            column ->
                decision(name, column)
                    .ifPresent(
                        decision ->
                            decided.add("      " + YamlText.scalar(column) + ": " + decision)));
    table.composites().stream()
        .collect(
            Collectors.groupingBy(
                each -> Relation.text(each.columns()), LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (columns, parents) ->
                decision(name, parents)
                    .ifPresent(
                        decision ->
                            decided.add("      " + YamlText.scalar(columns) + ": " + decision)));
    for (Guess guess : references.guessed(name)) {
      decided.add("      " + YamlText.scalar(guess.column()) + ": " + followed(name, guess));
      if (guess.standing() == Guess.Standing.UNTOLD) {
        doubt(name + "." + guess.column(), "leads to " + guess.parent() + " " + guess.evidence());
      }
    }
    if (!decided.isEmpty()) {
      line("    relations:");
      decided.forEach(this::line);
    }
    for (Guess guess : references.failed(name)) {
      line("    # " + guess.column() + ": not " + guess.parent() + ", " + guess.evidence());
      doubt(name + "." + guess.column(), "not " + guess.parent() + " " + guess.evidence());
    }
    if (!isProven) {
      questions(name, table);
    }
  }

  private String followed(String name, Guess guess) {
    return YamlText.scalar(guess.parent().table() + as(name, guess.column()).orElse(""))
        + "   # a guess: "
        + guess.evidence();
  }

  /** Nothing where the reference is called as it would be anyway. */
  private Optional<String> as(String table, String column) {
    String called = references.name(table, column);
    return called.equals(RelationLoader.defaultName(column))
        ? Optional.empty()
        : Optional.of(" as " + called);
  }

  private Optional<String> as(String table, Catalogue.CompositeReference reference) {
    String called = references.name(table, reference);
    return called.equals(RelationLoader.defaultName(reference.columns()))
        ? Optional.empty()
        : Optional.of(" as " + called);
  }

  /** What nobody has looked at. */
  private void questions(String name, Catalogue.Table table) {
    List<String> guesses = new ArrayList<>();
    table
        .columns()
        .forEach(
            (column, type) -> {
              if (!table.key().contains(column) && !table.references().containsKey(column)) {
                guess(name, column, type)
                    .ifPresent(parent -> guesses.add(YamlText.scalar(column) + ": " + parent));
              }
            });
    if (!guesses.isEmpty()) {
      line("    # relations:   # not declared; do they hold?");
      guesses.forEach(guess -> line("    #   " + guess));
    }
  }

  /** The same of foreign keys of the same several columns. */
  private Optional<String> decision(String table, List<Catalogue.CompositeReference> parents) {
    Catalogue.CompositeReference first = parents.get(0);
    Optional<String> refused = references.refusal(table, first).map(why -> "none   # " + why);
    Optional<String> as = as(table, first);
    if (refused.isPresent() || parents.size() == 1) {
      return refused.or(() -> as.map(String::strip));
    }
    return Optional.of(
        YamlText.scalar(first.table() + as.orElse(""))
            + "   # a guess: the database declares several parents");
  }

  /** What to say of declared references that are not simply followed. */
  private Optional<String> decision(String table, String column) {
    List<Catalogue.Reference> parents = references.declared(table, column);
    if (parents.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> refused = references.refusal(table, column).map(own -> "none   # it " + own);
    Optional<String> as = as(table, column);
    if (refused.isPresent() || parents.size() == 1) {
      return refused.or(() -> as.map(String::strip));
    }
    return Optional.of(
        YamlText.scalar(parents.get(0) + as.orElse(""))
            + "   # a guess: the database declares all of "
            + parents);
  }

  private Optional<String> guess(String name, String column, Catalogue.Column type) {
    return named
        .of(name, column, type)
        .map(YamlText::scalar)
        .or(
            () ->
                Optional.of("# which table?")
                    .filter(any -> type.type().name().equals("uuid"))
                    .filter(any -> RelationLoader.stem(column).isPresent()));
  }
}
