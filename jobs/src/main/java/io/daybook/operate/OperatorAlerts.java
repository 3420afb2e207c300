package io.daybook.operate;

import io.daybook.delivery.Channel;
import io.daybook.delivery.Deliveries;
import io.daybook.delivery.DeliveryKey;
import io.daybook.delivery.Message;
import io.daybook.delivery.smtp.OneLine;
import io.daybook.fault.DaybookException;
import io.daybook.operate.AlertBook.Due;
import io.daybook.schedule.Alerts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators by mail what needs a person: through the ledger, so that it is tried again and
 * never doubled, and without it where the state cannot be reached. The same problem is mailed once
 * an hour at most, by all processes together, with how often it came.
 */
public final class OperatorAlerts implements Alerts, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OperatorAlerts.class);

  /** Problems that wait for the state server or the mail server; more are only logged. */
  private static final int WAITING = 200;

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final AlertsSetup setup;
  private final AlertBook book;
  private final AlertContents contents;
  private final Deliveries deliveries;
  private final DirectMail direct;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new LinkedBlockingQueue<>(WAITING),
          task -> {
            Thread alerts = new Thread(task, "daybook-alerts");
            alerts.setDaemon(true);
            return alerts;
          });

  /** Alerts that go out once raised. */
  public OperatorAlerts(AlertsSetup setup) {
    this.setup = setup;
    this.book = new AlertBook(setup.state().database(), setup.clock());
    this.contents = new AlertContents(setup.state().database(), setup.clock());
    this.deliveries = new Deliveries(setup.state().database(), setup.clock());
    this.direct = new DirectMail(setup.delivery(), setup.alerts().to(), setup.tls(), setup.clock());
  }

  /** Logs a problem at once, and has it mailed by a thread of its own. */
  @Override
  public void raise(DaybookException problem) {
    log.error("{}", problem.getMessage());
    setup.screen().accept(problem.getMessage());
    tell(problem, book::happened);
  }

  /** As {@link #raise}, for what is found again and again until somebody mends it. */
  void remind(DaybookException problem) {
    tell(problem, book::holds);
  }

  /** As {@link #remind}, for what happened at this instant, however often it is looked at. */
  void happened(DaybookException problem, Instant at) {
    tell(problem, each -> book.happened(each, at));
  }

  private void tell(DaybookException problem, Consumer<DaybookException> record) {
    if (setup.alerts().to().isEmpty()) {
      return;
    }
    try {
      thread.execute(() -> mail(problem, record));
    } catch (RejectedExecutionException e) {
      log.error("An alert is not mailed, too many wait: {}", problem.code().text());
    }
  }

  private void mail(DaybookException problem, Consumer<DaybookException> record) {
    try {
      record.accept(problem);
      mailDue();
    } catch (DaybookException e) {
      log.warn("{}", e.getMessage());
      direct.send(problem, setup.where());
    } catch (RuntimeException e) {
      log.error("A defect of Daybook", e);
    }
  }

  /** Puts what is due into the ledger; whoever else does the same puts the same there. */
  synchronized void mailDue() {
    for (Due due : book.due()) {
      AlertMail mail = AlertMail.of(due, setup.where());
      for (String to : setup.alerts().to()) {
        boolean unused = deliveries.record(message(due, mail, to), contents);
      }
      book.mailed(due);
    }
  }

  private static Message message(Due due, AlertMail mail, String to) {
    return new Message(
        new DeliveryKey(
            DeliveryKey.OPERATOR,
            DeliveryKey.OPERATOR,
            due.code(),
            "%d-%d".formatted(due.id(), due.mailings() + 1),
            Channel.EMAIL,
            to,
            0),
        OptionalLong.empty(),
        OneLine.of(mail.subject()),
        mail.html(),
        mail.text(),
        List.of(),
        List.of());
  }

  /** Waits some seconds for what is being told. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        log.warn("Alerts that could not be mailed: {}", thread.shutdownNow().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
