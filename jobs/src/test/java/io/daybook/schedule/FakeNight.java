package io.daybook.schedule;

import io.daybook.schedule.night.ScheduledNight;
import io.daybook.state.Lease;
import io.daybook.state.Run;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Stands for {@code daybook run}: writes its arguments down and behaves as the next line of a file
 * says, {@code publish}, {@code die}, {@code hang} or {@code <exit code> <failure>}.
 */
final class FakeNight {
  private FakeNight() {}

  /** Arguments: URL, user and password of the state, a folder, and those of the night. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[3]);
    List<String> night = List.of(arguments).subList(4, arguments.length);
    Path calls = folder.resolve("calls");
    int call = Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    String behaviour = Files.readAllLines(folder.resolve("behaviour")).get(call);
    Files.writeString(
        calls,
        String.join(" ", night) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (Character.isDigit(behaviour.charAt(0))) {
      System.err.println("run of renoz\n" + behaviour.substring(2) + "\n  state  nothing");
      System.exit(behaviour.charAt(0) - '0');
    }
    ScheduledNight scheduled = ScheduledNight.parse(night.get(night.indexOf("--occurrence") + 1));
    scheduled.endWithTheScheduler();
    try (State state =
        State.open(
            StateSettings.server(arguments[0], arguments[1], arguments[2]), Clock.systemUTC())) {
      // As a night whose process is dead: its lease is free at once.
      Lease lease = state.leases().acquire("renoz", "test", Duration.ofMillis(1)).orElseThrow();
      Run run =
          night.contains("--resume")
              ? state
                  .runs()
                  .resume(state.runs().lastUnfinished("renoz").orElseThrow().id(), lease.token())
              : state.runs().begin("renoz", "duckdb", lease.token(), OptionalLong.empty());
      scheduled
          .recording(new Occurrences(state.database()), new io.daybook.run.RunListener() {})
          .started(run.id(), "renoz", false);
      System.err.println("goes");
      switch (behaviour) {
        case "die" -> Runtime.getRuntime().halt(137);
        case "hang" -> TimeUnit.MINUTES.sleep(10);
        default -> state.runs().publish(run, call + 1L);
      }
    }
  }
}
