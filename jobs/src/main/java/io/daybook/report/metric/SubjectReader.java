package io.daybook.report.metric;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.report.layout.Unit;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one dataset of the catalogue; whatever is wrong becomes a problem, and reading goes on. */
final class SubjectReader {
  private static final Set<DataType.Kind> SHOWN =
      Set.of(
          DataType.Kind.TEXT, DataType.Kind.DATE, DataType.Kind.TIMESTAMP, DataType.Kind.BOOLEAN);

  private static final Set<DataType.Kind> NUMBERS =
      Set.of(DataType.Kind.INTEGER, DataType.Kind.BIGINT, DataType.Kind.DECIMAL);

  /** Where a word begins in camelCase. */
  private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])\\p{Lu}(?=\\p{Ll})");

  private static final Set<String> CAPITALS = Set.of("po", "sku", "rma", "gst", "sla", "iso");

  private final YamlMap yaml;
  private final String name;
  private final Map<String, Schema> datasets;
  private final Set<String> dimensions;

  SubjectReader(YamlMap yaml, String name, Map<String, Schema> datasets, Set<String> dimensions) {
    this.yaml = yaml;
    this.name = name;
    this.datasets = datasets;
    this.dimensions = dimensions;
  }

  /** The subject; empty when nobody can tell its columns. */
  Optional<Subject> read() {
    yaml.only("title", "from", "area", "date", "where", "dimensions", "columns", "sums", "numbers");
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      yaml.problem("title", name + " is not a name; lower case, digits and _ only");
    }
    String title = yaml.text("title");
    String area = yaml.text("area");
    String from = yaml.text("from");
    Schema schema = datasets.get(from);
    if (schema == null) {
      if (!from.isEmpty()) {
        yaml.problem(
            "from",
            "there is no fact or mart " + from + Problems.didYouMean(from, datasets.keySet()));
      }
      return Optional.empty();
    }
    Optional<String> date = yaml.optionalText("date").filter(column -> isDate(schema, column));
    Map<String, Subject.Field> fields = new LinkedHashMap<>();
    texts(schema, fields);
    numbers("sums", schema, fields);
    numbers("numbers", schema, fields);
    return Optional.of(
        new Subject(
            name,
            title,
            from,
            area,
            date,
            yaml.optionalText("where").orElse("true").strip(),
            groupings(schema),
            fields));
  }

  private boolean isDate(Schema schema, String name) {
    Optional<Column> column = column(yaml, "date", schema, name);
    if (column.isPresent() && column.get().type().kind() != DataType.Kind.DATE) {
      yaml.problem("date", name + " is " + column.get().type() + ", a date is needed");
      return false;
    }
    return column.isPresent();
  }

  private static Optional<Column> column(YamlMap at, String key, Schema schema, String name) {
    Optional<Column> column = schema.column(name);
    if (column.isEmpty()) {
      at.problem(key, "there is no column " + name + Problems.didYouMean(name, schema.names()));
    }
    return column;
  }

  private Map<String, Subject.Grouping> groupings(Schema schema) {
    Map<String, Subject.Grouping> groupings = new LinkedHashMap<>();
    YamlMap map = yaml.map("dimensions");
    for (String id : map.keys()) {
      if (!dimensions.contains(id)) {
        map.problem(id, "there is no such dimension" + Problems.didYouMean(id, dimensions));
      }
      List<String> words = columns(map.text(id).strip(), schema);
      List<Column> columns = new ArrayList<>();
      words.forEach(word -> column(map, id, schema, word).ifPresent(columns::add));
      if (words.size() > 2) {
        map.problem(id, "is a column, or a key and a column");
      } else if (columns.size() == words.size()) {
        groupings.put(
            id,
            new Subject.Grouping(
                words.size() == 2 ? Optional.of(typed(columns.get(0))) : Optional.empty(),
                words.get(words.size() - 1)));
      }
    }
    return groupings;
  }

  /** What a column says of itself changes no definition. */
  private static Column typed(Column column) {
    return Column.of(column.name(), column.type());
  }

  /** A column, or a key and a column; the names of both may have blanks. */
  private static List<String> columns(String text, Schema schema) {
    if (schema.column(text).isPresent()) {
      return List.of(text);
    }
    for (int blank = text.indexOf(' '); blank > 0; blank = text.indexOf(' ', blank + 1)) {
      List<String> two = List.of(text.substring(0, blank), text.substring(blank).strip());
      if (schema.names().containsAll(two)) {
        return two;
      }
    }
    return List.of(text.split(" +"));
  }

  private void texts(Schema schema, Map<String, Subject.Field> fields) {
    for (String name : yaml.texts("columns")) {
      Optional<Column> column = column(yaml, "columns", schema, name);
      if (column.isPresent() && !SHOWN.contains(column.get().type().kind())) {
        yaml.problem("columns", name + " is a number; put it under sums or numbers, with its unit");
      } else if (column.isPresent()) {
        add(
            "columns",
            fields,
            new Subject.Field(name, title(name), column.get().type(), Optional.empty(), false));
      }
    }
  }

  private void numbers(String key, Schema schema, Map<String, Subject.Field> fields) {
    YamlMap map = yaml.map(key);
    for (String name : map.keys()) {
      Optional<Column> column = column(map, name, schema, name);
      Optional<Unit> unit = MetricReader.unit(map, name);
      if (column.isPresent() && !NUMBERS.contains(column.get().type().kind())) {
        map.problem(name, "is " + column.get().type() + "; a whole number or a decimal is needed");
      } else if (column.isPresent() && unit.isPresent()) {
        MetricUnits.prove(column.get(), unit.get(), key.equals("sums"), map);
        add(
            key,
            fields,
            new Subject.Field(name, title(name), column.get().type(), unit, key.equals("sums")));
      }
    }
  }

  private void add(String key, Map<String, Subject.Field> fields, Subject.Field field) {
    if (fields.put(field.column(), field) != null) {
      yaml.problem(key, field.column() + " stands here twice");
    }
  }

  /** {@code Order date} of {@code order_date}, {@code order_local_date} and {@code orderDate}. */
  private static String title(String name) {
    String apart =
        HUMP.matcher(name).replaceAll(hump -> "_" + hump.group().toLowerCase(Locale.ROOT));
    String words =
        List.of(apart.replace("_local_date", "_date").split("_")).stream()
            .map(word -> CAPITALS.contains(word) ? word.toUpperCase(Locale.ROOT) : word)
            .collect(Collectors.joining(" "));
    return words.isEmpty()
        ? name
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
