package io.daybook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.clock.HandClock;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDeliveries {
  private static final Duration TTL = Duration.ofMinutes(1);
  private static final Set<Channel> ALL = Set.of(Channel.values());

  @TempDir Path folder;

  private final HandClock clock = HandClock.at("2026-11-21T02:00:00Z");
  private TestPostgres database;
  private State state;
  private Deliveries deliveries;
  private Contents contents;

  @BeforeEach
  void open() {
    database = TestPostgres.database();
    state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()), clock);
    deliveries = new Deliveries(state.database(), clock);
    contents = new FolderContents(folder);
  }

  @AfterEach
  void close() {
    state.close();
  }

  private DeliveryQueue queue(String holder) {
    return new DeliveryQueue(state.database(), clock, holder, TTL);
  }

  private long recorded(String recipient) {
    assertThat(deliveries.record(Messages.to(recipient), contents)).isTrue();
    return deliveries.list(Optional.empty(), Optional.empty(), 1).get(0).id();
  }

  private DeliveryStatus status(long id) {
    return deliveries.require(id).status();
  }

  private void expire() {
    state.database().update("expire", "update daybook.delivery set expires_at = now()");
  }

  @Test
  void recordsAMessageOnceHoweverOftenItIsRecorded() {
    assertThat(deliveries.record(Messages.to("a@b.example"), contents)).isTrue();
    assertThat(deliveries.record(Messages.to("a@b.example"), contents)).isFalse();
    assertThat(deliveries.record(Messages.to("A@B.Example"), contents)).isFalse();
    assertThat(deliveries.record(Messages.to("c@b.example"), contents)).isTrue();

    List<Delivery> all = deliveries.list(Optional.of("renoz"), Optional.empty(), 10);
    assertThat(all)
        .extracting(each -> each.key().recipient(), Delivery::status)
        .containsExactly(
            tuple("c@b.example", DeliveryStatus.PENDING),
            tuple("a@b.example", DeliveryStatus.PENDING));
    assertThat(all.get(0).release()).hasValue(7);
    assertThat(new DeliveryOverview(state.database()).count().get("renoz"))
        .isEqualTo(Map.of(DeliveryStatus.PENDING, 2L));
    assertThat(deliveries.parts(all.get(0).id()))
        .extracting(Part::role, Part::name, Part::mediaType, Part::bytes)
        .containsExactly(
            tuple(Part.Role.HTML, "html", "text/html", 58L),
            tuple(Part.Role.TEXT, "text", "text/plain", 11L),
            tuple(Part.Role.IMAGE, "trend", "image/png", 5L),
            tuple(Part.Role.ATTACHMENT, "revenue.csv", "text/csv", 11L))
        .hasSize(4);
    assertThat(deliveries.parts(all.get(0).id()))
        .isNotEmpty()
        .allSatisfy(
            part -> assertThat(Sha256.of(contents.read(part.sha256()))).isEqualTo(part.sha256()));
  }

  @Test
  void tellsKeysApartWhereverTheirPartsMeet() {
    assertThat(new DeliveryKey("s", "t1", "r", "o", Channel.EMAIL, "a@b", 0).hash())
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(new DeliveryKey("s", "t", "1r", "o", Channel.EMAIL, "a@b", 0).hash())
        .isNotEqualTo(new DeliveryKey("s", "t1", "r", "o", Channel.FOLDER, "a@b", 0).hash())
        .isNotEqualTo(new DeliveryKey("s", "t1", "r", "o", Channel.EMAIL, "a@b", 1).hash());
  }

  @Test
  void keepsABadAddressFromSpoilingTheStatement() {
    long id = recorded("evil@b.example\r\nBcc: all@b.example\u0000");
    assertThat(deliveries.require(id).key().recipient())
        .isEqualTo("evil@b.example\uFFFD\uFFFDBcc: all@b.example\uFFFD");
  }

  @Test
  void givesADeliveryToOneOfManyWhoAsk() throws Exception {
    IntStream.range(0, 200)
        .forEach(i -> deliveries.record(Messages.to(i + "@b.example"), contents));
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Integer> work =
          () -> {
            DeliveryQueue queue = queue("process");
            int count = 0;
            for (Optional<DeliveryClaim> c = queue.claim(ALL, false);
                c.isPresent();
                c = queue.claim(ALL, false)) {
              assertThat(seen.add(c.orElseThrow().delivery().id())).isTrue();
              count++;
            }
            return count;
          };
      int all = 0;
      for (var counted : threads.invokeAll(List.of(work, work, work, work))) {
        all += counted.get();
      }
      assertThat(all).isEqualTo(200);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void recordsADeliveryFromItsClaimToTheServersReply() {
    long id = recorded("a@b.example");
    DeliveryQueue queue = queue("process 1");
    DeliveryClaim claim = queue.claim(ALL, false).orElseThrow();
    assertThat(status(id)).isEqualTo(DeliveryStatus.CLAIMED);
    assertThat(queue.claim(ALL, false)).isEmpty();
    assertThat(claim.sending(false, "a@b.example", "mail.example:25")).isTrue();
    assertThat(status(id)).isEqualTo(DeliveryStatus.SENDING);
    clock.move(Duration.ofSeconds(2));
    assertThat(claim.ending()).isTrue();
    clock.move(Duration.ofSeconds(1));
    assertThat(claim.settle(DeliveryStatus.SENT, "250 queued as 4711", Optional.empty())).isTrue();

    Delivery sent = deliveries.require(id);
    assertThat(sent.status()).isEqualTo(DeliveryStatus.SENT);
    assertThat(sent.note()).contains("250 queued as 4711");
    assertThat(sent.finishedAt()).contains(clock.instant());
    assertThat(deliveries.attempts(id))
        .containsExactly(
            new Attempt(
                1,
                "process 1",
                clock.instant().minusSeconds(3),
                Optional.of("a@b.example"),
                Optional.of("mail.example:25"),
                Optional.of(clock.instant().minusSeconds(3)),
                Optional.of(clock.instant().minusSeconds(1)),
                Optional.of(clock.instant()),
                Optional.of("sent"),
                Optional.of("250 queued as 4711")));
  }

  @Test
  void triesWhatWasNotAcceptedAgainWhenItsTimeComes() {
    long id = recorded("a@b.example");
    DeliveryQueue queue = queue("process");
    DeliveryClaim claim = queue.claim(ALL, false).orElseThrow();
    claim.settle(
        DeliveryStatus.RETRY,
        "451 later",
        Optional.of(clock.instant().plus(Duration.ofMinutes(5))));
    assertThat(status(id)).isEqualTo(DeliveryStatus.RETRY);
    assertThat(queue.claim(ALL, false)).isEmpty();
    clock.move(Duration.ofMinutes(5));
    assertThat(queue.claim(ALL, false)).map(again -> again.delivery().attempt()).contains(2);
  }

  @Test
  void takesUpWhatASilentProcessHadNotEnded() {
    recorded("claimed@b.example");
    long sending = recorded("sending@b.example");
    DeliveryQueue silent = queue("silent");
    DeliveryClaim first = silent.claim(ALL, false).orElseThrow();
    DeliveryClaim second = silent.claim(ALL, false).orElseThrow();
    second.sending(false, "x", "y");
    DeliveryQueue other = queue("other");
    assertThat(other.sweep()).isZero();
    expire();
    assertThat(other.sweep()).isEqualTo(2);
    assertThat(deliveries.list(Optional.empty(), Optional.of(DeliveryStatus.RETRY), 9)).hasSize(2);

    assertThat(first.sending(false, "x", "y")).isFalse();
    assertThat(second.ending()).isFalse();
    assertThat(second.renew()).isFalse();
    assertThat(second.settle(DeliveryStatus.FAILED, "late", Optional.empty())).isFalse();
    assertThat(other.claim(ALL, false)).isPresent();
    DeliveryClaim again = other.claim(ALL, false).orElseThrow();
    assertThat(second.settle(DeliveryStatus.SENT, "late", Optional.empty())).isFalse();
    assertThat(again.delivery().id()).isEqualTo(sending);
    assertThat(deliveries.attempts(sending))
        .extracting(Attempt::holder, Attempt::outcome)
        .containsExactly(tuple("silent", Optional.of("lost")), tuple("other", Optional.empty()));
  }

  @Test
  void neverTakesUpWhatMayHaveBeenAccepted() {
    long id = recorded("a@b.example");
    DeliveryQueue silent = queue("silent");
    DeliveryClaim claim = silent.claim(ALL, false).orElseThrow();
    claim.sending(false, "x", "y");
    claim.ending();
    expire();
    DeliveryQueue other = queue("other");
    assertThat(other.sweep()).isEqualTo(1);
    assertThat(status(id)).isEqualTo(DeliveryStatus.UNKNOWN);
    clock.move(Duration.ofDays(2));
    assertThat(other.claim(ALL, false)).isEmpty();
    assertThat(other.takeUntold()).extracting(Delivery::id).containsExactly(id);
    assertThat(other.takeUntold()).isEmpty();

    assertThat(claim.settle(DeliveryStatus.SENT, "250 ok", Optional.empty())).isTrue();
    assertThat(status(id)).isEqualTo(DeliveryStatus.SENT);
  }

  @Test
  void triesAgainWhatWasUnknownOnceItIsKnownNotToBeAccepted() {
    long id = recorded("a@b.example");
    DeliveryQueue silent = queue("silent");
    DeliveryClaim claim = unknown(silent);
    assertThat(status(id)).isEqualTo(DeliveryStatus.UNKNOWN);
    assertThat(claim.settle(DeliveryStatus.RETRY, "451 later", Optional.of(clock.instant())))
        .isTrue();
    assertThat(status(id)).isEqualTo(DeliveryStatus.RETRY);
    assertThat(deliveries.require(id).finishedAt()).isEmpty();
    assertThat(silent.claim(ALL, false).orElseThrow().delivery().id()).isEqualTo(id);
  }

  @Test
  void neverTriesAgainByItselfWhatAPersonHasHadResent() {
    long id = recorded("a@b.example");
    DeliveryQueue silent = queue("silent");
    DeliveryClaim claim = unknown(silent);
    long again = deliveries.resend(id, "ada").id();
    assertThat(claim.settle(DeliveryStatus.RETRY, "451 later", Optional.of(clock.instant())))
        .isFalse();
    assertThat(status(id)).isEqualTo(DeliveryStatus.UNKNOWN);
    assertThat(silent.claim(ALL, false).orElseThrow().delivery().id()).isEqualTo(again);
    assertThat(silent.claim(ALL, false)).isEmpty();
  }

  /** Whoever comes first, a late word that it was not accepted or a person who resends it. */
  @Test
  void sendsOnceMoreWhenALateWordAndAPersonMeet() throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 100; i++) {
        long id = recorded("r" + i + "@b.example");
        DeliveryQueue silent = queue("silent");
        DeliveryClaim claim = unknown(silent);
        CyclicBarrier together = new CyclicBarrier(2);
        Future<Boolean> retried =
            two.submit(
                () -> {
                  together.await();
                  return claim.settle(
                      DeliveryStatus.RETRY, "451 later", Optional.of(clock.instant()));
                });
        Future<Boolean> resent =
            two.submit(
                () -> {
                  together.await();
                  return isResent(id);
                });
        assertThat(retried.get()).isNotEqualTo(resent.get());
        DeliveryClaim next = silent.claim(ALL, false).orElseThrow();
        assertThat(silent.claim(ALL, false)).isEmpty();
        next.settle(DeliveryStatus.SENT, "250 ok", Optional.empty());
      }
    } finally {
      two.shutdown();
    }
  }

  private boolean isResent(long id) {
    try {
      deliveries.resend(id, "ada");
      return true;
    } catch (DaybookException e) {
      assertThat(e.code()).isEqualTo(Code.USAGE);
      return false;
    }
  }

  /** Of the only delivery that is due: its process was silent after it had said that it ends. */
  private DeliveryClaim unknown(DeliveryQueue silent) {
    DeliveryClaim claim = silent.claim(ALL, false).orElseThrow();
    claim.sending(false, "x", "y");
    claim.ending();
    expire();
    queue("other").sweep();
    return claim;
  }

  @Test
  void doesNotSendUnderAClaimThatHasExpiredEvenIfNobodyTookIt() {
    recorded("a@b.example");
    DeliveryQueue queue = queue("slow");
    DeliveryClaim claim = queue.claim(ALL, false).orElseThrow();
    expire();
    assertThat(claim.sending(false, "x", "y")).isFalse();
    assertThat(claim.renew()).isTrue();
    assertThat(claim.sending(false, "x", "y")).isTrue();
    expire();
    assertThat(claim.ending()).isFalse();
  }

  @Test
  void resendsAsADeliveryOfItsOwn() {
    long id = recorded("a@b.example");
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> deliveries.resend(id, "ada"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.USAGE))
        .withMessageContaining("Cannot resend delivery " + id)
        .withMessageContaining("is pending");
    DeliveryQueue queue = queue("process");
    DeliveryClaim claim = queue.claim(ALL, false).orElseThrow();
    claim.sending(false, "x", "y");
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> deliveries.resend(id, "ada"))
        .withMessageContaining("is sending");
    claim.settle(DeliveryStatus.UNKNOWN, "lost", Optional.empty());

    Delivery again = deliveries.resend(id, "ada");
    assertThat(again.key()).isEqualTo(deliveries.require(id).key().resent(1));
    assertThat(again.requestedBy()).contains("ada");
    assertThat(again.status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(deliveries.parts(again.id())).isEqualTo(deliveries.parts(id)).hasSize(4);
    assertThat(status(id)).isEqualTo(DeliveryStatus.UNKNOWN);
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> deliveries.resend(id, "bob"))
        .withMessageContaining("delivery " + again.id() + ", the same to the same, is pending");
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> deliveries.resend(99, "bob"))
        .withMessageContaining("Cannot find delivery 99");
  }

  @Test
  void keepsContentsInTheBookAndNothingElseUnderTheirName() throws IOException {
    byte[] bytes = {1, 2, 3};
    String name = Sha256.of(bytes);
    Contents book = new BookContents(FileStore.open(folder.toString()));
    book.keep(name, bytes);
    book.keep(name, bytes);
    assertThat(folder.resolve("book").resolve(name)).hasBinaryContent(bytes);
    Contents again = new BookContents(FileStore.open(folder.toString()));
    again.keep(name, bytes);
    assertThat(again.read(name)).isEqualTo(bytes);
    byte[] other = {4};
    Files.write(folder.resolve("book").resolve(Sha256.of(other)), bytes);
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> again.keep(Sha256.of(other), other))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.BOOK_CORRUPT));
  }
}
