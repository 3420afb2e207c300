package io.daybook.delivery;

import io.daybook.config.DeliveryConfig;
import io.daybook.config.DeliveryMode;
import io.daybook.fault.DaybookException;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One dispatcher of several on a ledger; says STARTED, drains again and again, until it is told.
 */
final class DispatcherProcess {
  private DispatcherProcess() {}

  /** Arguments: URL, user, password, a directory, the mail server's port, the lease in ms. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[3]);
    Duration lease = Duration.ofMillis(Long.parseLong(arguments[5]));
    DeliveryConfig config =
        DispatchFixture.config(
            directory.resolve("delivered"), Integer.parseInt(arguments[4]), DeliveryMode.LIVE);
    List<DaybookException> alerts = new CopyOnWriteArrayList<>();
    try (State state =
            State.open(
                StateSettings.server(arguments[0], arguments[1], arguments[2]),
                Clock.systemUTC(),
                10);
        Dispatcher dispatcher =
            new Dispatcher(
                DispatchFixture.setup(
                    state,
                    new FolderContents(directory.resolve("book")),
                    config,
                    alerts,
                    Clock.systemUTC(),
                    lease))) {
      dispatcher.start(Duration.ofMillis(100));
      System.out.println("STARTED .");
      int told = System.in.read();
      System.out.println("TOLD " + told);
    }
  }
}
