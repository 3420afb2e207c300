package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.config.Problems;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder {@code sql/}: one folder a source. Needs no configuration, so that definitions can be
 * read without one.
 */
public record SqlFolder(Path path) {
  public SqlFolder {
    requireNonNull(path, "path is null");
  }

  /** Names of the sources that have a model, sorted. */
  public List<String> sources() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(path)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("source.yml")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The model of a source.
   *
   * @throws DaybookException USAGE when no folder has this name; DEF_INVALID with all problems of
   *     the model
   */
  public SourceModel model(String source) {
    List<String> known = sources();
    if (!known.contains(source)) {
      throw DaybookException.of(
              Code.USAGE,
              "Cannot find the source "
                  + source
                  + ": sql/ has "
                  + (known.isEmpty() ? "none" : String.join(", ", known))
                  + Problems.didYouMean(source, known))
          .state("nothing was started or changed")
          .next("daybook source draft " + source + " writes the model of a new source")
          .build();
    }
    return SourceModel.load(path, source);
  }
}
