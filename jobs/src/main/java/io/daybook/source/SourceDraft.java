package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.server.SourceErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Drafts the two files of a model from a live database. Needs no right on the tables. Foreign keys
 * of several columns are left out, and so are views.
 */
public final class SourceDraft {
  private SourceDraft() {}

  /** The text of {@code catalogue.yml}; the same database gives the same text. */
  public static String catalogue(Connection connection, String schema) {
    return CatalogueFile.text(read(connection, schema));
  }

  /** The text of a first {@code source.yml}: guesses for a person to check. */
  public static String skeleton(Connection connection, String source, String schema) {
    return Skeleton.text(read(connection, schema), source, schema);
  }

  /**
   * Writes {@code catalogue.yml}, and {@code source.yml} where there is none.
   *
   * @param sqlDirectory the folder {@code sql}
   * @param schema schema of a source that has no {@code source.yml} yet
   * @return the files that were written
   */
  public static List<Path> write(
      Path sqlDirectory, String source, String schema, Connection connection) {
    Path directory = sqlDirectory.resolve(source);
    Path model = directory.resolve(ModelLoader.FILE_NAME);
    boolean fresh = !Files.exists(model);
    String of = fresh ? schema : schemaOf(model, source);
    Catalogue catalogue = read(connection, of);
    if (catalogue.tables().isEmpty()) {
      throw DaybookException.of(
              Code.SRC_SCHEMA, "Cannot draft source " + source + ": schema " + of + " has no table")
          .state("no file was written")
          .next("name another schema or database")
          .build();
    }
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      written.add(
          Files.writeString(directory.resolve(CatalogueFile.NAME), CatalogueFile.text(catalogue)));
      if (fresh) {
        written.add(Files.writeString(model, Skeleton.text(catalogue, source, of)));
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

  private static String schemaOf(Path model, String source) {
    Problems problems = new Problems(Code.DEF_INVALID, "Cannot draft source " + source);
    String schema = YamlMap.load(model, problems).text("schema");
    problems.throwIfAny();
    return schema;
  }

  private static Catalogue read(Connection connection, String schema) {
    try {
      return LiveCatalogue.read(connection, schema, LiveCatalogue.TABLES);
    } catch (SQLException e) {
      throw SourceErrors.failure("Cannot read the catalogue of schema " + schema, e)
          .state("no file was written")
          .next("mend the cause and try again")
          .build();
    }
  }
}
