package io.daybook.delivery;

import io.daybook.delivery.smtp.Outcome;
import io.daybook.delivery.smtp.Outcome.Verdict;
import io.daybook.fault.DaybookException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the ledger. Any number of dispatchers, in any number of processes, may share one: each
 * delivery is handed over by one of them, and at most once may a server accept it.
 *
 * <p>What goes wrong with one delivery stops no other.
 */
public final class Dispatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private static final Set<Channel> ALL = Set.of(Channel.values());
  private static final Set<Channel> WITHOUT_MAIL = Set.of(Channel.FOLDER);

  private static final Duration CLOSING = Duration.ofMinutes(1);
  private static final int SETTLE_ATTEMPTS = 10;
  private static final Duration SETTLE_AGAIN = Duration.ofSeconds(1);

  private final DispatcherSetup setup;
  private final Deliveries deliveries;
  private final DeliveryQueue queue;
  private final LiveGate gate;
  private final Keeper keeper;
  private final DeliveryAlerts alerts;
  private final MailServerWatch mailServer;
  private final Object round = new Object();
  private volatile boolean stopping;
  private volatile boolean interrupted;
  private volatile boolean onlyForOperators;
  private volatile Instant lookedAt;
  private volatile Optional<Thread> loop = Optional.empty();

  /** A dispatcher that does nothing until it is told to. */
  public Dispatcher(DispatcherSetup setup) {
    this.setup = setup;
    this.deliveries = new Deliveries(setup.database(), setup.clock());
    this.queue = new DeliveryQueue(setup.database(), setup.clock(), thisProcess(), setup.lease());
    this.gate =
        new LiveGate(setup.config(), new LiveConfirmations(setup.database(), setup.clock()));
    this.keeper = new Keeper(setup.lease());
    this.alerts = new DeliveryAlerts(setup.alerts());
    this.mailServer = new MailServerWatch(alerts, setup.clock());
    this.lookedAt = setup.clock().instant();
  }

  /** When it last could look for something to deliver: again and again from {@link #start} on. */
  public Instant lookedAt() {
    return lookedAt;
  }

  private static String thisProcess() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "localhost";
    }
    return "process " + ProcessHandle.current().pid() + " on " + host;
  }

  /**
   * Delivers all that is due, and returns when nothing is.
   *
   * @throws DaybookException DELIVERY_UNCONFIRMED when the configuration says live and nobody has
   *     confirmed that; then only operators were told of what waits for them; CFG_INVALID; failures
   *     of the state
   */
  public Tally drain() throws InterruptedException {
    synchronized (round) {
      Optional<DaybookException> unconfirmed = gate.unconfirmed();
      onlyForOperators = unconfirmed.isPresent();
      interrupted = false;
      int leftOver = queue.sweep();
      if (leftOver > 0) {
        log.warn("Took up {} deliveries of processes that fell silent", leftOver);
      }
      try {
        boolean isAnyDue = queue.isAnyDue();
        lookedAt = setup.clock().instant();
        Tally tally = isAnyDue ? inParallel() : Tally.NOTHING;
        if (unconfirmed.isPresent()) {
          throw unconfirmed.orElseThrow();
        }
        return tally;
      } finally {
        alerts.tell(queue.takeUntold());
      }
    }
  }

  private Tally inParallel() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(setup.senders());
    try {
      List<Future<Tally>> working =
          IntStream.range(0, setup.senders()).mapToObj(i -> threads.submit(this::work)).toList();
      Tally all = Tally.NOTHING;
      List<RuntimeException> failures = new ArrayList<>();
      for (Future<Tally> each : working) {
        try {
          all = all.plus(each.get());
        } catch (ExecutionException e) {
          failures.add(
              e.getCause() instanceof RuntimeException failure
                  ? failure
                  : new IllegalStateException(e.getCause()));
        }
      }
      if (!failures.isEmpty()) {
        throw failures.get(0);
      }
      return all;
    } catch (InterruptedException e) {
      interrupted = true;
      throw e;
    } finally {
      threads.shutdown();
    }
  }

  private Tally work() throws InterruptedException {
    Tally tally = Tally.NOTHING;
    try (Courier courier = new Courier(setup, deliveries, gate)) {
      while (!stopping && !interrupted) {
        Optional<DeliveryClaim> claimed =
            queue.claim(mailServer.isLeftAlone() ? WITHOUT_MAIL : ALL, onlyForOperators);
        lookedAt = setup.clock().instant();
        if (claimed.isEmpty()) {
          return tally;
        }
        tally = tally.plus(attempt(courier, claimed.orElseThrow()));
      }
    }
    return tally;
  }

  private Tally attempt(Courier courier, DeliveryClaim claim) throws InterruptedException {
    keeper.keep(claim);
    try {
      Outcome outcome = courier.attempt(claim);
      if (outcome.verdict() == Verdict.SERVER_AWAY) {
        mailServer.refused(outcome);
      } else if (outcome.verdict() == Verdict.SENT
          && claim.delivery().key().channel() == Channel.EMAIL) {
        mailServer.answered();
      }
      return settle(claim, outcome);
    } finally {
      keeper.forget(claim);
    }
  }

  /**
   * Records an outcome. Where the state cannot be reached for long the claim runs out, and then
   * what may have been accepted is UNKNOWN.
   */
  private Tally settle(DeliveryClaim claim, Outcome outcome) throws InterruptedException {
    Delivery delivery = claim.delivery();
    Optional<Instant> next = next(delivery, outcome);
    DeliveryStatus status = status(outcome.verdict(), next);
    boolean givenUp = status == DeliveryStatus.FAILED && outcome.verdict() != Verdict.REFUSED;
    String reply = givenUp ? "given up: " + outcome.reply() : outcome.reply();
    for (int attempt = 1; ; attempt++) {
      try {
        if (!claim.settle(status, reply, next)) {
          log.warn("Delivery {} was taken over while it was tried", delivery.id());
        }
        return Tally.of(status);
      } catch (DaybookException e) {
        log.warn("{}", e.getMessage());
        if (attempt == SETTLE_ATTEMPTS) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(SETTLE_AGAIN.toMillis());
    }
  }

  private Optional<Instant> next(Delivery delivery, Outcome outcome) {
    return switch (outcome.verdict()) {
      case LATER, SERVER_AWAY ->
          RetryTimes.next(
              delivery.firstAttemptAt().orElseThrow(),
              setup.clock().instant(),
              setup.config().giveUpAfter());
      case SENT, SHADOWED, REFUSED, UNKNOWN -> Optional.empty();
    };
  }

  private static DeliveryStatus status(Verdict verdict, Optional<Instant> next) {
    return switch (verdict) {
      case SENT -> DeliveryStatus.SENT;
      case SHADOWED -> DeliveryStatus.SHADOWED;
      case REFUSED -> DeliveryStatus.FAILED;
      case UNKNOWN -> DeliveryStatus.UNKNOWN;
      case LATER, SERVER_AWAY -> next.isPresent() ? DeliveryStatus.RETRY : DeliveryStatus.FAILED;
    };
  }

  /** Begins to drain again and again, in a thread of its own, until it is closed. */
  public void start(Duration pause) {
    if (loop.isPresent()) {
      throw new IllegalStateException("It works already");
    }
    Thread thread = new Thread(() -> loop(pause), "daybook-deliveries");
    thread.setDaemon(true);
    loop = Optional.of(thread);
    thread.start();
  }

  private void loop(Duration pause) {
    while (!stopping) {
      try {
        Tally tally = drain();
        alerts.worksAgain();
        if (!tally.equals(Tally.NOTHING)) {
          log.info("Deliveries: {}", tally);
        }
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        alerts.tellOnce(e);
        pauseAfterFailure(pause);
      }
    }
  }

  private void pauseAfterFailure(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  /**
   * Begins no further delivery and waits for those under way. What a server has not answered for by
   * then is found UNKNOWN, unless its answer comes before the process ends.
   *
   * @return false when some are still under way
   */
  public boolean stop(Duration patience) throws InterruptedException {
    stopping = true;
    if (loop.isPresent()) {
      loop.orElseThrow().join(Math.max(1, patience.toMillis()));
    }
    boolean ended = loop.map(thread -> !thread.isAlive()).orElse(true);
    if (!ended) {
      log.warn("Deliveries are still under way after {}", patience);
    }
    return ended;
  }

  /** Lets go of what it holds, after a {@link #stop} of a minute where there was none. */
  @Override
  public void close() {
    try {
      boolean unused = stopping || stop(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      keeper.close();
    }
  }
}
