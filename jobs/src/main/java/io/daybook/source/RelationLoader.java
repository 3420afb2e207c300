package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.config.YamlText;
import io.daybook.sql.FoldedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the relations of one table: what the database declares, then what the source and the table
 * add or rename. A parent outside the model is no relation of it.
 */
final class RelationLoader {
  /** What a relation is called, at the end of an entry. */
  private static final Pattern AS = Pattern.compile("(?:^|\\s+)as\\s+([^.\\s]+)$");

  /** The end of a column that is called after the parent whose key it holds. */
  private static final Pattern ID =
      Pattern.compile("(?<=.)(?:[ ._-][iI][dD]|(?<=[\\p{Ll}\\p{N}])I[dD])$");

  /** What would end a step of a path. */
  private static final Pattern APART = Pattern.compile("[.\\s]+");

  /** What stands for a declared relation that nothing shall follow. */
  private static final String NONE = "none";

  private final YamlMap file;
  private final YamlMap own;
  private final Catalogue catalogue;
  private final Set<String> tables;
  private final String table;
  private final Set<String> columns;
  private final Map<String, Relation> byColumn = new LinkedHashMap<>();

  RelationLoader(
      YamlMap file,
      YamlMap own,
      Catalogue catalogue,
      Set<String> tables,
      String table,
      Set<String> columns) {
    this.file = file;
    this.own = own;
    this.catalogue = catalogue;
    this.tables = tables;
    this.table = table;
    this.columns = columns;
  }

  List<Relation> load() {
    Catalogue.Table live = catalogue.tables().get(table);
    YamlMap everywhere = file.map("relations");
    YamlMap here = own.map("relations");
    for (String column : here.keys()) {
      if (!columns.contains(column)) {
        here.problem(column, table + " has no such column" + Problems.didYouMean(column, columns));
      }
    }
    // In the order of the columns, which is how a reader knows the table.
    for (String column : live.columns().keySet()) {
      if (!columns.contains(column)) {
        continue;
      }
      List<Relation> declared =
          live.references().getOrDefault(column, List.of()).stream()
              .filter(reference -> tables.contains(reference.table()))
              .map(reference -> declared(column, reference))
              .toList();
      if (here.has(column)) {
        add(here, column, declared);
      } else if (declared.size() > 1) {
        here.problem(column, severalOf(declared));
      } else if (declared.size() == 1) {
        byColumn.put(column, declared.get(0));
      } else if (everywhere.has(column) && !live.references().containsKey(column)) {
        add(everywhere, column, declared);
      }
    }
    requireDistinctNames(here);
    byColumn.values().forEach(relation -> requireEquality(here, relation));
    return List.copyOf(byColumn.values());
  }

  private Relation declared(String column, Catalogue.Reference reference) {
    return new Relation(
        defaultName(column), table, column, reference.table(), reference.column(), true);
  }

  private static String severalOf(List<Relation> declared) {
    return "the database declares %s; say in relations which one to follow: %s: %s"
        .formatted(
            declared.stream().map(Relation::toString).collect(Collectors.joining(" and ")),
            YamlText.scalar(declared.get(0).column()),
            declared.stream()
                .map(relation -> relation.parent() + "." + relation.parentColumn())
                .map(YamlText::scalar)
                .collect(Collectors.joining(" or ")));
  }

  /**
   * An entry is {@code customers}, {@code customers.id}, {@code customers as buyer}, {@code as
   * buyer} or {@code none}. A table's name may hold dots and blanks itself.
   */
  private void add(YamlMap at, String column, List<Relation> declared) {
    String text = at.text(column).strip();
    if (text.equals(NONE) && !tables.contains(NONE)) {
      return;
    }
    Matcher as = AS.matcher(text);
    boolean isNamed = as.find();
    String name = isNamed ? as.group(1) : defaultName(column);
    String parent = isNamed ? text.substring(0, as.start()).strip() : text;
    int dot = parent.lastIndexOf('.');
    String key = null;
    if (!tables.contains(parent) && dot > 0 && tables.contains(parent.substring(0, dot))) {
      key = parent.substring(dot + 1);
      parent = parent.substring(0, dot);
    }
    Relation known = known(declared, parent, key);
    if (parent.isEmpty()) {
      rename(at, column, declared, name);
    } else if (!tables.contains(parent)) {
      at.problem(
          column,
          "parent " + parent + " is not in this model" + Problems.didYouMean(parent, tables));
    } else if (known != null) {
      byColumn.put(column, known.as(name));
    } else if (declared.size() == 1 && !declared.get(0).parent().equals(parent)) {
      at.problem(column, "the database declares " + declared.get(0) + "; say only: as <name>");
    } else if (declared.size() > 1) {
      at.problem(column, severalOf(declared));
    } else {
      Optional<String> found = parentColumn(at, column, parent, key);
      if (found.isPresent()) {
        byColumn.put(column, new Relation(name, table, column, parent, found.get(), false));
      }
    }
  }

  /** The one that the database declares and an entry names; null where there is none. */
  private static Relation known(List<Relation> declared, String parent, String key) {
    return declared.stream()
        .filter(relation -> relation.parent().equals(parent))
        .filter(relation -> key == null || relation.parentColumn().equals(key))
        .findFirst()
        .orElse(null);
  }

  private void rename(YamlMap at, String column, List<Relation> declared, String name) {
    if (declared.isEmpty()) {
      at.problem(column, "the database declares no reference here; say <parent> as " + name);
    } else if (declared.size() > 1) {
      at.problem(column, severalOf(declared));
    } else {
      byColumn.put(column, declared.get(0).as(name));
    }
  }

  /**
   * The parent's key beside its tenant, of the child's type: anything else could match several
   * parents, or none.
   */
  private Optional<String> parentColumn(YamlMap at, String column, String parent, String written) {
    List<String> key =
        Tenancy.beside(
            TableLoader.tenantColumn(file, parent), catalogue.tables().get(parent).key());
    if (key.size() != 1 || (written != null && !key.get(0).equals(written))) {
      at.problem(
          column,
          "parent " + parent + " has the key " + key + (written == null ? "" : ", not " + written));
      return Optional.empty();
    }
    PgType child = catalogue.tables().get(table).columns().get(column).type();
    PgType parentType = catalogue.tables().get(parent).columns().get(key.get(0)).type();
    if (!child.equals(parentType)) {
      at.problem(
          column, "is " + child + ", but " + parent + "." + key.get(0) + " is " + parentType);
      return Optional.empty();
    }
    return Optional.of(key.get(0));
  }

  private void requireEquality(YamlMap here, Relation relation) {
    Equality.own(column(table, relation.column()))
        .or(() -> Equality.own(column(relation.parent(), relation.parentColumn())))
        .ifPresent(
            own ->
                here.problem(
                    relation.column(),
                    "%s cannot be followed: it %s; say %s: %s, or change the type in the source"
                        .formatted(relation, own, relation.column(), NONE)));
  }

  private Catalogue.Column column(String of, String column) {
    return catalogue.tables().get(of).columns().get(column);
  }

  private void requireDistinctNames(YamlMap here) {
    Map<String, String> columnOfName = new LinkedHashMap<>();
    byColumn
        .values()
        .forEach(
            relation -> {
              String other =
                  columnOfName.putIfAbsent(FoldedName.of(relation.name()), relation.column());
              if (other != null) {
                here.problem(
                    relation.column(),
                    "would be named "
                        + relation.name()
                        + " like "
                        + other
                        + "; give one of them a name: as <name>");
              }
            });
  }

  /** {@code customer} of {@code customer_id} and {@code customerId}; a step of a path as it is. */
  static String defaultName(String column) {
    return step(stem(column).orElse(column));
  }

  /** A name as a step of a path. */
  static String step(String name) {
    return APART.matcher(name).replaceAll("_");
  }

  /** The parent after which a column is called, as the column writes it. */
  static Optional<String> stem(String column) {
    Matcher id = ID.matcher(column);
    return id.find() ? Optional.of(column.substring(0, id.start())) : Optional.empty();
  }
}
