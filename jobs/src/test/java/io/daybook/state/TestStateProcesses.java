package io.daybook.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.Eventually;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.ChildJvm;
import io.daybook.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestStateProcesses {
  /** Shared, because creating one takes longest; every test has a source of its own. */
  @TempDir static Path directory;

  @AfterEach
  void stop() {
    PostgresServer.open(directory).stop();
  }

  private State open() {
    return State.open(StateSettings.embedded(directory), Clock.systemUTC());
  }

  private static Lease acquireOnceExpired(State state) {
    AtomicReference<Lease> taken = new AtomicReference<>();
    Eventually.until(
        "the lease of the process that was killed has expired",
        () -> {
          state.leases().acquire("killed", "parent", Duration.ofMinutes(1)).ifPresent(taken::set);
          return taken.get() != null;
        });
    return taken.get();
  }

  @Test
  void readsTheStateBesideTheProcessThatRuns() throws Exception {
    try (ChildJvm child = ChildJvm.start(StateProcess.class, directory.toString(), "read")) {
      String run = child.await("run");
      try (State state = open()) {
        assertThat(state.runs().list("read", 10)).extracting(Run::id).containsExactly(run);
        assertThat(state.runs().steps(run)).extracting(Step::name).containsExactly("extract");
      }
      child.tell("end");
      assertThat(child.exitCode()).isZero();
    }
  }

  @Test
  void resumesTheRunOfAProcessThatWasKilled() throws Exception {
    String id;
    try (ChildJvm child = ChildJvm.start(StateProcess.class, directory.toString(), "killed")) {
      id = child.await("run");
      child.kill();
    }
    try (State state = open()) {
      Lease lease = acquireOnceExpired(state);
      assertThat(lease.token()).isEqualTo(2);
      Run unfinished = state.runs().lastUnfinished("killed").orElseThrow();
      assertThat(unfinished.id()).isEqualTo(id);
      Run resumed = state.runs().resume(id, lease.token());
      assertThat(resumed.attempt()).isEqualTo(2);
      state.runs().publish(resumed, 1);
    }
  }

  @Test
  void saysThatTheServerIsAwayWhenItWasLost() {
    try (State state = open()) {
      PostgresServer.open(directory).stop();
      assertThatExceptionOfType(DaybookException.class)
          .isThrownBy(() -> state.runs().list("renoz", 1))
          .satisfies(e -> assertThat(e.code()).isEqualTo(Code.STATE_UNAVAILABLE))
          .withMessageContaining("STATE-UNAVAILABLE Cannot list the runs of renoz: jdbc:")
          .withMessageContaining("is away")
          .withMessageContaining("\n  state  releases are untouched")
          .withMessageContaining("\n  next   see that the state server runs");

      try (State again = open()) {
        assertThat(again.where()).isEqualTo(state.where());
        assertThat(again.runs().list("renoz", 1)).isEmpty();
        assertThat(state.runs().list("renoz", 1)).isEmpty();
      }
    }
  }
}
