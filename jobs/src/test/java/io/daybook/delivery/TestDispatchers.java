package io.daybook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Eventually;
import io.daybook.delivery.smtp.ScriptedSmtpServer;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Accepted;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Reaction;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Step;
import io.daybook.postgres.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dispatchers in processes of their own that are killed and stopped. */
class TestDispatchers {
  private static final long LEASE_MILLIS = 1_500;

  @TempDir Path directory;

  private DispatchFixture fixture;
  private ScriptedSmtpServer server;

  @BeforeEach
  void open() throws IOException {
    fixture = new DispatchFixture(directory, Clock.systemUTC());
    fixture.confirm();
    server = ScriptedSmtpServer.start();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    fixture.close();
  }

  private ChildJvm child() throws IOException {
    return ChildJvm.start(
        DispatcherProcess.class,
        fixture.database.url(),
        fixture.database.user(),
        fixture.database.password(),
        directory.toString(),
        Integer.toString(server.port()),
        Long.toString(LEASE_MILLIS));
  }

  /** Where the life of a message is cut, and whether anybody can know then. */
  private enum Cut {
    CONNECT(Step.CONNECT, DeliveryStatus.SENT),
    MAIL(Step.MAIL, DeliveryStatus.SENT),
    RCPT(Step.RCPT, DeliveryStatus.SENT),
    DATA(Step.DATA, DeliveryStatus.SENT),
    BODY(Step.BODY, DeliveryStatus.SENT),
    END_LOST(Step.END, DeliveryStatus.UNKNOWN),
    END_KEPT(Step.END, DeliveryStatus.UNKNOWN),
    REPLIED(Step.END, DeliveryStatus.UNKNOWN);

    private final Step step;
    private final DeliveryStatus becomes;

    Cut(Step step, DeliveryStatus becomes) {
      this.step = step;
      this.becomes = becomes;
    }
  }

  @Test
  void neitherSendsTwiceNorLosesSilentlyWhereverItIsKilled() throws Exception {
    killEverywhere(1);
  }

  @Test
  @Tag("slow")
  void neitherSendsTwiceNorLosesSilentlyHoweverOftenItIsKilled() throws Exception {
    killEverywhere(Integer.getInteger("daybook.test.kills", 50));
  }

  private void killEverywhere(int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (Cut cut : Cut.values()) {
        long id = fixture.record(message(cut, cut + "-" + round + "@b.example"));
        killAt(cut, id);
        takeUp();
        assertThat(fixture.read(id).status()).as(cut + " " + round).isEqualTo(cut.becomes);
      }
    }
    Map<String, Long> accepted =
        server.accepted().stream()
            .collect(Collectors.groupingBy(Accepted::to, Collectors.counting()));
    assertThat(accepted.values()).isNotEmpty().allMatch(count -> count == 1);
    int cuts = rounds * Cut.values().length;
    assertThat(counts())
        .isEqualTo(
            Map.of(
                DeliveryStatus.SENT, (long) rounds * 5, DeliveryStatus.UNKNOWN, (long) rounds * 3));
    // All but those whose end the server heard and did not keep.
    assertThat(accepted).hasSize(cuts - rounds);
  }

  /** Cut in its middle, it is larger than all buffers on the way: its end is not written then. */
  private static Message message(Cut cut, String recipient) {
    Message usual = Messages.to(recipient);
    if (cut != Cut.BODY) {
      return usual;
    }
    return new Message(
        usual.key(),
        usual.release(),
        usual.subject(),
        usual.html(),
        usual.text(),
        usual.images(),
        List.of(MessageFile.of("x.pdf", "application/pdf", new byte[6_000_000])));
  }

  private void killAt(Cut cut, long id) throws Exception {
    AtomicReference<ChildJvm> victim = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch dead = new CountDownLatch(1);
    try (Connection blocker = fixture.database.connect();
        Statement statement = blocker.createStatement()) {
      server.script(
          (step, text) -> {
            if (step != cut.step || dead.getCount() == 0) {
              return Reaction.usual();
            }
            Eventually.open("the child has started", started);
            if (cut == Cut.REPLIED) {
              lock(blocker, statement, id);
              return Reaction.usual();
            }
            victim.get().kill();
            dead.countDown();
            return cut == Cut.END_KEPT ? Reaction.acceptAndDrop() : Reaction.drop();
          });
      try (ChildJvm child = child()) {
        victim.set(child);
        child.await("STARTED");
        started.countDown();
        if (cut == Cut.REPLIED) {
          Eventually.until(
              () -> server.accepted().stream().anyMatch(each -> each.to().startsWith(cut + "-")));
          Eventually.until(this::somebodyWaits);
          child.kill();
          dead.countDown();
          endWaiting();
          blocker.rollback();
        }
        Eventually.open("it is dead at " + cut, dead);
      }
    }
    server.script((step, text) -> Reaction.usual());
  }

  /** Keeps the process from recording what it has heard. */
  private static void lock(Connection blocker, Statement statement, long id) {
    try {
      if (blocker.getAutoCommit()) {
        blocker.setAutoCommit(false);
        statement.execute(
            "select 1 from daybook.delivery where delivery_id = " + id + " for update");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server would carry out what the dead process asked for last. */
  private void endWaiting() throws InterruptedException {
    fixture
        .state
        .database()
        .rows(
            "end who waits",
            "select pg_terminate_backend(l.pid) from pg_locks as l where not l.granted",
            row -> row.getBoolean(1));
    Eventually.until(() -> !somebodyWaits());
  }

  private boolean somebodyWaits() {
    return fixture
        .state
        .database()
        .row(
            "look who waits",
            "select count(*) from pg_locks where not granted",
            row -> row.getLong(1) > 0)
        .orElseThrow();
  }

  /** What a later process does once the dead one's lease has run out. */
  private void takeUp() throws InterruptedException {
    fixture
        .state
        .database()
        .update(
            "expire",
            "update daybook.delivery set expires_at = now() where status in ('CLAIMED', 'SENDING')");
    fixture.drain(fixture.live(server.port()));
  }

  @Test
  void threeProcessesOneKilledAndOneStoppedSendEachMailOnce() throws Exception {
    int count = 1_000;
    for (int i = 0; i < count; i++) {
      fixture.deliveries.record(Messages.to("r" + i + "@b.example"), fixture.contents);
    }
    AtomicInteger ends = new AtomicInteger();
    CountDownLatch some = new CountDownLatch(200);
    CountDownLatch more = new CountDownLatch(500);
    server.script(
        (step, text) -> {
          if (step == Step.END) {
            ends.incrementAndGet();
            some.countDown();
            more.countDown();
          }
          return Reaction.usual();
        });
    List<ChildJvm> children = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        children.add(child());
      }
      for (ChildJvm each : children) {
        each.await("STARTED");
      }
      Eventually.open("some messages have ended", some);
      children.get(0).kill();
      Eventually.open("more messages have ended", more);
      signal("STOP", children.get(1));
      Eventually.until(() -> unfinished() == 0);
      signal("CONT", children.get(1));
      for (ChildJvm each : children.subList(1, 3)) {
        each.tell("end");
        assertThat(each.exitCode()).isZero();
      }
    } finally {
      children.forEach(ChildJvm::close);
    }
    tryAgainNow();
    Map<String, Long> accepted =
        server.accepted().stream()
            .collect(Collectors.groupingBy(Accepted::to, Collectors.counting()));
    List<Delivery> all = fixture.deliveries.list(Optional.empty(), Optional.empty(), count);
    assertThat(accepted.values()).isNotEmpty().allMatch(times -> times == 1);
    assertThat(all).hasSize(count);
    for (Delivery each : all) {
      assertThat(each.status())
          .as("%d: %s", each.id(), each.note())
          .isIn(DeliveryStatus.SENT, DeliveryStatus.UNKNOWN);
      if (each.status() == DeliveryStatus.SENT) {
        assertThat(accepted).containsKey(each.key().recipient());
      }
    }
    long unknown = all.stream().filter(each -> each.status() == DeliveryStatus.UNKNOWN).count();
    assertThat(unknown).isLessThanOrEqualTo(2);
    assertThat(accepted.size()).isBetween(count - (int) unknown, count);
  }

  /**
   * The process that stood still may tell, of what was found UNKNOWN meanwhile, that it never sent
   * the end: that is to be tried again, in five minutes.
   */
  private void tryAgainNow() throws InterruptedException {
    fixture
        .state
        .database()
        .update("hasten", "update daybook.delivery set not_before = now() where status = 'RETRY'");
    fixture.drain(fixture.live(server.port()));
  }

  private Map<DeliveryStatus, Long> counts() {
    return new DeliveryOverview(fixture.state.database()).count().get("renoz");
  }

  private long unfinished() {
    return counts().entrySet().stream()
        .filter(each -> !each.getKey().isFinal())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static void signal(String name, ChildJvm child) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(child.pid())).start().waitFor())
        .isZero();
  }
}
