package io.daybook.audience;

import static java.util.Objects.requireNonNull;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.engine.SqlText;
import io.daybook.fact.Definitions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The queries {@code <source>/reports/*.sql} over a release: who there is, who asks for what. Each
 * is optional; a source that has none has no such reports.
 *
 * @param folder {@code sql/<source>/reports}
 * @param texts by the file's name without its suffix
 */
public record ReportQueries(Path folder, Map<String, String> texts) {
  private static final String SUFFIX = ".sql";
  private static final Pattern LINE = Pattern.compile("\\bLINE ([0-9]{1,6}):");

  private static final Map<String, RowContract> CONTRACTS =
      new TreeMap<>(
          Map.of(
              "organisations",
              RowContract.of(
                  "tenant key",
                  "name text",
                  "is_live flag",
                  "zone text",
                  "is_zone_valid flag",
                  "currency text",
                  "locale text",
                  "week_start_day whole?",
                  "fiscal_year_start whole?"),
              "people",
              RowContract.of("id key", "tenant key", "email text", "role text", "is_active flag"),
              "scheduled",
              RowContract.of(
                  "id key",
                  "tenant key",
                  "created_by key?",
                  "name text",
                  "frequency text",
                  "format text",
                  "schedule_cron text?",
                  "timezone text?",
                  "emails text?",
                  "users text?",
                  "metrics text",
                  "comparison text?",
                  "charts flag?"),
              "targets",
              RowContract.of(
                  "tenant key",
                  "metric text",
                  "start_date day",
                  "end_date day",
                  "target_value number"),
              "custom",
              RowContract.of(
                  "id key",
                  "tenant key",
                  "creator key?",
                  "name text",
                  "definition text",
                  "is_shared flag"),
              "favourites",
              RowContract.of("tenant key", "user_id key", "report_id key")));

  public ReportQueries {
    requireNonNull(folder, "folder is null");
    texts = Map.copyOf(texts);
  }

  /** Reads the files of a folder; one that nobody would read is a problem. */
  public static ReportQueries read(Path folder, Problems problems) {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : Definitions.files(folder, SUFFIX)) {
      String name = Definitions.name(file, SUFFIX);
      if (CONTRACTS.containsKey(name)) {
        YamlMap.text(file, problems).ifPresent(text -> texts.put(name, text));
      } else {
        problems.add(
            file.toString(),
            "nobody reads it; the queries of reports are "
                + String.join(", ", CONTRACTS.keySet())
                + Problems.didYouMean(name, CONTRACTS.keySet()));
      }
    }
    return new ReportQueries(folder, texts);
  }

  /** The query of this name. */
  Optional<String> text(String query) {
    return Optional.ofNullable(texts.get(query));
  }

  /** The file that it stands in. */
  Path file(String query) {
    return folder.resolve(query + SUFFIX);
  }

  /**
   * Tries each query over a release without rows, and compares its columns with the contract.
   *
   * @param empty a release without rows; stays open
   * @param unusable datasets that it will have, once the problems of their own files are mended;
   *     what reads them is passed over
   */
  public void prove(Connection empty, Set<String> unusable, Problems problems) {
    for (Map.Entry<String, String> query : new TreeMap<>(texts).entrySet()) {
      if (SqlText.datasets(query.getValue()).stream().noneMatch(unusable::contains)) {
        prove(query.getKey(), query.getValue(), empty, problems);
      }
    }
  }

  private void prove(String query, String text, Connection empty, Problems problems) {
    String file = file(query).toString();
    Map<String, String> columns = new LinkedHashMap<>();
    try (Statement statement = empty.createStatement();
        ResultSet described = statement.executeQuery("describe " + text)) {
      while (described.next()) {
        columns.put(described.getString("column_name"), described.getString("column_type"));
      }
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      Matcher line = LINE.matcher(message);
      problems.add(
          file,
          line.find() ? Integer.parseInt(line.group(1)) : 0,
          message.lines().findFirst().orElse("cannot be computed"));
      return;
    }
    CONTRACTS.get(query).faults(columns).forEach(fault -> problems.add(file, fault));
  }
}
