package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.disk.Folders;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.server.SourceErrors;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Drafts the two files of a model from a live database. Asks its catalogue alone, which needs no
 * right on the tables, and writes its guesses as comments; {@link FirstModel} looks at the rows,
 * too, and follows what they bear out. Views that nobody asks for are left out.
 */
public final class SourceDraft {
  private SourceDraft() {}

  /** The text of {@code catalogue.yml}; the same database gives the same text. */
  public static String catalogue(Connection connection, String schema) {
    return CatalogueFile.text(folded(read(connection, one(schema), none -> false), one(schema)));
  }

  /** The text of a first {@code source.yml}: guesses for a person to check. */
  public static String skeleton(Connection connection, String source, String schema) {
    Catalogue live = read(connection, one(schema), none -> false);
    return new Skeleton(look(live, one(schema))).text(source);
  }

  /** With foreign keys of (tenant, x) as those of x, by the tenants it seems to have. */
  private static Catalogue folded(Catalogue live, Schemas schemas) {
    return look(live, schemas).folded(live);
  }

  /** Whoever reads the catalogue alone does not ask what else the role may read. */
  private static FirstLook look(Catalogue live, Schemas schemas) {
    return FirstLook.at(live, schemas, Map.of(), (table, column) -> true);
  }

  private static Schemas one(String schema) {
    return new Schemas(List.of(schema));
  }

  /**
   * {@link #write(Path, String, List, boolean, Connection, Consumer)} of the tables of one schema
   * that proves the model alone.
   */
  public static List<Path> write(
      Path sqlDirectory, String source, String schema, Connection connection) {
    return write(
        sqlDirectory,
        source,
        List.of(schema),
        false,
        connection,
        folder -> SourceModel.load(folder, source));
  }

  /**
   * Writes {@code catalogue.yml}, and {@code source.yml} where there is none. A catalogue that what
   * people wrote does not fit is laid beside the one in use: nights that went on go on.
   *
   * @param sqlDirectory the folder {@code sql}
   * @param schemas those of a source that has no {@code source.yml} yet
   * @param views whether to draft all views, too; those that {@code source.yml} names always are
   * @param proof loads what is defined for the source from a folder like {@code sql}; throws
   *     DEF_INVALID or DEF_DIALECT with what does not fit
   * @return the files that were written
   * @throws DaybookException DEF_INVALID with the lines that must change, SRC_SCHEMA, RES_IO
   */
  public static List<Path> write(
      Path sqlDirectory,
      String source,
      List<String> schemas,
      boolean views,
      Connection connection,
      Consumer<Path> proof) {
    Path directory = sqlDirectory.resolve(source);
    Path model = directory.resolve(ModelLoader.FILE_NAME);
    boolean fresh = !Files.exists(model);
    Schemas of = fresh ? new Schemas(schemas) : schemasOf(model, source);
    Set<String> named = fresh ? Set.of() : tablesOf(model, source);
    Catalogue catalogue = read(connection, of, view -> views || named.contains(view));
    requireTables(catalogue, of, source);
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      String text =
          CatalogueFile.text(
              fresh ? folded(catalogue, of) : catalogue.folded(tenantColumns(model, source)));
      Path inUse = directory.resolve(CatalogueFile.NAME);
      if (!fresh && Files.exists(inUse)) {
        requireFit(sqlDirectory, source, text, proof);
      }
      written.add(Files.writeString(inUse, text));
      Files.deleteIfExists(aside(inUse));
      if (fresh) {
        written.add(Files.writeString(model, new Skeleton(look(catalogue, of)).text(source)));
      }
    } catch (IOException e) {
      throw DaybookException.of(
              Code.RES_IO,
              "Cannot write the draft of source " + source + " to " + directory + ": " + e)
          .state("written so far: " + written)
          .next("make the folder writable and try again")
          .cause(e)
          .build();
    }
    return List.copyOf(written);
  }

  static void requireTables(Catalogue catalogue, Schemas of, String source) {
    for (String schema : of.names()) {
      if (catalogue.tables().keySet().stream().noneMatch(name -> of.schema(name).equals(schema))) {
        throw DaybookException.of(
                Code.SRC_SCHEMA,
                "Cannot draft source " + source + ": schema " + schema + " has no table")
            .state("no file was written")
            .next("name another schema or database; if it has views alone, add: --views")
            .build();
      }
    }
  }

  /** What loads today must load with the draft; where nothing loads, nothing is lost. */
  private static void requireFit(
      Path sqlDirectory, String source, String catalogue, Consumer<Path> proof) throws IOException {
    Path trial = Files.createTempDirectory("daybook-draft-");
    try {
      copy(sqlDirectory.resolve(source), trial.resolve(source));
      Files.writeString(trial.resolve(source).resolve(CatalogueFile.NAME), catalogue);
      Optional<DaybookException> unfit = fault(proof, trial);
      if (unfit.isEmpty() || fault(proof, sqlDirectory).isPresent()) {
        return;
      }
      Path aside = aside(sqlDirectory.resolve(source).resolve(CatalogueFile.NAME));
      Files.writeString(aside, catalogue);
      throw DaybookException.of(
              Code.DEF_INVALID,
              "Cannot take the draft of source " + source + ": what people wrote does not fit it")
          .line(
              "found",
              unfit.orElseThrow().getMessage().replace(trial.toString(), sqlDirectory.toString()))
          .state(
              CatalogueFile.NAME
                  + " is as it was, and nights go on as before; the draft is "
                  + aside)
          .next("change or remove these lines; then: daybook source draft " + source)
          .cause(unfit.orElseThrow())
          .build();
    } finally {
      Folders.delete(trial);
    }
  }

  private static Path aside(Path catalogue) {
    return catalogue.resolveSibling(catalogue.getFileName() + ".new");
  }

  private static Optional<DaybookException> fault(Consumer<Path> proof, Path folder) {
    try {
      proof.accept(folder);
      return Optional.empty();
    } catch (DaybookException e) {
      return Optional.of(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static Schemas schemasOf(Path model, String source) {
    Problems problems = new Problems(Code.DEF_INVALID, "Cannot draft source " + source);
    Schemas schemas = Schemas.read(YamlMap.load(model, problems));
    problems.throwIfAny();
    return schemas;
  }

  private static Set<String> tablesOf(Path model, String source) {
    Problems problems = new Problems(Code.DEF_INVALID, "Cannot draft source " + source);
    Set<String> tables = YamlMap.load(model, problems).map("tables").keys();
    problems.throwIfAny();
    return tables;
  }

  private static Function<String, Optional<String>> tenantColumns(Path model, String source) {
    Problems problems = new Problems(Code.DEF_INVALID, "Cannot draft source " + source);
    YamlMap file = YamlMap.load(model, problems);
    Set<String> tables = file.map("tables").keys();
    return table ->
        tables.contains(table) ? TableLoader.tenantColumn(file, table) : Optional.empty();
  }

  /** All tables, and the views that are wanted. */
  static Catalogue read(Connection connection, Schemas schemas, Predicate<String> views) {
    try {
      Catalogue all = LiveCatalogue.read(connection, schemas, LiveCatalogue.RELATIONS);
      return all.only(
          name -> all.tables().get(name).kind() != Catalogue.Kind.VIEW || views.test(name));
    } catch (SQLException e) {
      throw SourceErrors.failure("Cannot read the catalogue of " + schemas, e)
          .state("no file was written")
          .next("mend the cause and draft again")
          .build();
    }
  }
}
