package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.config.YamlText;
import io.daybook.definition.SourceDefinition;
import io.daybook.disk.Folders;
import io.daybook.fact.FirstFacts;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.mart.FirstMart;
import io.daybook.source.SourceDraft;
import io.daybook.source.SourceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole folder for a database that nobody has described: its model, a fact of every table with a
 * key, a first mart, and a list of what a person should decide.
 *
 * @param files what was written, sorted
 * @param doubts what a person should decide
 */
public record NewSource(List<Path> files, List<String> doubts) {
  /** Beside {@code source.yml}; nothing reads it. */
  public static final String DOUBTS = "doubts.md";

  public NewSource {
    files = List.copyOf(files);
    doubts = List.copyOf(doubts);
  }

  /**
   * Writes the folder, once everything in it is proven. What was written and does not load stays
   * beside it, as {@code .new-<source>}, until the next attempt.
   *
   * @param sql the folder of all sources
   * @param connection a session that may read the tables
   * @throws DaybookException USAGE where the folder is there; SRC_SCHEMA, DEF_INVALID, RES_IO, or
   *     what keeps the source from being read
   */
  public static NewSource write(
      Path sql, String source, List<String> schemas, boolean views, Connection connection) {
    requireNonNull(connection, "connection is null");
    Path home = sql.resolve(source);
    if (Files.exists(home)) {
      throw DaybookException.of(
              Code.USAGE, "Cannot begin source " + source + ": there is a folder " + home)
          .state("nothing of it was changed")
          .next("draft its catalogue again: daybook source draft " + source)
          .build();
    }
    Path aside = sql.resolve(".new-" + source);
    try {
      Folders.delete(aside);
      Path folder = Files.createDirectories(aside.resolve(source));
      List<String> doubts = SourceDraft.begin(folder, source, schemas, views, connection);
      Files.writeString(folder.resolve(DOUBTS), text(source, doubts));
      prove(aside, folder, source, home);
      Files.move(folder, home);
      Folders.delete(aside);
      return new NewSource(files(home), doubts);
    } catch (IOException e) {
      throw DaybookException.of(
              Code.RES_IO, "Cannot write a folder for source " + source + " in " + sql + ": " + e)
          .state("there is none yet")
          .next("make " + sql + " writable and try again")
          .cause(e)
          .build();
    }
  }

  private static void prove(Path aside, Path folder, String source, Path home) throws IOException {
    try {
      define(folder, SourceModel.load(aside, source));
      SourceDefinition.load(aside, source);
    } catch (DaybookException e) {
      throw DaybookException.of(
              e.code(), "Cannot use what was written for source " + source + " as it is")
          .line("found", e.getMessage())
          .state("it lies in " + folder + "; there is no " + home)
          .next("mend these lines there, then move the folder to " + home)
          .cause(e)
          .build();
    }
  }

  /** How many files a folder of it has. */
  public long in(String folder) {
    return files.stream().filter(file -> file.getParent().endsWith(folder)).count();
  }

  private static void define(Path folder, SourceModel model) throws IOException {
    List<FirstFacts.FirstFact> facts = FirstFacts.of(model);
    if (facts.isEmpty()) {
      return;
    }
    Path ofFacts = Files.createDirectory(folder.resolve("facts"));
    for (FirstFacts.FirstFact fact : facts) {
      Files.writeString(ofFacts.resolve(fact.name() + ".yml"), fact.text());
    }
    Path ofMarts = Files.createDirectory(folder.resolve("marts"));
    String tenant = model.tenants().column();
    Files.writeString(ofMarts.resolve(FirstMart.NAME + ".sql"), FirstMart.sql(facts, tenant));
    Files.writeString(ofMarts.resolve(FirstMart.NAME + ".yml"), FirstMart.contract(tenant));
  }

  private static String text(String source, List<String> doubts) {
    return doubts.stream()
        .map(doubt -> "- " + YamlText.comment(doubt) + "\n")
        .collect(
            Collectors.joining(
                "",
                "# What to decide about "
                    + source
                    + "\n\nSettle a line in source.yml, then take it from here.\n\n",
                ""));
  }

  private static List<Path> files(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
