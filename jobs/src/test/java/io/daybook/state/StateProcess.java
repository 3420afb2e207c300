package io.daybook.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Opens the state of a directory, begins a run of a source, says its id, and goes on only when told
 * to.
 */
final class StateProcess {
  private StateProcess() {}

  public static void main(String[] arguments) throws IOException {
    StateSettings settings = StateSettings.embedded(Path.of(arguments[0]));
    try (State state = State.open(settings, Clock.systemUTC())) {
      Lease lease =
          state.leases().acquire(arguments[1], "child", Duration.ofSeconds(2)).orElseThrow();
      Run run = state.runs().begin(arguments[1], "spark", lease.token(), OptionalLong.empty());
      state.runs().stepStarted(run, "extract");
      System.out.println("run " + run.id());
      int told = System.in.read();
      System.out.println("told " + told);
    }
  }
}
