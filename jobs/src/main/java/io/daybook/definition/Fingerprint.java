package io.daybook.definition;

import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the files of a source say, in short: changes whenever one of them does. */
public final class Fingerprint {
  private Fingerprint() {}

  /**
   * Of all files below a folder: their names and texts. Links are followed, as they are where the
   * files are read.
   *
   * @param folder {@code sql/<source>}
   */
  public static String of(Path folder) {
    List<String> parts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        parts.add(folder.relativize(file).toString());
        parts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException | UncheckedIOException e) {
      throw DaybookException.of(Code.DEF_INVALID, "Cannot read " + folder + ": " + e)
          .state("nothing was started or changed")
          .next("make it readable and try again")
          .cause(e)
          .build();
    }
    return Sha256.ofParts(parts.toArray());
  }
}
