package io.daybook.fact;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.digest.Sha256;
import io.daybook.schema.DataType;
import io.daybook.source.SourceModel;
import io.daybook.source.TenantRule;
import io.daybook.sql.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads a dataset among the facts that somebody wrote, {@code lists/<name>.csv}: what words of the
 * source mean, where no table says so. A heading, then a row a line, all of them texts without
 * quotes; a star in the heading marks the columns that tell rows apart, and a line may be a remark
 * behind {@code #}. Whatever is wrong becomes a problem.
 */
final class ListFile {
  private static final String STAR = "*";
  private static final String REMARK = "#";

  private final Path file;
  private final String name;
  private final Problems problems;
  private final List<String> columns = new ArrayList<>();
  private final List<Integer> keys = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  ListFile(Path file, String name, Problems problems) {
    this.file = file;
    this.name = name;
    this.problems = problems;
  }

  /** The list as a fact of nobody's rows, or nothing when it is wrong. */
  Optional<FactModel> read(SourceModel model) {
    int before = problems.count();
    List<String> lines = YamlMap.text(file, problems).orElse("").lines().toList();
    Map<List<String>, Integer> seen = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith(REMARK)) {
        continue;
      }
      List<String> cells = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
      if (columns.isEmpty()) {
        heading(i + 1, cells, model.tenants().column());
      } else {
        row(i + 1, cells, seen);
      }
      if (columns.isEmpty()) {
        return Optional.empty();
      }
    }
    if (rows.isEmpty() && problems.count() == before) {
      problems.add(file.toString(), "has no row; write a heading as in word*,meaning and a line");
    }
    return problems.count() > before ? Optional.empty() : Optional.of(fact(model));
  }

  private void heading(int line, List<String> cells, String tenant) {
    List<String> names = cells.stream().map(cell -> cell.replace(STAR, "")).toList();
    Set<String> distinct = new LinkedHashSet<>(names);
    IntStream.range(0, cells.size()).filter(i -> cells.get(i).endsWith(STAR)).forEach(keys::add);
    if (!names.stream().allMatch(each -> each.matches("[a-z][a-z0-9_]*"))
        || distinct.size() < names.size()
        || distinct.contains(tenant)) {
      wrong(
          line,
          "its columns are %s; name each once in small letters, none of them %s"
              .formatted(String.join(",", cells), tenant));
    } else if (keys.isEmpty() || keys.size() == names.size()) {
      wrong(
          line,
          "mark the columns that tell rows apart with a star, and not all, as in word*,means");
    } else {
      columns.addAll(names);
    }
  }

  private void row(int line, List<String> cells, Map<List<String>, Integer> seen) {
    if (cells.size() != columns.size() || cells.contains("")) {
      wrong(line, "says %s; write %s".formatted(cells, String.join(",", columns)));
      return;
    }
    List<String> key = keys.stream().map(cells::get).toList();
    Integer first = seen.putIfAbsent(key, line);
    if (first != null) {
      wrong(line, "says %s again, after line %d; keep one of them".formatted(key, first));
    } else {
      rows.add(cells);
    }
  }

  private void wrong(int line, String message) {
    problems.add(file.toString(), line, message);
  }

  private FactModel fact(SourceModel model) {
    String tenant = model.tenants().only().map(TenantRule.Only::id).orElse(FactModel.GLOBAL);
    SelectList select = new SelectList();
    select.add(
        model.tenants().column(),
        DataType.TEXT,
        false,
        "nobody's, or the only tenant",
        Quoted.text(tenant));
    for (String column : columns) {
      String meaning = "as lists/" + file.getFileName() + " has it";
      select.add(column, DataType.TEXT, false, meaning, Quoted.column("written", column));
    }
    String values =
        rows.stream()
            .map(row -> "(" + Quoted.texts(row) + ")")
            .collect(Collectors.joining(",\n        "));
    String sql =
        """
        select
            %s
        from (
            values
                %s
        ) as written (%s)
        """
            .formatted(select.text(), values, Quoted.names(columns));
    List<String> grain = new ArrayList<>(List.of(model.tenants().column()));
    keys.forEach(key -> grain.add(columns.get(key)));
    String description = "One row per line of lists/" + file.getFileName();
    return new FactModel(
        name,
        description,
        Optional.empty(),
        grain,
        select.schema(),
        List.of(),
        List.of(),
        List.of(),
        sql,
        Sha256.ofParts(name, description, grain, select.schema(), sql));
  }
}
