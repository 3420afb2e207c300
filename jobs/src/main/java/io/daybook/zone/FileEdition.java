package io.daybook.zone;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An edition in compiled files, one a zone (RFC 9636), as every Unix has it in {@code
 * /usr/share/zoneinfo}: a folder, or a zip of such a folder. All files are read at once, so that an
 * update of the folder cannot mix two editions; a file is parsed when its zone is asked for.
 */
final class FileEdition implements Edition {
  /** Files that name the version, in their first line. */
  private static final Set<String> VERSION_FILES = Set.of("tzdata.zi", "+VERSION");

  /** Beside zones there are tables, and the folders {@code posix} and {@code right}. */
  private static final Pattern ZONE =
      Pattern.compile("(?!Factory$)[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*)*");

  private static final int FIRST_LINE = 80;

  private final String origin;
  private final EditionVersion version;
  private final Map<String, byte[]> files;
  private final Map<String, ZoneRules> parsed = new ConcurrentHashMap<>();

  private FileEdition(String origin, EditionVersion version, Map<String, byte[]> files) {
    this.origin = requireNonNull(origin, "origin is null");
    this.version = requireNonNull(version, "version is null");
    this.files = Map.copyOf(files);
  }

  /**
   * Reads a folder, or the version alone to begin with.
   *
   * @throws IOException when it cannot be read, or does not say which edition it is
   */
  static FileEdition ofFolder(Path named) throws IOException {
    // Where the name is a link, nothing below it would be visited.
    Path folder = named.toRealPath();
    EditionVersion version = versionOf(folder);
    Map<String, byte[]> files = new HashMap<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            return each.equals(folder) || ZONE.matcher(name(each)).matches()
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (ZONE.matcher(name(file)).matches()) {
              files.put(name(file), Files.readAllBytes(file));
            }
            return FileVisitResult.CONTINUE;
          }

          private String name(Path file) {
            return folder.relativize(file).toString().replace('\\', '/');
          }
        });
    if (!version.equals(versionOf(folder))) {
      throw new IOException("it is being updated");
    }
    return new FileEdition(named.toString(), version, zones(files));
  }

  /**
   * Which edition a folder holds.
   *
   * @throws IOException when it does not say so
   */
  static EditionVersion versionOf(Path folder) throws IOException {
    for (String each : VERSION_FILES) {
      if (Files.exists(folder.resolve(each))) {
        try (InputStream file = Files.newInputStream(folder.resolve(each))) {
          Optional<EditionVersion> version = versionIn(file.readNBytes(FIRST_LINE));
          if (version.isPresent()) {
            return version.orElseThrow();
          }
        }
      }
    }
    throw new IOException("no file of it says which edition of the tz database it is");
  }

  /**
   * Reads a zip in which one folder holds the zones and {@code tzdata.zi}.
   *
   * @throws IOException when it is none
   */
  static FileEdition ofZip(String origin, InputStream zip) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    Optional<String> root = Optional.empty();
    try (ZipInputStream in = new ZipInputStream(zip, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        entries.put(name, in.readAllBytes());
        if (VERSION_FILES.contains(name.substring(name.lastIndexOf('/') + 1))) {
          root = Optional.of(name.substring(0, name.lastIndexOf('/') + 1));
        }
      }
    }
    Map<String, byte[]> files = new HashMap<>();
    Optional<EditionVersion> version = Optional.empty();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (root.isPresent() && entry.getKey().startsWith(root.orElseThrow())) {
        String name = entry.getKey().substring(root.orElseThrow().length());
        if (VERSION_FILES.contains(name)) {
          version = versionIn(entry.getValue());
        } else if (ZONE.matcher(name).matches()) {
          files.put(name, entry.getValue());
        }
      }
    }
    return new FileEdition(
        origin,
        version.orElseThrow(
            () -> new IOException("it does not say which edition of the tz database it is")),
        zones(files));
  }

  private static Optional<EditionVersion> versionIn(byte[] file) {
    int length = Math.min(file.length, FIRST_LINE);
    return EditionVersion.within(new String(file, 0, length, StandardCharsets.US_ASCII));
  }

  private static Map<String, byte[]> zones(Map<String, byte[]> files) throws IOException {
    files.values().removeIf(file -> !ZoneFile.isOne(file));
    if (!files.containsKey("Etc/UTC")) {
      throw new IOException("it lacks the zone Etc/UTC");
    }
    return files;
  }

  /**
   * This edition once each zone of it was read: a night needs them all, and is too late to find one
   * damaged.
   *
   * @throws IOException with the first that cannot be read
   */
  FileEdition proven() throws IOException {
    for (String name : files.keySet()) {
      try {
        rules(name);
      } catch (ZoneRulesException e) {
        throw new IOException("its zone " + name + " is damaged", e);
      }
    }
    return this;
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public EditionVersion version() {
    return version;
  }

  @Override
  public Set<String> names() {
    return files.keySet();
  }

  @Override
  public ZoneRules rules(String name) {
    byte[] file = files.get(name);
    if (file == null) {
      throw new ZoneRulesException("Cannot find the zone " + name + " in " + origin);
    }
    return parsed.computeIfAbsent(
        name,
        zone -> {
          try {
            return ZoneFile.rules(file);
          } catch (RuntimeException e) {
            throw new ZoneRulesException("Cannot read the zone " + zone + " of " + origin, e);
          }
        });
  }
}
