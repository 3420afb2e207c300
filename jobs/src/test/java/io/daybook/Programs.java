package io.daybook;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the machine that some tests use. */
public final class Programs {
  private Programs() {}

  /**
   * Leaves the test out where the machine lacks the program; fails it where the environment's
   * {@code DAYBOOK_TESTS_NEED} names the program, so that CI leaves nothing out unseen.
   */
  public static void require(String program) {
    boolean isHere =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    String needed = Optional.ofNullable(System.getenv("DAYBOOK_TESTS_NEED")).orElse("");
    if (!isHere && List.of(needed.split(" ", -1)).contains(program)) {
      throw new AssertionError(program + " is needed here, and is not on the path");
    }
    assumeTrue(isHere, program + " is not on the path");
  }
}
