package io.daybook.config;

import io.daybook.digest.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that this process runs. */
public final class ProgramFiles {
  private ProgramFiles() {}

  /**
   * What tells this program from any other build of it, from one with another library and from one
   * under another Java; empty where it does not run from jars alone, which may change under it.
   */
  public static Optional<String> identity() {
    return identity(System.getProperty("java.class.path", ""));
  }

  /** The same of a class path: the name, size and time of each jar. */
  static Optional<String> identity(String classPath) {
    List<Object> parts = new ArrayList<>();
    parts.add(Runtime.version());
    parts.add(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    for (String each : classPath.split(Pattern.quote(File.pathSeparator))) {
      try {
        BasicFileAttributes jar = Files.readAttributes(Path.of(each), BasicFileAttributes.class);
        if (!jar.isRegularFile()) {
          return Optional.empty();
        }
        parts.add(each);
        parts.add(jar.size());
        parts.add(jar.lastModifiedTime());
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.of(Sha256.ofParts(parts.toArray()));
  }
}
