package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes what no reader can need any more. A release goes when it is older than the newest {@code
 * keep} and nobody pins it; a file goes when no kept release names it and it has been so for a day.
 * Only the holder of the source's lease may collect.
 */
public final class Collector {
  /** How long a reader may still hold what a release named. */
  public static final Duration GRACE = Duration.ofHours(24);

  private final FileStore files;
  private final Releases releases;
  private final Clock clock;

  /** A collector of the source's folder. */
  public Collector(FileStore files, Clock clock) {
    this.files = requireNonNull(files, "files is null");
    this.releases = new Releases(files);
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * What must stay, and what need not wait.
   *
   * @param newest how many of the newest releases stay, at least 1
   * @param pinned releases that stay beside these
   * @param liveRuns runs whose files stay, because they are still being made or may be resumed
   * @param endedRuns runs that failed, said so and will not be resumed: nobody reads or writes
   *     their files, so those that no release names go at once
   */
  public record Needs(int newest, Set<Long> pinned, Set<String> liveRuns, Set<String> endedRuns) {
    public Needs {
      if (newest < 1) {
        throw new IllegalArgumentException("Invalid number of releases to keep: " + newest);
      }
      pinned = Set.copyOf(pinned);
      liveRuns = Set.copyOf(liveRuns);
      endedRuns = Set.copyOf(endedRuns);
    }

    /** The newest releases, and nothing else. */
    public static Needs newest(int newest) {
      return new Needs(newest, Set.of(), Set.of(), Set.of());
    }
  }

  /**
   * What went, or would go.
   *
   * @param releases numbers of releases whose manifests went
   * @param files paths of files
   * @param bytes of these files
   */
  public record Collected(List<Long> releases, List<String> files, long bytes) {
    public Collected {
      releases = List.copyOf(releases);
      files = List.copyOf(files);
    }
  }

  /**
   * Collects. A release that cannot be understood stops it before anything went: what it names is
   * not known.
   *
   * @param dryRun whether to say only what would go
   * @throws io.daybook.fault.DaybookException RELEASE_CORRUPT, RES_IO
   */
  public Collected collect(Needs needs, boolean dryRun) {
    Instant cut = clock.instant().minus(GRACE);
    List<Long> numbers = releases.numbers();
    Set<Long> kept = new TreeSet<>(needs.pinned());
    kept.addAll(numbers.subList(Math.max(0, numbers.size() - needs.newest()), numbers.size()));

    Set<String> named = new HashSet<>();
    List<Long> goneReleases = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      Manifest manifest = releases.load(numbers.get(i));
      if (!kept.contains(numbers.get(i)) && leftBefore(cut, numbers, i + needs.newest())) {
        goneReleases.add(numbers.get(i));
      } else {
        Releases.filesOf(manifest).forEach(file -> named.add(file.path()));
        named.add("releases/" + numbers.get(i) + ".json");
        named.add(Releases.databasePath(numbers.get(i)));
      }
    }
    return remove(goneReleases, named, needs, cut, dryRun);
  }

  /**
   * Whether a release that is no more kept has been so since then. The one that pushed it out of
   * the newest tells when; its own successor would tell only when it ceased to be current, which
   * with many kept releases is long over when it goes.
   */
  private boolean leftBefore(Instant cut, List<Long> numbers, int pushedOutBy) {
    return pushedOutBy < numbers.size()
        && releases.load(numbers.get(pushedOutBy)).publishedAt().isBefore(cut);
  }

  private Collected remove(
      List<Long> goneReleases, Set<String> named, Needs needs, Instant cut, boolean dryRun) {
    List<String> gone = new ArrayList<>();
    long bytes = 0;
    for (Volume.Entry entry : entries()) {
      if (named.contains(entry.path()) || isOf(entry.path(), needs.liveRuns())) {
        continue;
      }
      boolean ofGoneRelease = goneReleases.stream().anyMatch(number -> isOf(entry.path(), number));
      boolean ofGone = ofGoneRelease || isOf(entry.path(), needs.endedRuns());
      if (ofGone || entry.modified().isBefore(cut)) {
        gone.add(entry.path());
        bytes += isSecondName(entry.path()) ? 0 : entry.bytes();
      }
    }
    if (!dryRun) {
      // manifests first, for good: what is half collected then is an unnamed file, and never a
      // release without its files
      gone.stream().filter(path -> path.startsWith("releases/")).forEach(files::delete);
      if (files.isLocal() && !goneReleases.isEmpty()) {
        files.syncFolder("releases");
      }
      gone.stream().filter(path -> path.startsWith("data/")).forEach(files::delete);
      files.guard(
          "remove empty folders",
          () -> {
            files.volume().deleteEmptyFolders("data");
            files.volume().deleteEmptyFolders("releases");
            return null;
          });
    }
    return new Collected(goneReleases, gone.stream().sorted().toList(), bytes);
  }

  private List<Volume.Entry> entries() {
    return files.guard(
        "list the warehouse",
        () -> {
          List<Volume.Entry> entries = new ArrayList<>(files.volume().list("data"));
          entries.addAll(files.volume().list("releases"));
          return entries;
        });
  }

  /** A hard link to a database, which is counted where it was made. */
  private static boolean isSecondName(String path) {
    return path.startsWith("releases/") && path.endsWith("/marts.duckdb");
  }

  private static boolean isOf(String path, Set<String> runs) {
    return runs.stream().anyMatch(run -> path.startsWith("data/" + run + "/"));
  }

  private static boolean isOf(String path, long release) {
    return path.equals("releases/" + release + ".json")
        || path.startsWith("releases/" + release + "/");
  }
}
