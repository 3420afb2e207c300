package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.sql.FoldedName;
import io.daybook.sql.PlainWord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a {@link SourceModel} of the two files of a source, or reports all their problems. */
final class ModelLoader {
  static final String FILE_NAME = "source.yml";

  private final Path directory;
  private final String source;
  private final Problems problems;

  ModelLoader(Path directory, String source) {
    this.directory = directory;
    this.source = source;
    this.problems = new Problems(Code.DEF_INVALID, "Cannot load the model of source " + source);
  }

  SourceModel load() {
    if (!Files.isDirectory(directory)) {
      throw unknownSource();
    }
    YamlMap file = YamlMap.load(directory.resolve(FILE_NAME), problems);
    YamlMap catalogueFile = YamlMap.load(directory.resolve(CatalogueFile.NAME), problems);
    problems.throwIfAny();
    Catalogue catalogue = WrittenKeys.with(CatalogueFile.read(catalogueFile), file);
    file.only(
        "source",
        "schema",
        "schemas",
        TenantLoader.KEY,
        TenantLoader.ONLY,
        TenantLoader.ZONE,
        NaiveClocks.KEY,
        "deleted",
        "leave_out",
        "relations",
        RatesLoader.KEY,
        "tables");
    NaiveClocks.check(file);
    String name = file.text("source");
    if (!name.isEmpty() && !name.equals(source)) {
      file.problem("source", "is " + name + ", but the folder is " + source);
    }
    Schemas schemas = Schemas.read(file);
    Set<String> names = tableNames(file, schemas, catalogue);
    Map<String, SourceTable> tables = tables(file, catalogueFile, catalogue, names);
    TenantPaths.check(file, tables);
    ReadAlike.check(file, tables);
    TenantRule tenants = new TenantLoader(file, source).load(tables);
    Optional<ExchangeRates> rates = RatesLoader.load(file, directory, tables, problems);
    problems.throwIfAny();
    return new SourceModel(
        source,
        schemas.names(),
        tenants,
        tables,
        vocabularies(tables, catalogue),
        rates,
        definitionHash());
  }

  private Map<String, SourceTable> tables(
      YamlMap file, YamlMap catalogueFile, Catalogue catalogue, Set<String> names) {
    YamlMap own = file.map("tables");
    YamlMap drafted = catalogueFile.map("tables");
    Predicate<String> leftOut = TableLoader.matching(file.texts("leave_out"));
    Map<String, SourceTable> tables = new LinkedHashMap<>();
    for (String table : names) {
      tables.put(
          table,
          new TableLoader(
                  file,
                  own.map(table),
                  drafted.map(table).map("columns"),
                  leftOut,
                  catalogue,
                  names,
                  table,
                  problems)
              .load());
    }
    return tables;
  }

  private static Set<String> tableNames(YamlMap file, Schemas schemas, Catalogue catalogue) {
    YamlMap tables = file.map("tables");
    Set<String> names = new LinkedHashSet<>();
    for (String table : tables.keys()) {
      if (!schemas.hold(table)) {
        tables.problem(table, "is of none of the " + schemas + "; a table is schema.table");
      } else if (catalogue.tables().containsKey(table)) {
        names.add(table);
      } else {
        tables.problem(
            table,
            "is not in "
                + CatalogueFile.NAME
                + Problems.didYouMean(table, catalogue.tables().keySet()));
      }
    }
    if (tables.keys().isEmpty()) {
      file.problem("tables", "must name the tables to read");
    }
    requireApart(tables, names);
    return names;
  }

  /** A name may be anything that stays itself in a file system and in engines that fold case. */
  private static void requireApart(YamlMap tables, Set<String> names) {
    Map<String, String> folded = new HashMap<>();
    for (String name : names) {
      if (isUnreadable(name)) {
        tables.problem(name, "cannot be read under this name: it would be a path elsewhere");
      }
      String other = folded.putIfAbsent(FoldedName.of(name), name);
      if (other != null) {
        tables.problem(
            name,
            "differs from %s in case only, which engines take for one; read one of them"
                .formatted(other));
        continue;
      }
      String file = folded.putIfAbsent(PlainWord.of(name), name);
      if (file != null && !file.equals(name)) {
        tables.problem(name, "would have the files of " + file + "; read one of them");
      }
    }
  }

  /** Whether a table's name would be a path elsewhere. */
  static boolean isUnreadable(String name) {
    return List.of(name.split("[/\\\\]")).contains("..")
        || name.codePoints().anyMatch(Character::isISOControl);
  }

  private static Map<String, List<String>> vocabularies(
      Map<String, SourceTable> tables, Catalogue catalogue) {
    Map<String, List<String>> used = new TreeMap<>();
    for (SourceTable table : tables.values()) {
      for (SourceColumn column : table.columns()) {
        if (column.enumerated()) {
          used.put(column.sourceType(), catalogue.enums().get(column.sourceType()));
        }
      }
    }
    return used;
  }

  private String definitionHash() {
    MessageDigest digest = Sha256.begin();
    try {
      for (String file : List.of(FILE_NAME, CatalogueFile.NAME)) {
        // The name and a zero byte keep text from moving between the files unseen.
        digest.update((file + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(directory.resolve(file)));
      }
    } catch (IOException e) {
      problems.add(directory.toString(), "cannot be read: " + e.getClass().getSimpleName());
      problems.throwIfAny();
      throw new IllegalStateException(e);
    }
    return Sha256.end(digest);
  }

  private DaybookException unknownSource() {
    Path parent = directory.toAbsolutePath().getParent();
    return DaybookException.of(
            Code.USAGE,
            "Cannot load the model of source "
                + source
                + ": there is no folder "
                + directory
                + Problems.didYouMean(source, neighbours(parent)))
        .state("nothing was started or changed")
        .next("name a folder of " + parent + ", or begin one: daybook source new " + source)
        .build();
  }

  private static List<String> neighbours(Path parent) {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).map(entry -> entry.getFileName() + "").toList();
    } catch (IOException e) {
      // Only the hint gets poorer; the failure itself is reported.
      return List.of();
    }
  }
}
