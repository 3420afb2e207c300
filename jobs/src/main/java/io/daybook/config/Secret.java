package io.daybook.config;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where a secret is, and the only way to its text. Nothing is read before {@link #reveal}, so that
 * a command which needs no secret runs for people who may not read it. Prints as {@code ***}.
 */
public final class Secret {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /** Reads the text; null when it is not there. */
  private interface Reader {
    String read() throws IOException;
  }

  private final String place;
  private final Reader reader;

  private Secret(String place, Reader reader) {
    this.place = requireNonNull(place, "place is null");
    this.reader = requireNonNull(reader, "reader is null");
  }

  /** A secret that is already in memory, a generated one for instance. */
  public static Secret of(String text) {
    requireNonNull(text, "text is null");
    return new Secret("memory", () -> text);
  }

  /** The value of an environment variable. */
  public static Secret environment(String name, UnaryOperator<String> environment) {
    return new Secret("environment variable " + name, () -> environment.apply(name));
  }

  /** The first line of a file that its owner alone can read. */
  public static Secret file(Path file) {
    return new Secret("file " + file, () -> firstLine(file));
  }

  /** A credential that systemd hands over: a file below {@code $CREDENTIALS_DIRECTORY}. */
  public static Secret credential(String name, UnaryOperator<String> environment) {
    return new Secret(
        "systemd credential " + name,
        () -> {
          String directory = environment.apply("CREDENTIALS_DIRECTORY");
          return directory == null ? null : firstLine(Path.of(directory, name));
        });
  }

  /**
   * The text of the secret, never empty.
   *
   * @throws DaybookException {@link Code#CFG_SECRET} when it is missing, empty or open to others
   */
  public String reveal() {
    String text;
    try {
      text = reader.read();
    } catch (IOException e) {
      throw failure(e instanceof OpenToOthers ? e.getMessage() : e.getClass().getSimpleName(), e);
    }
    if (text == null) {
      throw failure("it is not there", null);
    }
    if (text.isEmpty()) {
      throw failure("it is empty", null);
    }
    return text;
  }

  /** What is wrong with the rights of a file that holds a secret; empty when it is absent. */
  static Optional<String> openToOthers(Path file) {
    try {
      if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
        return Optional.empty();
      }
      Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      rights.retainAll(OTHERS);
      return rights.isEmpty()
          ? Optional.empty()
          : Optional.of(file + " is open to others, it must be 0600: chmod 600 " + file);
    } catch (IOException e) {
      // Absent or hidden from us: reading it says so, for the command that needs it.
      return Optional.empty();
    }
  }

  private static String firstLine(Path file) throws IOException {
    Optional<String> open = openToOthers(file);
    if (open.isPresent()) {
      throw new OpenToOthers(open.orElseThrow());
    }
    // Blanks belong to the secret, the line's end does not.
    return Files.readString(file).lines().findFirst().orElse("");
  }

  private DaybookException failure(String why, Throwable cause) {
    return DaybookException.of(Code.CFG_SECRET, "Cannot read the secret from " + place + ": " + why)
        .state("nothing was started or changed")
        .next("provide it there, for this user alone, and try again")
        .cause(cause)
        .build();
  }

  @Override
  public String toString() {
    return "***";
  }

  private static final class OpenToOthers extends IOException {
    private static final long serialVersionUID = 1L;

    OpenToOthers(String message) {
      super(message);
    }
  }
}
