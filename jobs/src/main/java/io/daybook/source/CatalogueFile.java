package io.daybook.source;

import io.daybook.config.YamlMap;
import io.daybook.config.YamlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code catalogue.yml}: writes and reads a {@link Catalogue}. */
final class CatalogueFile {
  static final String NAME = "catalogue.yml";
  private static final int WIDTH = 100;

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
    table.wide().forEach(each -> text.append("    # ").append(each).append(": is not followed\n"));
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
    return new Catalogue(tables, enums);
  }

  private static Catalogue.Table readTable(YamlMap table, Map<String, List<String>> enums) {
    table.only("columns", "kind", "key", "references");
    Map<String, Catalogue.Column> columns = new LinkedHashMap<>();
    YamlMap types = table.map("columns");
    for (String column : types.keys()) {
      columns.put(column, Catalogue.Column.parse(types.text(column), enums));
    }
    List<String> key = new ArrayList<>(table.texts("key"));
    for (String column : table.texts("key")) {
      if (!columns.containsKey(column)) {
        table.problem("key", "column " + column + " does not exist");
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
        parents.problem(column, "column does not exist");
      } else if (read.isEmpty() || read.stream().anyMatch(each -> each.column().isEmpty())) {
        parents.problem(column, "must be <table>.<column>, not " + String.join(", ", written));
      } else {
        references.put(column, read);
      }
    }
    return new Catalogue.Table(kind(table), columns, key, references, List.of());
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
