package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.config.YamlText;
import io.daybook.definition.SourceDefinition;
import io.daybook.disk.Folders;
import io.daybook.fact.FirstFacts;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.mart.FirstMart;
import io.daybook.source.FirstModel;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static final String FACTS = "facts";
  private static final String PROOF = "proof";
  private static final String DOUBT = "- ";

  public NewSource {
    files = List.copyOf(files);
    doubts = List.copyOf(doubts);
  }

  /**
   * Writes the folder, once everything in it is proven. What was written and does not load stays
   * beside it, as {@code .new-<source>}, for a person to mend: the next attempt takes that as it is
   * then, and looks at no table.
   *
   * @param sql the folder of all sources
   * @param settings how to reach the source, as a role that may read the tables
   * @throws DaybookException USAGE where the folder is there; SRC_SCHEMA, DEF_INVALID, RES_IO, or
   *     what keeps the source from being read
   */
  public static NewSource write(
      Path sql,
      String source,
      List<String> schemas,
      boolean views,
      SourceSettings settings,
      FirstModel.Listener listener) {
    requireNonNull(settings, "settings is null");
    requireNonNull(listener, "listener is null");
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
      return Files.exists(aside)
          ? mended(aside, source, home, listener)
          : drafted(
              sql.resolve(".draft-" + source),
              aside,
              source,
              home,
              listener,
              folder -> FirstModel.write(folder, source, schemas, views, settings, listener));
    } catch (IOException e) {
      throw DaybookException.of(
              Code.RES_IO, "Cannot write a folder for source " + source + " in " + sql + ": " + e)
          .state("there is none yet")
          .next("make " + sql + " writable and try again")
          .cause(e)
          .build();
    }
  }

  private interface Draft {
    List<String> write(Path folder) throws IOException;
  }

  private static NewSource drafted(
      Path draft, Path aside, String source, Path home, FirstModel.Listener listener, Draft model)
      throws IOException {
    Folders.delete(draft);
    Path folder = Files.createDirectories(draft.resolve(source));
    List<String> doubts = model.write(folder);
    Files.writeString(folder.resolve(DOUBTS), text(source, doubts));
    try {
      prove(draft, source, listener);
    } catch (DaybookException e) {
      Files.move(draft, aside);
      throw unusable(e, draft, aside, source, home);
    }
    Files.move(folder, home);
    Folders.delete(draft);
    return new NewSource(files(home), doubts);
  }

  private static NewSource mended(
      Path aside, String source, Path home, FirstModel.Listener listener) throws IOException {
    Path folder = aside.resolve(source);
    try {
      prove(aside, source, listener);
    } catch (DaybookException e) {
      throw unusable(e, aside, aside, source, home);
    }
    Files.move(folder, home);
    Folders.delete(aside);
    return new NewSource(files(home), doubts(home.resolve(DOUBTS)));
  }

  private static DaybookException unusable(
      DaybookException e, Path was, Path aside, String source, Path home) {
    return DaybookException.of(
            e.code(), "Cannot use what was written for source " + source + " as it is")
        .line("found", e.getMessage().replace(was.toString(), aside.toString()))
        .state("it lies in " + aside.resolve(source) + "; there is no " + home)
        .next(
            "mend these lines there, then: daybook source new "
                + source
                + "; to begin anew before that: rm -r "
                + aside)
        .cause(e)
        .build();
  }

  /** Facts and marts are written once the model loads, and never over those that are there. */
  private static void prove(Path parent, String source, FirstModel.Listener listener)
      throws IOException {
    listener.begun(PROOF);
    SourceModel model = SourceModel.load(parent, source);
    Path folder = parent.resolve(source);
    if (!Files.exists(folder.resolve(FACTS))) {
      define(folder, model);
    }
    SourceDefinition.load(parent, source);
    listener.ended(PROOF, "%,d tables".formatted(model.tables().size()));
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
    Path ofFacts = Files.createDirectory(folder.resolve(FACTS));
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
        .map(doubt -> DOUBT + YamlText.comment(doubt) + "\n")
        .collect(
            Collectors.joining(
                "",
                "# What to decide about "
                    + source
                    + "\n\nSettle a line in source.yml, then take it from here.\n\n",
                ""));
  }

  private static List<String> doubts(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(DOUBT))
            .map(line -> line.substring(DOUBT.length()))
            .toList()
        : List.of();
  }

  private static List<Path> files(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
