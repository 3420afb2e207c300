package io.daybook.warehouse;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The names that are derived from manifests: {@code releases/<n>/marts.duckdb} of every release,
 * and {@code marts.duckdb} for people. On a shared filesystem there are none.
 */
final class ReleaseNames {
  private final FileStore files;
  private final Releases releases;

  ReleaseNames(FileStore files, Releases releases) {
    this.files = files;
    this.releases = releases;
  }

  /** Puts the names straight, and makes published manifests durable, should that have failed. */
  void repair() {
    List<Long> numbers = releases.numbers();
    if (!files.isLocal() || numbers.isEmpty()) {
      return;
    }
    files.guard(
        "name the databases",
        () -> {
          files.volume().syncFolder("releases");
          linkDatabase(numbers.get(numbers.size() - 1));
          linkForPeople();
          for (long number : numbers) {
            linkDatabase(number);
          }
          return null;
        });
  }

  private void linkDatabase(long number) throws IOException {
    Path link = files.local(Releases.databasePath(number));
    if (Files.exists(link)) {
      return;
    }
    Optional<Manifest> manifest = loadIfKept(number);
    if (manifest.isPresent()) {
      Path database = files.local(manifest.get().database().path());
      Files.createDirectories(link.getParent());
      replace(link, aside -> Files.createLink(aside, database));
    }
  }

  /** Empty when it was collected meanwhile. */
  private Optional<Manifest> loadIfKept(long number) {
    try {
      return Optional.of(releases.load(number));
    } catch (DaybookException e) {
      if (e.code() == Code.RELEASE_MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Looks again after every change: who was overtaken would leave the link on an older release. */
  private void linkForPeople() throws IOException {
    Path people = files.local("marts.duckdb");
    for (Path target = newest(); !isLinkTo(people, target); target = newest()) {
      Path shown = target; // final, for the lambda
      replace(people, aside -> Files.createSymbolicLink(aside, shown));
    }
  }

  private Path newest() {
    return Path.of(Releases.databasePath(releases.latest()));
  }

  private static boolean isLinkTo(Path link, Path target) throws IOException {
    try {
      return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Makes a name. */
  @FunctionalInterface
  private interface Naming {
    void name(Path aside) throws IOException;
  }

  /** What a kill leaves behind lies where a collection looks. */
  private void replace(Path name, Naming naming) throws IOException {
    Path aside = files.local("releases/" + UUID.randomUUID() + ".aside");
    try {
      naming.name(aside);
      Files.move(aside, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      // rename(2) leaves both names when they already are the same file
      Files.deleteIfExists(aside);
    }
  }
}
