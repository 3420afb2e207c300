package io.daybook.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server writes about itself into {@code postmaster.pid}.
 *
 * @param pid process id of the server
 * @param port the port that it listens on
 * @param status {@code starting}, {@code ready}, {@code stopping}; empty before it is known
 */
record PidFile(long pid, int port, String status) {
  private static final String NAME = "postmaster.pid";

  /** Larger than any system gives: a server that finds it takes the file for stale. */
  private static final String NOBODYS_PID = "99999999";

  private static final int PID = 0;
  private static final int PORT = 3;
  private static final int STATUS = 7;

  /** The file of this data directory; empty when there is none or it is still being written. */
  static Optional<PidFile> read(Path data) throws IOException {
    List<String> lines = lines(data);
    if (lines.size() <= PORT) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PidFile(
              Long.parseLong(lines.get(PID).strip()),
              Integer.parseInt(lines.get(PORT).strip()),
              lines.size() > STATUS ? lines.get(STATUS).strip() : ""));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether this server still runs. A process that has the number but is not a server does not
   * count: numbers are reused, most of all in containers; nor does a dead one nobody has reaped.
   */
  boolean alive() {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isPresent()
        && process.get().info().command().filter(path -> path.endsWith("postgres")).isPresent();
  }

  /** Whether it accepts sessions. */
  boolean ready() {
    return status.equals("ready");
  }

  /**
   * Makes a dead server's file one that the next server takes over. The file is not deleted,
   * because its shared memory key lets the next server see orphaned backends of the dead one.
   */
  static void disown(Path data) throws IOException {
    List<String> lines = lines(data);
    if (!lines.isEmpty()) {
      lines.set(PID, NOBODYS_PID);
      Files.write(data.resolve(NAME), lines);
    }
  }

  private static List<String> lines(Path data) throws IOException {
    try {
      return new ArrayList<>(Files.readAllLines(data.resolve(NAME)));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
