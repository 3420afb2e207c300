package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.sql.FoldedName;
import io.daybook.sql.PlainWord;
import io.daybook.zone.Zones;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.ZoneId;
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

  /** Of a source whose tables know their tenants by other columns, or by their parents alone. */
  private static final String TENANT_COLUMN = "tenant_id";

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
    Catalogue catalogue = CatalogueFile.read(catalogueFile);
    file.only(
        "source",
        "schema",
        "tenants",
        NaiveClocks.KEY,
        "deleted",
        "leave_out",
        "relations",
        "tables");
    NaiveClocks.check(file);
    String name = file.text("source");
    if (!name.isEmpty() && !name.equals(source)) {
      file.problem("source", "is " + name + ", but the folder is " + source);
    }
    String schema = file.text("schema");
    Set<String> names = tableNames(file, catalogue);
    Map<String, SourceTable> tables = tables(file, catalogueFile, catalogue, names);
    TenantPaths.check(file, tables);
    TenantRule tenants = tenants(file.map("tenants"), tables);
    problems.throwIfAny();
    return new SourceModel(
        source, schema, tenants, tables, vocabularies(tables, catalogue), definitionHash());
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

  private static Set<String> tableNames(YamlMap file, Catalogue catalogue) {
    YamlMap tables = file.map("tables");
    Set<String> names = new LinkedHashSet<>();
    for (String table : tables.keys()) {
      if (catalogue.tables().containsKey(table)) {
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
      if (List.of(name.split("[/\\\\]")).contains("..") || name.matches("(?s).*\\p{Cntrl}.*")) {
        tables.problem(name, "cannot be read under this name: it would be a path elsewhere");
      }
      String other = folded.putIfAbsent(FoldedName.of(name), name);
      if (other == null) {
        other = folded.putIfAbsent(PlainWord.of(name), name);
      }
      if (other != null && !other.equals(name)) {
        tables.problem(
            name,
            "differs from "
                + other
                + " in case only, which engines take for one; read one of them");
      }
    }
  }

  private static TenantRule tenants(YamlMap rule, Map<String, SourceTable> tables) {
    rule.only("table", "key", "column", "zone", "default_zone");
    String table = rule.text("table");
    String key = rule.text("key");
    Optional<String> zone = rule.optionalText("zone");
    SourceTable tenants = tables.get(table);
    if (tenants == null) {
      if (!table.isEmpty()) {
        rule.problem(
            "table",
            table + " is not among the tables" + Problems.didYouMean(table, tables.keySet()));
      }
    } else {
      List<String> columns = tenants.columns().stream().map(SourceColumn::name).toList();
      for (String role : List.of("key", "zone")) {
        String column = rule.optionalText(role).orElse("");
        if (!column.isEmpty() && !columns.contains(column)) {
          rule.problem(
              role, table + " has no column " + column + Problems.didYouMean(column, columns));
        }
      }
      if (columns.contains(key) && !tenants.key().equals(List.of(key))) {
        rule.problem("key", key + " is not the primary key of " + table);
      }
      tenants.column(key).ifPresent(column -> requireTenantType(rule, column));
      zone.flatMap(tenants::column).ifPresent(column -> requireZoneType(rule, column));
    }
    String column = rule.optionalText("column").orElse(TENANT_COLUMN);
    return new TenantRule(
        table,
        key,
        column,
        zone,
        zone(rule),
        tenants == null ? Optional.empty() : tenants.deletedColumn());
  }

  /** A tenant is text to us: of whatever becomes the same text in every engine. */
  private static void requireTenantType(YamlMap rule, SourceColumn key) {
    boolean isText =
        switch (key.type().kind()) {
          case TEXT, UUID, INTEGER, BIGINT -> true;
          case DECIMAL -> key.type().scale() == 0;
          default -> false;
        };
    if (!isText) {
      rule.problem(
          "key",
          key.name()
              + " is "
              + key.sourceType()
              + "; a tenant's key is a text, a uuid or a whole number");
    }
  }

  private static void requireZoneType(YamlMap rule, SourceColumn zone) {
    if (!zone.holdsWords()) {
      rule.problem(
          "zone",
          "%s is %s; a zone is a text like Europe/Paris. Without zone: every tenant has default_zone"
              .formatted(zone.name(), zone.sourceType()));
    }
  }

  private static ZoneId zone(YamlMap rule) {
    String text = rule.text("default_zone");
    Optional<ZoneId> zone = Zones.find(text);
    if (zone.isEmpty() && !text.isEmpty()) {
      rule.problem("default_zone", text + " is not a time zone like Europe/Paris");
    }
    return zone.orElseGet(() -> ZoneId.of("UTC"));
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
        .next("name a folder of " + parent + ", or draft one: daybook source draft " + source)
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
