package io.daybook.run;

import io.daybook.definition.Renoz;
import io.daybook.engine.EngineSettings;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceSettings;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Releases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A night in a process of its own, which dies ({@code kill}) or waits for a line ({@code wait}) at
 * a named place. Says {@code REACHED <place>}, {@code PUBLISHED <n>} or {@code FAILED <code>}.
 */
final class NightProcess {
  private NightProcess() {}

  /** Arguments: see {@link #arguments}. */
  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    FileStore files = FileStore.open(directory.resolve("warehouse/renoz").toString());
    try (State state =
        State.open(StateSettings.server(args[1], args[2], args[3]), Clock.systemUTC())) {
      NightSetup setup =
          new NightSetup(
              Renoz.DEFINITION,
              SourceSettings.of(args[4], args[5], args[6]),
              state,
              files,
              new Releases(files),
              EngineSettings.defaults(directory.resolve("tmp")),
              Duration.ofMillis(Long.parseLong(args[7])),
              NightFixture.KEEP,
              Clock.systemUTC(),
              "test");
      Night night = new Night(setup, new Stop(args[9], args[10]));
      long release =
          args[8].equals("resume") ? night.resume().release() : night.run(args[8]).release();
      System.out.println("PUBLISHED " + release);
    } catch (DaybookException e) {
      System.out.println("FAILED " + e.code().text());
      System.exit(e.kind().exitCode());
    }
  }

  /**
   * The command line of a child.
   *
   * @param action {@code spark}, {@code duckdb} or {@code resume}
   * @param how {@code kill} or {@code wait}
   */
  static String[] arguments(
      NightFixture fixture, Path directory, Duration ttl, String action, String how, String at) {
    StateSettings.Server state = (StateSettings.Server) fixture.stateSettings;
    return new String[] {
      directory.toString(),
      state.url(),
      state.user(),
      state.password(),
      fixture.reader.url(),
      fixture.reader.user(),
      fixture.reader.password(),
      Long.toString(ttl.toMillis()),
      action,
      how,
      at
    };
  }

  /** Stops the process at a place. */
  private record Stop(String how, String at) implements RunListener {
    @Override
    public void reached(String point) {
      if (!point.equals(at)) {
        return;
      }
      System.out.println("REACHED " + point);
      if (how.equals("kill")) {
        Runtime.getRuntime().halt(137);
      }
      try {
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
