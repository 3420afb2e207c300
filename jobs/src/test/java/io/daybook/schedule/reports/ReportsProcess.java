package io.daybook.schedule.reports;

import io.daybook.schedule.CatchUp;
import io.daybook.state.StateSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;

/** Works off what is due; says AT and stands still where it is told to, to be killed there. */
final class ReportsProcess {
  private ReportsProcess() {}

  /** Arguments: URL, user and password of the state, a folder, the time, a point. */
  public static void main(String[] arguments) {
    try (ReportsDesk desk =
        new ReportsDesk(
            Path.of(arguments[3]),
            StateSettings.server(arguments[0], arguments[1], arguments[2]),
            Instant.parse(arguments[4]),
            CatchUp.LATEST,
            point -> {
              if (point.equals(arguments[5])) {
                standStill(point);
              }
            })) {
      desk.scheduler.look();
    }
  }

  private static void standStill(String point) {
    System.out.println("AT " + point);
    try {
      int told = System.in.read();
      System.out.println("TOLD " + told);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
