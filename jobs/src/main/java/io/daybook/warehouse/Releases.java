package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases of one source. The highest number is current. A release is published by creating its
 * manifest exclusively; everything else here is derived from manifests and can be repaired. Safe
 * for several threads and processes.
 */
public final class Releases {
  private static final int FORMAT = 1;
  private static final Pattern MANIFEST = Pattern.compile("releases/(\\d+)\\.json");

  private static final Logger log = LoggerFactory.getLogger(Releases.class);

  private final FileStore files;

  /** The releases in a source's folder of the warehouse. */
  public Releases(FileStore files) {
    this.files = requireNonNull(files, "files is null");
  }

  /** Path of the DuckDB file of a release. */
  public static String databasePath(long release) {
    return "releases/" + release + "/marts.duckdb";
  }

  private static String manifestPath(long release) {
    return "releases/" + release + ".json";
  }

  /** Numbers of all releases that are kept, rising. */
  public List<Long> numbers() {
    List<Long> numbers = new ArrayList<>();
    for (String path : files.list("releases")) {
      Matcher matcher = MANIFEST.matcher(path);
      if (matcher.matches()) {
        numbers.add(Long.valueOf(matcher.group(1)));
      }
    }
    return numbers.stream().sorted().toList();
  }

  /** The release that readers see. */
  public Optional<Manifest> current() {
    List<Long> numbers = numbers();
    return numbers.isEmpty()
        ? Optional.empty()
        : Optional.of(load(numbers.get(numbers.size() - 1)));
  }

  /**
   * One release.
   *
   * @throws DaybookException RELEASE_MISSING, or RELEASE_CORRUPT when its manifest cannot be
   *     understood
   */
  public Manifest load(long release) {
    String path = manifestPath(release);
    byte[] content;
    try {
      content = files.read(path);
    } catch (DaybookException e) {
      if (files.exists(path)) {
        throw e;
      }
      throw DaybookException.of(Code.RELEASE_MISSING, "Cannot find release " + release)
          .line("kept", numbers().toString())
          .next("daybook releases lists what is kept")
          .build();
    }
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", 2);
    boolean whole = lines.length == 2 && lines[0].equals(checksumLine(lines[1]));
    if (!whole) {
      throw corrupt(release, path, "its checksum does not match");
    }
    Manifest manifest;
    try {
      manifest = ManifestJson.read(lines[1], Manifest.class);
    } catch (IllegalArgumentException e) {
      throw corrupt(release, path, "it was written by another version of Daybook");
    }
    if (manifest.format() != FORMAT) {
      throw corrupt(release, path, "its format is " + manifest.format() + ", not " + FORMAT);
    }
    if (manifest.release() != release) {
      throw corrupt(release, path, "it is the manifest of release " + manifest.release());
    }
    return manifest;
  }

  private static String checksumLine(String json) {
    return "// sha256 "
        + HexFormat.of()
            .formatHex(FileStore.sha256().digest(json.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Publishes a release whose files are all sealed.
   *
   * @param manifest with the number base + 1
   * @throws DaybookException PUBLISH_CONFLICT when the number is taken; PUBLISH_UNKNOWN when that
   *     cannot be told, or when a power cut might undo it; RELEASE_CORRUPT when a file of it is not
   *     there in full; RES_IO or RES_DISK. Only after PUBLISH_UNKNOWN it may be visible.
   */
  public void publish(Manifest manifest) {
    if (manifest.format() != FORMAT || manifest.release() != manifest.base().orElse(0) + 1) {
      throw new IllegalArgumentException("Invalid release number: " + manifest.release());
    }
    long latest = latest();
    if (manifest.release() <= latest) {
      throw conflict(manifest);
    }
    if (manifest.release() > latest + 1) {
      throw new IllegalArgumentException(
          "Invalid release number: " + manifest.release() + ", the latest is " + latest);
    }
    requireFiles(manifest);
    String json = ManifestJson.write(manifest) + "\n";
    String text = checksumLine(json) + "\n" + json;
    if (!files.putIfAbsent(
        manifestPath(manifest.release()), text.getBytes(StandardCharsets.UTF_8))) {
      throw conflict(manifest);
    }
    try {
      repair();
    } catch (DaybookException e) {
      // it is published all the same, and the next start repairs
      log.warn("Cannot name the database of release {}: {}", manifest.release(), e.getMessage());
    }
  }

  private long latest() {
    return numbers().stream().mapToLong(number -> number).max().orElse(0);
  }

  /**
   * All files are there in full, and their names survive a power cut, before anybody is told of
   * them.
   */
  private void requireFiles(Manifest manifest) {
    Set<String> folders = new LinkedHashSet<>();
    for (DataFile file : filesOf(manifest)) {
      long length = files.length(file.path());
      if (length != file.bytes()) {
        throw corrupt(
            manifest.release(),
            file.path(),
            length < 0 ? "it is missing" : "it has " + length + " of " + file.bytes() + " bytes");
      }
      folders.add(FileStore.parent(file.path()));
    }
    folders.forEach(files::syncFolder);
  }

  private DaybookException conflict(Manifest manifest) {
    long latest = latest();
    String run = latest > 0 ? load(latest).run() : "unknown";
    return DaybookException.of(
            Code.PUBLISH_CONFLICT,
            "Cannot publish release %d of %s: run %s published release %d first"
                .formatted(manifest.release(), manifest.source(), run, latest))
        .state(
            "readers keep release " + latest + "; nothing of run " + manifest.run() + " is visible")
        .next("nothing to do; start a new run if the other is not the one you want")
        .build();
  }

  private static DaybookException corrupt(long release, String path, String why) {
    return DaybookException.of(
            Code.RELEASE_CORRUPT, "Cannot use release " + release + ": " + path + ": " + why)
        .state("nothing was changed")
        .next("restore the file from a backup, or: daybook rollback to another release")
        .build();
  }

  /** Every file that a release names. */
  static List<DataFile> filesOf(Manifest manifest) {
    return Stream.concat(
            manifest.datasets().stream().flatMap(dataset -> dataset.files().stream()),
            Stream.of(manifest.database()))
        .toList();
  }

  /**
   * Reads every file of a release against its checksum.
   *
   * @throws DaybookException RELEASE_CORRUPT with the first file that is not what it was
   */
  public void verify(long release) {
    for (DataFile file : filesOf(load(release))) {
      boolean same =
          files.guard(
              "verify " + file.path(),
              () ->
                  files.volume().length(file.path()) == file.bytes()
                      && files.digest(file.path()).equals(file.sha256()));
      if (!same) {
        throw corrupt(release, file.path(), "its content is not what was published");
      }
    }
  }

  /**
   * Publishes the content of an older release under a new number: the same data files, and a new
   * database over them. Recorded datasets stay as they are now: they cannot be computed again.
   *
   * @return the new release
   * @throws DaybookException RELEASE_MISSING, and what {@link #publish} and {@link
   *     AnalystDatabase#build} throw
   */
  public Manifest rollback(long to, Clock clock) {
    Manifest now =
        current()
            .orElseThrow(
                () ->
                    DaybookException.of(Code.RELEASE_MISSING, "Cannot roll back: no release yet")
                        .next("daybook run")
                        .build());
    Manifest old = load(to);
    List<Dataset> datasets = new ArrayList<>();
    old.datasets().stream().filter(each -> !isRecorded(each)).forEach(datasets::add);
    now.datasets().stream().filter(Releases::isRecorded).forEach(datasets::add);
    String folder = "data/rollback-" + (now.release() + 1) + "-" + UUID.randomUUID();
    Manifest rolledBack =
        new Manifest(
            FORMAT,
            now.release() + 1,
            OptionalLong.of(now.release()),
            old.source(),
            old.run(),
            old.daybook(),
            old.engine(),
            old.asOf(),
            clock.instant(),
            OptionalLong.of(to),
            old.snapshot(),
            datasets,
            old.checks(),
            database(folder + "/marts.duckdb", now.release() + 1, old, datasets));
    try {
      publish(rolledBack);
    } catch (DaybookException e) {
      if (e.code() != Code.PUBLISH_UNKNOWN) {
        files.deleteFolder(folder);
      }
      throw e;
    }
    return rolledBack;
  }

  /** Not the old file: it says the old number, and its views show the old recorded datasets. */
  private DataFile database(String path, long release, Manifest old, List<Dataset> datasets) {
    AnalystDatabase.About about =
        new AnalystDatabase.About(
            release, old.source(), old.run(), old.engine(), old.daybook(), old.asOf());
    return new AnalystDatabase(files).build(path, about, datasets);
  }

  private static boolean isRecorded(Dataset dataset) {
    return dataset.layer() == Dataset.Layer.RECORDED;
  }

  /**
   * Puts the derived names straight: {@code releases/<n>/marts.duckdb} of every release, and {@code
   * marts.duckdb} for people; and makes published manifests durable, should that have failed. On a
   * shared filesystem there is nothing to do.
   *
   * @throws DaybookException RES_IO, or RELEASE_CORRUPT; readers still find every release
   */
  public void repair() {
    List<Long> numbers = numbers();
    if (!files.isLocal() || numbers.isEmpty()) {
      return;
    }
    long latest = numbers.get(numbers.size() - 1);
    files.guard(
        "name the databases",
        () -> {
          files.volume().syncFolder("releases");
          linkDatabase(latest);
          linkForPeople();
          for (long number : numbers) {
            linkDatabase(number);
          }
          return null;
        });
  }

  private void linkDatabase(long number) throws IOException {
    Path link = files.local(databasePath(number));
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
      return Optional.of(load(number));
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
    for (Path target = Path.of(databasePath(latest()));
        !isLinkTo(people, target);
        target = Path.of(databasePath(latest()))) {
      Path shown = target; // final, for the lambda
      replace(people, aside -> Files.createSymbolicLink(aside, shown));
    }
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
