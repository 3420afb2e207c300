package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  static String manifestPath(long release) {
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
   * @throws DaybookException RELEASE_MISSING, FORMAT_NEWER, or RELEASE_CORRUPT when its manifest
   *     cannot be understood
   */
  public Manifest load(long release) {
    return read(release).manifest();
  }

  /**
   * A manifest as this program reads it, and all that is written in it.
   *
   * @param json the fields by their names, those that this program does not know of, too
   */
  record Read(ObjectNode json, Manifest manifest) {}

  private Read read(long release) {
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
    ObjectNode json = ManifestFile.read(release, content);
    return new Read(json, manifest(release, json));
  }

  /**
   * The manifest that a JSON is.
   *
   * @throws DaybookException RELEASE_CORRUPT
   */
  static Manifest manifest(long release, ObjectNode json) {
    String path = manifestPath(release);
    Manifest manifest;
    try {
      manifest = ManifestJson.read(json, Manifest.class);
    } catch (JsonProcessingException e) {
      throw corrupt(release, path, "it cannot be understood: " + ManifestJson.problem(e));
    }
    if (manifest.release() != release) {
      throw corrupt(release, path, "it is the manifest of release " + manifest.release());
    }
    return manifest;
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
    publish(ManifestJson.tree(manifest), manifest);
  }

  /** {@link #publish(Manifest)} for a manifest with fields that this program does not know of. */
  Manifest publish(ObjectNode json) {
    Manifest manifest = manifest(json.path("release").asLong(), json);
    publish(json, manifest);
    return manifest;
  }

  private void publish(ObjectNode json, Manifest manifest) {
    if (manifest.release() != manifest.base().orElse(0) + 1) {
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
    if (!files.putIfAbsent(manifestPath(manifest.release()), ManifestFile.write(json))) {
      throw conflict(manifest);
    }
    try {
      repair();
    } catch (DaybookException e) {
      // it is published all the same, and the next start repairs
      log.warn("Cannot name the database of release {}: {}", manifest.release(), e.getMessage());
    }
  }

  long latest() {
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

  static DaybookException corrupt(long release, String path, String why) {
    return DaybookException.of(
            Code.RELEASE_CORRUPT, "Cannot use release " + release + ": " + path + ": " + why)
        .state("nothing was changed")
        .next(
            path.equals(manifestPath(release))
                ? "restore the file from a backup: no release can follow, as it alone says what is recorded"
                : "restore the file from a backup, or: daybook rollback to another release")
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
    long latest = latest();
    if (latest == 0) {
      throw DaybookException.of(Code.RELEASE_MISSING, "Cannot roll back: no release yet")
          .next("daybook run")
          .build();
    }
    return new Rollback(files, read(latest), read(to)).publish(this, clock.instant());
  }

  /**
   * Puts the derived names straight: {@code releases/<n>/marts.duckdb} of every release, and {@code
   * marts.duckdb} for people; and makes published manifests durable, should that have failed. On a
   * shared filesystem there is nothing to do.
   *
   * @throws DaybookException RES_IO, or RELEASE_CORRUPT; readers still find every release
   */
  public void repair() {
    new ReleaseNames(files, this).repair();
  }
}
