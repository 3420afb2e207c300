package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.config.Problems;
import io.daybook.definition.Fingerprint;
import io.daybook.definition.KeptProofs;
import io.daybook.definition.SourceDefinition;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folder {@code sql/}: one folder a source. Needs no configuration, so that definitions can be
 * read without one. A process reads and proves each source once for as long as its files stay as
 * they are. Safe for several threads.
 */
public final class SqlFolder {
  /** So many definitions are remembered; more only a process of tests ever reads. */
  private static final int REMEMBERED = 8;

  /** By the source's folder, for all who read it in this process: to prove one takes seconds. */
  private static final Map<Path, Read> READ = new ConcurrentHashMap<>();

  private final Path path;
  private final BiFunction<Path, String, SourceDefinition> loader;

  /** The folder at this path, whose sources are proven by every process that reads them. */
  public SqlFolder(Path path) {
    this(path, KeptProofs.none());
  }

  /**
   * The folder at this path.
   *
   * @param proofs what was proven of its sources
   */
  public SqlFolder(Path path, KeptProofs proofs) {
    this(path, (folder, source) -> SourceDefinition.load(folder, source, proofs));
  }

  /**
   * The same.
   *
   * @param loader reads and proves a source of the folder
   */
  SqlFolder(Path path, BiFunction<Path, String, SourceDefinition> loader) {
    this.path = requireNonNull(path, "path is null");
    this.loader = requireNonNull(loader, "loader is null");
  }

  /** What files of this fingerprint define: a definition, or what is wrong with them. */
  private record Read(
      String fingerprint, Optional<SourceDefinition> definition, Optional<DaybookException> why) {
    /** Another failure than one of the files may be over when they are read again. */
    static Read of(String fingerprint, Supplier<SourceDefinition> files) {
      try {
        return new Read(fingerprint, Optional.of(files.get()), Optional.empty());
      } catch (DaybookException e) {
        if (e.code() != Code.DEF_INVALID) {
          throw e;
        }
        return new Read(fingerprint, Optional.empty(), Optional.of(e));
      }
    }
  }

  /**
   * All that is defined for a source.
   *
   * @throws DaybookException USAGE when no folder has this name; DEF_INVALID with all problems;
   *     failures of the engine that proves it
   */
  public SourceDefinition definition(String source) {
    requireKnown(source);
    Path folder = path.resolve(source).toAbsolutePath().normalize();
    String fingerprint = Fingerprint.of(folder);
    if (READ.size() > REMEMBERED) {
      READ.clear();
    }
    Read now =
        READ.compute(
            folder,
            (unused, before) ->
                before != null && before.fingerprint().equals(fingerprint)
                    ? before
                    : Read.of(fingerprint, () -> loader.apply(path, source)));
    return now.definition().orElseThrow(() -> now.why().orElseThrow());
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
   * The model of a source alone, for whoever must go on where other definitions have problems.
   *
   * @throws DaybookException USAGE when no folder has this name; DEF_INVALID with all problems of
   *     the model
   */
  public SourceModel model(String source) {
    requireKnown(source);
    return SourceModel.load(path, source);
  }

  /**
   * Refuses a name that no source has.
   *
   * @throws DaybookException USAGE with the sources that there are
   */
  public void requireKnown(String source) {
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
          .next("daybook source new " + source + " writes the folder of a new source")
          .build();
    }
  }
}
