package io.daybook.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Local folders of files that nobody needs for long. */
public final class Folders {
  private Folders() {}

  /** Removes a folder with all that it holds; without effect when there is none. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    for (Path each : all(folder)) {
      Files.delete(each);
    }
  }

  /** Bytes of the files below a folder whose name ends so. */
  public static long bytes(Path folder, String suffix) throws IOException {
    long bytes = 0;
    for (Path file : all(folder)) {
      if (file.toString().endsWith(suffix)) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
