package io.daybook.schedule.night;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.Occurrence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a night's process writes: one file an attempt, kept for a month. */
record NightLog(Path file) {
  private static final Duration KEPT = Duration.ofDays(31);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm");

  /** The first line of a failure. */
  record Failure(Code code, String note) {}

  /** The file of an attempt; removes those that are old. */
  static NightLog of(Path folder, Occurrence occurrence, Instant now) {
    try {
      Files.createDirectories(folder);
      removeOld(folder, now.minus(KEPT));
      String name =
          "%s-%s-%s-%d.log"
              .formatted(
                  occurrence.schedule().replaceAll("[^A-Za-z0-9_-]", "_"),
                  TIME.format(occurrence.dueLocal()),
                  occurrence.zone().getId().replace('/', '_'),
                  occurrence.token());
      return new NightLog(folder.resolve(name));
    } catch (IOException e) {
      throw DaybookException.of(
              Code.RES_IO, "Cannot write the log of a night in " + folder + ": " + e.getMessage())
          .state("the night was not begun")
          .next("see that the folder can be written; it is tried again by itself")
          .cause(e)
          .build();
    }
  }

  private static void removeOld(Path folder, Instant before) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** The last failure that it tells of. */
  Optional<Failure> failure() throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i);
      int blank = line.indexOf(' ');
      if (blank > 0) {
        Optional<Code> code = Code.of(line.substring(0, blank));
        if (code.isPresent()) {
          return Optional.of(new Failure(code.orElseThrow(), line.substring(blank + 1)));
        }
      }
    }
    return Optional.empty();
  }
}
