package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.config.YamlText;
import io.daybook.sql.FoldedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the relations of one table: what the database declares, then what the source and the table
 * add or rename. A parent outside the model is no relation of it.
 */
final class RelationLoader {
  /** What a relation is called, at the end of an entry. */
  static final Pattern AS = Pattern.compile("(?:^|\\s+)as\\s+([^.\\s]+)$");

  /** The end of a column that is called after the parent whose key it holds. */
  private static final Pattern ID =
      Pattern.compile("(?<=.)(?:[ ._-][iI][dD]|(?<=[\\p{Ll}\\p{N}])I[dD])$");

  /** What would end a step of a path. */
  private static final Pattern APART = Pattern.compile("[.\\s]+");

  /** Between columns that refer together. */
  private static final Pattern TOGETHER = Pattern.compile("\\s*\\+\\s*");

  /** What stands for a declared relation that nothing shall follow. */
  private static final String NONE = "none";

  private final YamlMap file;
  private final YamlMap own;
  private final Catalogue catalogue;
  private final Set<String> tables;
  private final String table;
  private final Set<String> columns;
  private final Map<String, Relation> byEntry = new LinkedHashMap<>();

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
    YamlMap everywhere = file.map("relations");
    YamlMap here = own.map("relations");
    Map<Set<String>, String> said = said(here);
    Set<String> known = catalogue.tables().get(table).references().keySet();
    declared(said)
        .forEach(
            (entry, declared) -> {
              String written = said.get(Set.copyOf(columnsOf(entry)));
              if (written != null) {
                add(here, written, declared);
              } else if (declared.size() > 1) {
                here.problem(entry, severalOf(declared));
              } else if (declared.size() == 1) {
                byEntry.put(entry, declared.get(0));
              } else if (everywhere.has(entry) && !known.contains(entry)) {
                add(everywhere, entry, declared);
              }
            });
    requireDistinctNames(here);
    byEntry.forEach((entry, relation) -> requireEquality(here, entry, relation));
    return List.copyOf(byEntry.values());
  }

  /** The entries by the columns that they are of, in whatever order and with whatever blanks. */
  private Map<Set<String>, String> said(YamlMap here) {
    Map<Set<String>, String> said = new LinkedHashMap<>();
    for (String entry : here.keys()) {
      List<String> of = columnsOf(entry);
      if (of.isEmpty()) {
        here.problem(entry, table + " has no such column" + Problems.didYouMean(entry, columns));
      } else if (said.putIfAbsent(Set.copyOf(of), entry) != null) {
        here.problem(entry, "is of the same columns as " + said.get(Set.copyOf(of)));
      }
    }
    return said;
  }

  /**
   * What the database declares of each column, in the order of the columns, which is how a reader
   * knows the table; then of several together.
   *
   * @param said what the table says something of
   */
  private Map<String, List<Relation>> declared(Map<Set<String>, String> said) {
    Catalogue.Table live = catalogue.tables().get(table);
    Map<String, List<Relation>> declared = new LinkedHashMap<>();
    for (String column : live.columns().keySet()) {
      if (columns.contains(column)) {
        declared.put(
            column,
            live.references().getOrDefault(column, List.of()).stream()
                .filter(reference -> tables.contains(reference.table()))
                .map(
                    reference ->
                        declared(List.of(column), reference.table(), List.of(reference.column())))
                .toList());
      }
    }
    for (Catalogue.CompositeReference each : live.composites()) {
      if (tables.contains(each.table()) && columns.containsAll(each.columns())) {
        declared
            .computeIfAbsent(Relation.text(each.columns()), entry -> new ArrayList<>())
            .add(declared(each.columns(), each.table(), each.parentColumns()));
      }
    }
    Set<Set<String>> known = new HashSet<>();
    declared.keySet().forEach(entry -> known.add(Set.copyOf(columnsOf(entry))));
    said.forEach(
        (of, written) -> {
          if (!known.contains(of)) {
            declared.put(written, List.of());
          }
        });
    return declared;
  }

  private Relation declared(List<String> from, String parent, List<String> parentColumns) {
    return new Relation(defaultName(from), table, from, parent, parentColumns, true);
  }

  /** {@code customer_id} or {@code country+year}; none where not all are columns. */
  private List<String> columnsOf(String entry) {
    if (columns.contains(entry)) {
      return List.of(entry);
    }
    List<String> several = List.of(TOGETHER.split(entry));
    boolean isEachOnce = Set.copyOf(several).size() == several.size();
    return isEachOnce && columns.containsAll(several) ? several : List.of();
  }

  private static String severalOf(List<Relation> declared) {
    return "the database declares %s; say in relations which one to follow: %s: %s"
        .formatted(
            declared.stream().map(Relation::toString).collect(Collectors.joining(" and ")),
            YamlText.scalar(Relation.text(declared.get(0).columns())),
            declared.stream()
                .map(relation -> relation.parent() + "." + Relation.text(relation.parentColumns()))
                .map(YamlText::scalar)
                .collect(Collectors.joining(" or ")));
  }

  /**
   * An entry is {@code customers}, {@code customers.id}, {@code customers as buyer}, {@code as
   * buyer} or {@code none}. A table's name may hold dots and blanks itself.
   */
  private void add(YamlMap at, String entry, List<Relation> declared) {
    List<String> from = declared.isEmpty() ? columnsOf(entry) : declared.get(0).columns();
    String text = at.text(entry).strip();
    if (text.equals(NONE) && !tables.contains(NONE)) {
      return;
    }
    Matcher as = AS.matcher(text);
    boolean isNamed = as.find();
    String name = isNamed ? as.group(1) : defaultName(from);
    String parent = isNamed ? text.substring(0, as.start()).strip() : text;
    int dot = parent.lastIndexOf('.');
    String key = null;
    if (!tables.contains(parent) && dot > 0 && tables.contains(parent.substring(0, dot))) {
      key = parent.substring(dot + 1);
      parent = parent.substring(0, dot);
    }
    Relation known = known(declared, parent, key);
    if (parent.isEmpty()) {
      rename(at, entry, declared, name);
    } else if (!tables.contains(parent)) {
      at.problem(
          entry,
          "parent " + parent + " is not in this model" + Problems.didYouMean(parent, tables));
    } else if (known != null) {
      byEntry.put(entry, known.as(name));
    } else if (declared.size() == 1 && !declared.get(0).parent().equals(parent)) {
      at.problem(entry, "the database declares " + declared.get(0) + "; say only: as <name>");
    } else if (declared.size() > 1) {
      at.problem(entry, severalOf(declared));
    } else {
      List<String> found = parentColumns(at, entry, parent, key);
      if (!found.isEmpty()) {
        byEntry.put(entry, new Relation(name, table, from, parent, found, false));
      }
    }
  }

  /** The one that the database declares and an entry names; null where there is none. */
  private static Relation known(List<Relation> declared, String parent, String key) {
    return declared.stream()
        .filter(relation -> relation.parent().equals(parent))
        .filter(relation -> key == null || Relation.text(relation.parentColumns()).equals(key))
        .findFirst()
        .orElse(null);
  }

  private void rename(YamlMap at, String entry, List<Relation> declared, String name) {
    if (declared.isEmpty()) {
      at.problem(entry, "the database declares no reference here; say <parent> as " + name);
    } else if (declared.size() > 1) {
      at.problem(entry, severalOf(declared));
    } else {
      byEntry.put(entry, declared.get(0).as(name));
    }
  }

  /**
   * The parent's key beside its tenant, of the child's types: anything else could match several
   * parents, or none. None of a parent that has no such key. Columns refer to those of their own
   * name; others to those that are written, or that the key has at their place.
   */
  private List<String> parentColumns(YamlMap at, String entry, String parent, String written) {
    List<String> from = columnsOf(entry);
    List<String> key =
        Tenancy.beside(
            TableLoader.tenantColumn(file, parent), catalogue.tables().get(parent).key());
    List<String> named = written == null ? key : List.of(TOGETHER.split(written));
    if (key.size() != from.size() || !Set.copyOf(named).equals(Set.copyOf(key))) {
      at.problem(entry, notTheKey(from, parent, key, written == null ? "" : ", not " + written));
      return List.of();
    }
    boolean isAlike = written == null && Set.copyOf(from).equals(Set.copyOf(key));
    return ofTypes(at, entry, parent, isAlike ? from : named);
  }

  private static String notTheKey(
      List<String> from, String parent, List<String> key, String written) {
    if (key.isEmpty()) {
      return "parent %s has no key; say which columns tell its rows apart: key: below it"
          .formatted(parent);
    }
    return "parent %s has the key %s%s; refer to all of it, as in %s: %s"
        .formatted(
            parent,
            key,
            written,
            YamlText.scalar(Relation.text(from.size() == key.size() ? from : key)),
            YamlText.scalar(parent));
  }

  private List<String> ofTypes(YamlMap at, String entry, String parent, List<String> key) {
    List<String> from = columnsOf(entry);
    for (int i = 0; i < key.size(); i++) {
      PgType child = column(table, from.get(i)).type();
      PgType parentType = column(parent, key.get(i)).type();
      if (!child.isComparedWith(parentType)) {
        String which = from.size() == 1 ? "" : from.get(i) + " ";
        at.problem(
            entry,
            which + "is " + child + ", but " + parent + "." + key.get(i) + " is " + parentType);
        return List.of();
      }
    }
    return key;
  }

  private void requireEquality(YamlMap here, String entry, Relation relation) {
    Stream.concat(
            relation.columns().stream().map(column -> column(table, column)),
            relation.parentColumns().stream().map(column -> column(relation.parent(), column)))
        .flatMap(column -> Equality.own(column).stream())
        .findFirst()
        .ifPresent(
            own ->
                here.problem(
                    entry,
                    "%s cannot be followed: it %s; say %s: %s, or change the type in the source"
                        .formatted(relation, own, entry, NONE)));
  }

  private Catalogue.Column column(String of, String column) {
    return catalogue.tables().get(of).columns().get(column);
  }

  private void requireDistinctNames(YamlMap here) {
    Map<String, String> entryOfName = new LinkedHashMap<>();
    byEntry.forEach(
        (entry, relation) -> {
          String other = entryOfName.putIfAbsent(FoldedName.of(relation.name()), entry);
          if (other != null) {
            here.problem(
                entry,
                "would be named "
                    + relation.name()
                    + " like "
                    + other
                    + "; give one of them a name: as <name>");
          }
        });
  }

  /** {@code order_line} of {@code order_id} and {@code line}. */
  static String defaultName(List<String> columns) {
    return columns.stream().map(RelationLoader::defaultName).collect(Collectors.joining("_"));
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
