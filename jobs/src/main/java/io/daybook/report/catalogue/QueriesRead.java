package io.daybook.report.catalogue;

import io.daybook.config.Problems;
import io.daybook.report.catalogue.CatalogueReport.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The queries of one folder: each may read another as a table of its name. */
final class QueriesRead {
  private final Map<String, String> texts;
  private final Map<String, Query> queries = new TreeMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final Path folder;
  private final Problems problems;

  private QueriesRead(Path folder, Map<String, String> texts, Problems problems) {
    this.folder = folder;
    this.texts = texts;
    this.problems = problems;
  }

  /** Queries by name; those that read each other in a circle are a problem. */
  static Map<String, Query> of(Path folder, Map<String, String> texts, Problems problems) {
    QueriesRead read = new QueriesRead(folder, texts, problems);
    texts.keySet().forEach(read::query);
    return read.queries;
  }

  private Query query(String name) {
    Query known = queries.get(name);
    if (known != null) {
      return known;
    }
    open.add(name);
    Set<Query> reads = new LinkedHashSet<>();
    for (String other : texts.keySet()) {
      if (other.equals(name) || !names(texts.get(name), other)) {
        continue;
      }
      if (open.contains(other)) {
        problems.add(
            folder.resolve(name + ".sql").toString(),
            "reads " + other + ", which reads it: " + String.join(", ", open));
      } else {
        Query part = query(other);
        reads.addAll(part.reads());
        reads.add(part);
      }
    }
    open.remove(name);
    List<Query> ordered = new ArrayList<>(reads);
    Query query = new Query(name, texts.get(name), ordered);
    queries.put(name, query);
    return query;
  }

  private static boolean names(String sql, String table) {
    return Pattern.compile("(?i)\\b(?:from|join)\\s+" + Pattern.quote(table) + "\\b(?!\\.)")
        .matcher(sql)
        .find();
  }
}
