package io.daybook.fact;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that define something. */
public final class Definitions {
  private Definitions() {}

  /** Files of a folder by name; none when there is no such folder. */
  public static List<Path> files(Path directory, String suffix) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw unreadable("list " + directory, e);
    }
  }

  /** Name of a file without its suffix. */
  public static String name(Path file, String suffix) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - suffix.length());
  }

  /** Text of a file. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable("read " + file, e);
    }
  }

  private static DaybookException unreadable(String what, IOException e) {
    return DaybookException.of(Code.DEF_INVALID, "Cannot " + what + ": " + e)
        .state("nothing was started or changed")
        .next("make it readable and try again")
        .cause(e)
        .build();
  }
}
