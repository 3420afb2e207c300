package io.daybook.postgres;

import io.daybook.disk.Folders;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs, unpacked once a user and shared by all directories.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path home) {
  /** Major version of the binaries that the build brings along. */
  static final String MAJOR_VERSION = "18";

  private static final int OWNER_MAY_RUN = 0b001_000_000;

  /** Unpacks the binaries unless somebody already has; several processes may race. */
  static Binaries unpacked() throws IOException {
    String archive = "postgres-" + platform();
    URL url = Binaries.class.getResource("/" + archive + ".txz");
    if (url == null) {
      throw DaybookException.of(
              Code.STATE_UNAVAILABLE,
              "Cannot start a state server: no PostgreSQL for %s is on the class path"
                  .formatted(platform()))
          .next("give the URL of a PostgreSQL for the state, or build on this machine")
          .build();
    }
    Path home = cache().resolve(archive + "-" + checksum(url));
    if (!Files.isDirectory(home)) {
      Files.createDirectories(cache());
      Path aside = Files.createTempDirectory(cache(), "unpacking-");
      try (InputStream file = new BufferedInputStream(url.openStream())) {
        unpack(file, aside);
      }
      moveUnlessThere(aside, home);
    }
    return new Binaries(home);
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static String platform() {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    String arch = System.getProperty("os.arch");
    return system + "-" + (arch.equals("aarch64") ? "arm_64" : "x86_64");
  }

  private static Path cache() {
    Path base =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(text -> text.startsWith("/"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    return base.resolve("daybook").resolve("postgres");
  }

  /** The jar's own checksum of the archive: tells versions apart without reading the archive. */
  private static String checksum(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return String.format(Locale.ROOT, "%08x", jar.getJarEntry().getCrc());
    }
    return MAJOR_VERSION;
  }

  /** Unpacks an archive of programs into an empty folder. */
  static void unpack(InputStream file, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("Invalid path in the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
          continue;
        }
        Files.copy(tar, path);
        boolean runs = (entry.getMode() & OWNER_MAY_RUN) != 0;
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  private static void moveUnlessThere(Path aside, Path home) throws IOException {
    try {
      Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      Folders.delete(aside);
    }
  }
}
