package io.daybook.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestRuns {
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  private static final Duration TTL = Duration.ofMinutes(1);

  private TestPostgres database;
  private State state;

  @BeforeEach
  void open() {
    database = TestPostgres.database();
    state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    state.close();
  }

  private Lease lease(String holder) {
    return state.leases().acquire("renoz", holder, TTL).orElseThrow();
  }

  private Run begin(Lease lease) {
    return state.runs().begin("renoz", "spark", lease.token(), OptionalLong.empty());
  }

  private void expireLease() throws SQLException {
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      statement.execute("update daybook.lease set expires_at = now() - interval '1 second'");
    }
  }

  private static void refused(ThrowingCallable write, String reason) {
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(write)
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PUBLISH_CONFLICT))
        .withMessageContaining(reason);
  }

  @Test
  void givesASourceToOneHolder() {
    Lease first = lease("one");
    assertThat(state.leases().acquire("renoz", "two", TTL)).isEmpty();
    assertThat(state.leases().acquire("other", "two", TTL)).isPresent();
    assertThat(state.leases().holder("renoz"))
        .hasValueSatisfying(
            holder -> {
              assertThat(holder.holder()).isEqualTo("one");
              assertThat(holder.token()).isEqualTo(1);
              assertThat(holder.expiresAt()).isAfter(holder.acquiredAt());
            });

    first.release();
    assertThat(state.leases().holder("renoz")).isEmpty();
    assertThat(lease("two").token()).isEqualTo(2);
    assertThat(first.renew()).isFalse();
    first.release();
    assertThat(state.leases().holder("renoz")).map(LeaseHolder::holder).contains("two");
  }

  @Test
  void givesASourceToOneOfManyWhoAskAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (long round = 1; round <= 20; round++) {
        Callable<Optional<Lease>> ask = () -> state.leases().acquire("renoz", "any", TTL);
        List<Future<Optional<Lease>>> asked =
            threads.invokeAll(List.of(ask, ask, ask, ask, ask, ask, ask, ask));
        int taken = 0;
        for (Future<Optional<Lease>> answer : asked) {
          if (answer.get().isPresent()) {
            taken++;
            assertThat(answer.get().get().token()).isEqualTo(round);
          }
        }
        assertThat(taken).isEqualTo(1);
        expireLease();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void renewsAnExpiredLeaseUntilAnotherTakesIt() throws SQLException {
    Lease first = lease("one");
    expireLease();
    assertThat(state.leases().holder("renoz")).isEmpty();
    assertThat(first.renew()).isTrue();
    assertThat(state.leases().acquire("renoz", "two", TTL)).isEmpty();

    expireLease();
    assertThat(lease("two").token()).isEqualTo(first.token() + 1);
    assertThat(first.renew()).isFalse();
  }

  @Test
  void recordsARunFromItsBeginToItsRelease() {
    Lease lease = lease("one");
    Run run = state.runs().begin("renoz", "spark", lease.token(), OptionalLong.of(6));
    assertThat(run.id()).matches("20261121T020000Z-[0-9a-f]{6}");
    assertThat(run.base()).hasValue(6);
    assertThat(run.status()).isEqualTo(RunStatus.RUNNING);

    state.runs().stepStarted(run, "extract");
    state.runs().stepFinished(run, "extract", "{\"rows\": 12}", "12 rows");
    state.runs().stepStarted(run, "facts");
    assertThat(state.runs().steps(run.id()))
        .extracting(Step::name, Step::status, Step::output, Step::note)
        .containsExactly(
            tuple(
                "extract",
                StepStatus.FINISHED,
                Optional.of("{\"rows\": 12}"),
                Optional.of("12 rows")),
            tuple("facts", StepStatus.RUNNING, Optional.empty(), Optional.empty()));

    state.runs().stepFinished(run, "facts", "{}", "");
    state.runs().publish(run, 7);
    Run published = state.runs().find(run.id()).orElseThrow();
    assertThat(published.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(published.release()).hasValue(7);
    assertThat(published.finishedAt()).contains(NOW);
    assertThat(state.runs().lastUnfinished("renoz")).isEmpty();
    assertThat(state.runs().list("renoz", 10)).containsExactly(published);
  }

  @Test
  void resumesAFailedRunAsItsNextAttempt() {
    Lease lease = lease("one");
    Run run = begin(lease);
    state.runs().stepStarted(run, "extract");
    state.runs().fail(run, Code.SRC_LOST, "Cannot read");
    Run failed = state.runs().lastUnfinished("renoz").orElseThrow();
    assertThat(failed.failure()).contains("SRC-LOST");
    assertThat(failed.message()).contains("Cannot read");
    lease.release();

    Run second = state.runs().resume(run.id(), lease("two").token());
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.failure()).isEmpty();
    state.runs().stepStarted(second, "extract");
    assertThat(state.runs().steps(run.id()))
        .extracting(Step::attempt, Step::status)
        .containsExactly(tuple(1, StepStatus.FAILED), tuple(2, StepStatus.RUNNING));
  }

  @Test
  void resumesNothingThatIsPublishedOrUnknown() {
    Lease lease = lease("one");
    Run run = begin(lease);
    state.runs().publish(run, 1);
    for (String id : List.of(run.id(), "20200101T000000Z-000000")) {
      assertThatExceptionOfType(DaybookException.class)
          .isThrownBy(() -> state.runs().resume(id, lease.token()))
          .satisfies(e -> assertThat(e.code()).isEqualTo(Code.RUN_NOTHING_TO_RESUME))
          .withMessageContaining("Cannot resume run " + id);
    }
  }

  @Test
  void refusesEveryWriteOfAZombieAndNamesTheRunThatTookOver() throws SQLException {
    Lease paused = lease("paused");
    Run zombie = begin(paused);
    state.runs().stepStarted(zombie, "extract");
    expireLease();

    Lease newer = lease("newer");
    refused(() -> state.runs().stepStarted(zombie, "facts"), "newer took over with token 2");
    refused(() -> state.runs().resume(zombie.id(), paused.token()), "newer took over with token 2");
    Run winner = begin(newer);

    String reason = "run " + winner.id() + " took over with token 2, this one has token 1";
    refused(() -> state.runs().stepStarted(zombie, "facts"), reason);
    refused(() -> state.runs().stepFinished(zombie, "extract", "{}", ""), reason);
    refused(() -> state.runs().fail(zombie, Code.SRC_LOST, "x"), reason);
    refused(() -> state.runs().publish(zombie, 1), reason);
    refused(() -> begin(paused), reason);
  }

  @Test
  void abandonsTheRunOfAKilledProcessWhenANewOneBegins() throws SQLException {
    Run killed = begin(lease("killed"));
    expireLease();
    Lease lease = lease("newer");
    assertThat(state.runs().lastUnfinished("renoz")).map(Run::id).contains(killed.id());

    Run newer = begin(lease);
    assertThat(state.runs().find(killed.id())).map(Run::status).contains(RunStatus.ABANDONED);
    state.runs().publish(newer, 1);
    assertThat(state.runs().lastUnfinished("renoz")).isEmpty();
  }

  @Test
  void keepsAZombieOutOfARunThatAnotherHasResumed() throws SQLException {
    Run zombie = begin(lease("paused"));
    expireLease();
    Run resumed = state.runs().resume(zombie.id(), lease("newer").token());
    refused(
        () -> state.runs().publish(zombie, 1), "run " + zombie.id() + " took over with token 2");
    state.runs().publish(resumed, 1);
    assertThat(state.runs().find(zombie.id())).map(Run::status).contains(RunStatus.PUBLISHED);
  }

  @Test
  void refusesAWriteOfARunThatHasEnded() {
    Lease lease = lease("one");
    Run run = begin(lease);
    state.runs().publish(run, 1);
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> state.runs().fail(run, Code.SRC_LOST, "x"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INTERNAL))
        .withMessageContaining("but the run or step does not run");
  }
}
