package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.server.SourceErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes both files of a source that has none. Looks at its rows as {@link SourceDraft} does not,
 * and follows references that nobody declared where the rows do not speak against them: needs
 * SELECT on the tables, and two sessions.
 */
public final class FirstModel {
  private FirstModel() {}

  /**
   * Follows a first look at a database, which may take a while. Each part is told when it begins,
   * with each table, and when it has ended.
   */
  public interface Listener {
    /** Of those whom nobody watches. */
    Listener SILENT = new Listener() {};

    /** A part begins. */
    default void begun(String part) {}

    /**
     * A table is looked at; until the next one is named, it is the one that is read.
     *
     * @param number which one it is, from 1
     * @param of how many are looked at
     */
    default void looking(String part, String table, int number, int of) {}

    /**
     * A part has ended well.
     *
     * @param summary what it came to
     */
    default void ended(String part, String summary) {}
  }

  /**
   * Writes them.
   *
   * @param folder where they are written; it is there
   * @param views whether to take views, too
   * @return what a person should decide, in the order of the files
   * @throws DaybookException SRC_SCHEMA, SRC_RIGHTS, or what keeps the source from being read
   */
  public static List<String> write(
      Path folder,
      String source,
      List<String> schemas,
      boolean views,
      SourceSettings settings,
      Listener listener)
      throws IOException {
    requireNonNull(settings, "settings is null");
    requireNonNull(listener, "listener is null");
    Schemas of = new Schemas(schemas);
    try {
      Live live = live(source, of, views, settings, listener);
      try (RowQuestions rows = RowQuestions.open(settings, of)) {
        return write(folder, source, live, rows, listener);
      }
    } catch (SQLException e) {
      throw SourceErrors.failure("Cannot look at the rows of " + of, e)
          .state("no file was written")
          .next(
              "mend the cause and try again; without a look at rows: daybook source draft "
                  + source)
          .build();
    }
  }

  /**
   * What is known before any row is read.
   *
   * @param unvouched tables whose rows are asked like those of views
   */
  record Live(Catalogue catalogue, FirstLook look, Set<String> unvouched) {
    static Live read(Connection connection, Schemas of, Catalogue catalogue) throws SQLException {
      Map<String, Set<String>> readable = LiveCatalogue.readable(connection, of);
      FirstLook look =
          FirstLook.at(
              catalogue,
              of,
              LiveCatalogue.uniques(connection, of),
              (table, column) -> readable.getOrDefault(table, Set.of()).contains(column));
      return new Live(catalogue, look, LiveCatalogue.unvouched(connection, of));
    }
  }

  private static Live live(
      String source, Schemas of, boolean views, SourceSettings settings, Listener listener)
      throws SQLException {
    listener.begun("catalogue");
    try (Connection connection = settings.connect(QuestionWatch.APPLICATION)) {
      Catalogue catalogue = SourceDraft.read(connection, of, view -> views);
      SourceDraft.requireTables(catalogue, of, source);
      Live live = Live.read(connection, of, catalogue);
      requireOne(source, live.look());
      listener.ended("catalogue", "%,d tables of %s".formatted(catalogue.tables().size(), of));
      return live;
    }
  }

  /** The same of what was read of the catalogue, with questions that may be shorter. */
  static List<String> write(
      Path folder, String source, Live live, RowQuestions rows, Listener listener)
      throws IOException, SQLException {
    FirstLook look = new ViewEvidence(rows, listener).of(live.look(), live.unvouched());
    References references =
        new References(look.catalogue(), new Evidence(rows, look, listener).guesses());
    Seen seen = new ValueEvidence(rows, look, references, listener).seen();
    requireOne(source, look);
    Skeleton skeleton = new Skeleton(look, references, seen);
    Files.writeString(
        folder.resolve(CatalogueFile.NAME), CatalogueFile.text(look.folded(live.catalogue())));
    Files.writeString(folder.resolve(ModelLoader.FILE_NAME), skeleton.text(source));
    return skeleton.doubts();
  }

  /** What nobody may read is no source. */
  private static void requireOne(String source, FirstLook look) {
    Map<String, String> unread = look.unread().tables();
    if (look.catalogue().tables().isEmpty()) {
      throw DaybookException.of(
              Code.SRC_RIGHTS, "Cannot begin source " + source + ": no table can be read")
          .line(
              "found",
              Finding.some(
                  unread.entrySet().stream()
                      .map(each -> each.getKey() + ": " + each.getValue())
                      .toList()))
          .state("no file was written")
          .next(
              "let the DBA grant the role USAGE on the schema and SELECT on its tables; then:"
                  + " daybook source new "
                  + source)
          .build();
    }
  }
}
