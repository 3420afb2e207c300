package io.daybook.report.catalogue;

import static java.util.Objects.requireNonNull;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.engine.SqlLint;
import io.daybook.engine.SqlText;
import io.daybook.fact.Definitions;
import io.daybook.report.catalogue.CatalogueReport.Query;
import io.daybook.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All reports of a source's catalogue.
 *
 * @param folder {@code sql/<source>/reports}; each folder in it is a report
 * @param reports by name
 */
public record Catalogue(Path folder, Map<String, CatalogueReport> reports) {
  private static final String FILE = "report.yml";
  private static final String SUFFIX = ".sql";

  public Catalogue {
    requireNonNull(folder, "folder is null");
    reports = Collections.unmodifiableMap(new LinkedHashMap<>(reports));
  }

  /** Reads all folders; whatever is wrong becomes a problem. */
  public static Catalogue read(Path folder, Problems problems) {
    Map<String, CatalogueReport> reports = new LinkedHashMap<>();
    for (Path each : folders(folder)) {
      Map<String, String> texts = new TreeMap<>();
      for (Path file : Definitions.files(each, SUFFIX)) {
        YamlMap.text(file, problems)
            .ifPresent(
                sql -> {
                  SqlLint.check(file.toString(), sql, problems);
                  texts.put(Definitions.name(file, SUFFIX), sql);
                });
      }
      YamlMap yaml = YamlMap.load(each.resolve(FILE), problems);
      String name = each.getFileName().toString();
      reports.put(
          name, new CatalogueReader(yaml, name, QueriesRead.of(each, texts, problems)).read());
    }
    return new Catalogue(folder, reports);
  }

  private static List<Path> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs every query over a release without rows, and compares what it gives with what is shown.
   *
   * @param empty a release without rows; stays open
   * @param datasets columns of what it has, by {@code facts.orders}
   * @param unusable datasets that there will be, once the problems of their own files are mended;
   *     what reads them is passed over
   */
  public void prove(
      Connection empty, Map<String, Schema> datasets, Set<String> unusable, Problems problems) {
    try {
      AskedSql.define(empty);
    } catch (SQLException e) {
      throw new IllegalStateException("An empty release takes functions", e);
    }
    for (CatalogueReport report : reports.values()) {
      if (Collections.disjoint(report.datasets(), unusable)) {
        new CatalogueProof(report, folder.resolve(report.name()), empty, datasets, problems).run();
      }
    }
  }

  /** The columns that its reports may read, by fact and mart, with words of SQL among them. */
  public Map<String, Set<String>> columns() {
    Map<String, Set<String>> columns = new TreeMap<>();
    for (CatalogueReport report : reports.values()) {
      for (Query query : report.queries().values()) {
        Set<String> words = SqlText.words(query.sql());
        SqlText.datasets(query.sql())
            .forEach(
                dataset -> columns.computeIfAbsent(dataset, none -> new TreeSet<>()).addAll(words));
      }
      for (CatalogueReport.Parameter parameter : report.parameters().values()) {
        columns
            .computeIfAbsent(parameter.dataset(), none -> new TreeSet<>())
            .addAll(List.of(parameter.key(), parameter.label()));
      }
    }
    return columns;
  }
}
