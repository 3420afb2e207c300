package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.config.YamlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code catalogue.yml}: writes and reads a {@link Catalogue}. */
final class CatalogueFile {
  static final String NAME = "catalogue.yml";
  private static final int WIDTH = 100;

  /** Foreign keys of several columns. */
  private static final String COMPOSITES = "composite_references";

  private CatalogueFile() {}

  /** The text of the file; equal catalogues give equal texts. */
  static String text(Catalogue catalogue) {
    StringBuilder text = new StringBuilder();
    text.append("# What the live database says: tables, types, keys, declared references.\n");
    text.append("# Drafted by `daybook source draft`; draft it again, never edit it.\n");
    text.append("# What people know beyond it stands in source.yml.\n");
    text.append("tables:\n");
    catalogue.tables().forEach((name, table) -> append(text, name, table));
    if (!catalogue.enums().isEmpty()) {
      text.append("enums:\n");
      catalogue
          .enums()
          .forEach((name, values) -> appendList(text, "  " + YamlText.scalar(name) + ": ", values));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String name, Catalogue.Table table) {
    text.append("  ").append(YamlText.scalar(name)).append(":\n    columns:\n");
    table.columns().forEach((column, type) -> line(text, column, type.toString()));
    if (table.kind() != Catalogue.Kind.TABLE) {
      text.append("    kind: ").append(table.kind().text()).append('\n');
    }
    if (table.key().size() == 1) {
      text.append("    key: ").append(YamlText.scalar(table.key().get(0))).append('\n');
    } else if (!table.key().isEmpty()) {
      appendList(text, "    key: ", table.key());
    }
    if (!table.references().isEmpty()) {
      text.append("    references:\n");
      table.references().forEach((column, parents) -> references(text, column, parents));
    }
    if (!table.composites().isEmpty()) {
      text.append("    ").append(COMPOSITES).append(":\n");
      table.composites().forEach(each -> composite(text, each));
    }
  }

  private static void references(
      StringBuilder text, String column, List<Catalogue.Reference> parents) {
    if (parents.size() == 1) {
      line(text, column, parents.get(0).toString());
    } else {
      appendList(
          text,
          "      " + YamlText.scalar(column) + ": ",
          parents.stream().map(Catalogue.Reference::toString).toList());
    }
  }

  private static void composite(StringBuilder text, Catalogue.CompositeReference reference) {
    appendList(text, "      - columns: ", reference.columns());
    text.append("        parent: ").append(YamlText.scalar(reference.table())).append('\n');
    appendList(text, "        key: ", reference.parentColumns());
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("      ")
        .append(YamlText.scalar(key))
        .append(": ")
        .append(value(value))
        .append('\n');
  }

  /** A list in brackets that wraps before it gets too wide. */
  private static void appendList(StringBuilder text, String start, List<String> values) {
    StringBuilder line = new StringBuilder(start).append('[');
    String indent = " ".repeat(start.length() - start.stripLeading().length() + 4);
    for (int i = 0; i < values.size(); i++) {
      String item = YamlText.scalar(values.get(i)) + (i + 1 < values.size() ? "," : "]");
      if (line.length() + 1 + item.length() > WIDTH) {
        text.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(indent);
      }
      boolean atStart = line.toString().isBlank() || line.charAt(line.length() - 1) == '[';
      line.append(atStart ? "" : " ").append(item);
    }
    text.append(line).append(values.isEmpty() ? "]" : "").append('\n');
  }

  /** As a value on a line of its own, where the brackets and commas of a type mean nothing. */
  private static String value(String text) {
    return text.matches("[A-Za-z_][A-Za-z0-9_.,()\\[\\] -]*") ? text : YamlText.quoted(text);
  }

  /** Reads the file; what is not as it should be becomes a problem. */
  static Catalogue read(YamlMap file) {
    file.only("tables", "enums");
    Map<String, List<String>> enums = new LinkedHashMap<>();
    YamlMap enumerations = file.map("enums");
    for (String name : enumerations.keys()) {
      enums.put(name, enumerations.texts(name));
    }
    Map<String, Catalogue.Table> tables = new LinkedHashMap<>();
    YamlMap all = file.map("tables");
    for (String name : all.keys()) {
      tables.put(name, readTable(all.map(name), enums));
    }
    Map<String, Catalogue.Table> whole = new LinkedHashMap<>();
    tables.forEach((name, table) -> whole.put(name, withParents(all.map(name), table, tables)));
    return new Catalogue(whole, enums);
  }

  /** The table without what leads to columns that another one does not have. */
  private static Catalogue.Table withParents(
      YamlMap file, Catalogue.Table table, Map<String, Catalogue.Table> tables) {
    Map<String, List<Catalogue.Reference>> references = new LinkedHashMap<>(table.references());
    references
        .entrySet()
        .removeIf(
            each ->
                !each.getValue().stream()
                    .allMatch(
                        parent ->
                            hasColumns(
                                file.map("references"),
                                each.getKey(),
                                parent.table(),
                                List.of(parent.column()),
                                tables)));
    List<Catalogue.CompositeReference> composites =
        table.composites().stream()
            .filter(
                each -> hasColumns(file, COMPOSITES, each.table(), each.parentColumns(), tables))
            .toList();
    return new Catalogue.Table(table.kind(), table.columns(), table.key(), references, composites);
  }

  /** Whether a parent has these columns; one that is no table of the file is not read anyway. */
  private static boolean hasColumns(
      YamlMap at,
      String key,
      String parent,
      List<String> columns,
      Map<String, Catalogue.Table> tables) {
    if (!tables.containsKey(parent)) {
      return true;
    }
    Set<String> there = tables.get(parent).columns().keySet();
    Optional<String> missing =
        columns.stream().filter(column -> !there.contains(column)).findFirst();
    missing.ifPresent(
        column ->
            at.problem(
                key, parent + " has no column " + column + Problems.didYouMean(column, there)));
    return missing.isEmpty();
  }

  private static Catalogue.Table readTable(YamlMap table, Map<String, List<String>> enums) {
    table.only("columns", "kind", "key", "references", COMPOSITES);
    Map<String, Catalogue.Column> columns = new LinkedHashMap<>();
    YamlMap types = table.map("columns");
    for (String column : types.keys()) {
      columns.put(column, Catalogue.Column.parse(types.text(column), enums));
    }
    List<String> key = new ArrayList<>(table.texts("key"));
    for (String column : table.texts("key")) {
      if (!columns.containsKey(column)) {
        table.problem("key", noColumn(column, columns.keySet()));
        key.remove(column);
      }
    }
    Map<String, List<Catalogue.Reference>> references = new LinkedHashMap<>();
    YamlMap parents = table.map("references");
    for (String column : parents.keys()) {
      List<String> written = parents.texts(column);
      List<Catalogue.Reference> read =
          written.stream().map(Catalogue.Reference::parse).distinct().toList();
      if (!columns.containsKey(column)) {
        parents.problem(column, noColumn(column, columns.keySet()));
      } else if (read.isEmpty() || read.stream().anyMatch(each -> each.column().isEmpty())) {
        parents.problem(column, "must be <table>.<column>, not " + String.join(", ", written));
      } else {
        references.put(column, read);
      }
    }
    return new Catalogue.Table(
        kind(table), columns, key, references, composites(table, columns.keySet()));
  }

  private static List<Catalogue.CompositeReference> composites(YamlMap table, Set<String> columns) {
    List<Catalogue.CompositeReference> composites = new ArrayList<>();
    for (YamlMap map : table.maps(COMPOSITES)) {
      map.only("columns", "parent", "key");
      List<String> from = map.texts("columns");
      List<String> to = map.texts("key");
      String parent = map.text("parent");
      Optional<String> missing =
          from.stream().filter(column -> !columns.contains(column)).findFirst();
      if (missing.isPresent()) {
        map.problem("columns", noColumn(missing.get(), columns));
      } else if (from.size() < 2 || from.size() != to.size()) {
        map.problem("columns", "must be two columns of the table or more, as many as of key");
      } else if (!parent.isEmpty()) {
        composites.add(new Catalogue.CompositeReference(from, parent, to));
      }
    }
    return composites;
  }

  private static String noColumn(String column, Set<String> there) {
    return "the table has no column " + column + Problems.didYouMean(column, there);
  }

  private static Catalogue.Kind kind(YamlMap table) {
    String text = table.optionalText("kind").orElse(Catalogue.Kind.TABLE.text());
    Optional<Catalogue.Kind> kind =
        Arrays.stream(Catalogue.Kind.values()).filter(each -> each.text().equals(text)).findFirst();
    if (kind.isEmpty()) {
      table.problem("kind", "must be table, view or foreign, not " + text);
    }
    return kind.orElse(Catalogue.Kind.TABLE);
  }
}
