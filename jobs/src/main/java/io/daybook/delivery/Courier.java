package io.daybook.delivery;

import io.daybook.config.DeliveryConfig;
import io.daybook.config.SmtpConfig;
import io.daybook.delivery.smtp.Handover;
import io.daybook.delivery.smtp.MailAddress;
import io.daybook.delivery.smtp.MailServer;
import io.daybook.delivery.smtp.Outcome;
import io.daybook.delivery.smtp.Outcome.Verdict;
import io.daybook.delivery.smtp.Unusable;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt at a time, with a connection of its own. Not for several threads. */
final class Courier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Courier.class);

  /** Where nothing leaves the machine, nobody needs to be named. */
  private static final String SHADOW_SENDER = "Daybook <daybook@localhost>";

  private final DispatcherSetup setup;
  private final Deliveries deliveries;
  private final LiveGate gate;
  private final DeliveryFolder folder;
  private final Optional<MailServer> server;
  private final Sender sender;
  private final Optional<MailAddress> redirect;

  Courier(DispatcherSetup setup, Deliveries deliveries, LiveGate gate) {
    DeliveryConfig config = setup.config();
    this.setup = setup;
    this.deliveries = deliveries;
    this.gate = gate;
    this.folder = new DeliveryFolder(config.folder());
    this.server = config.smtp().map(smtp -> new MailServer(smtp, setup.tls()));
    this.sender = Sender.parse(config.from().orElse(SHADOW_SENDER));
    this.redirect = config.redirectTo().map(Courier::trial);
  }

  private static MailAddress trial(String text) {
    try {
      return MailAddress.parse(text);
    } catch (Unusable e) {
      throw DaybookException.of(
              Code.CFG_INVALID, "Cannot send mails to redirect_to: " + e.getMessage())
          .state("nothing was sent")
          .next("mend delivery.redirect_to in daybook.yml")
          .build();
    }
  }

  /** Whatever goes wrong is an outcome; what is not known to be accepted or not is UNKNOWN. */
  Outcome attempt(DeliveryClaim claim) {
    Delivery delivery = claim.delivery();
    try {
      List<LoadedPart> parts =
          LoadedPart.load(
              deliveries.parts(delivery.id()), setup.contents().apply(delivery.key().source()));
      return switch (delivery.key().channel()) {
        case EMAIL -> mail(claim, parts);
        case FOLDER -> files(delivery, parts);
      };
    } catch (Unusable e) {
      return new Outcome(Verdict.REFUSED, e.getMessage());
    } catch (DaybookException e) {
      return new Outcome(Verdict.LATER, e.getMessage().lines().findFirst().orElse(""));
    } catch (RuntimeException e) {
      // After the end of a message nothing is thrown: this one was not accepted.
      log.error("A defect of Daybook at delivery {}", delivery.id(), e);
      return new Outcome(Verdict.LATER, "a defect of Daybook: " + e.getClass().getSimpleName());
    }
  }

  private Outcome files(Delivery delivery, List<LoadedPart> parts) throws Unusable {
    return gate.isLive(delivery)
        ? new Outcome(Verdict.SENT, folder.live(delivery, parts).toString())
        : shadowed(folder.shadow(delivery, parts, Map.of()));
  }

  /** A shadow delivery passes all that a live one would, but the last step. */
  private Outcome mail(DeliveryClaim claim, List<LoadedPart> parts) throws Unusable {
    Delivery delivery = claim.delivery();
    MailAddress recipient = MailAddress.parse(delivery.key().recipient());
    if (delivery.key().isForOperator()) {
      return mailToOperator(claim, parts, recipient);
    }
    requireAllowed(recipient);
    Optional<MailAddress> instead = gate.isLive(delivery) ? redirect : Optional.empty();
    byte[] message = new Mail(delivery, sender, instead).bytes(parts, recipient);
    if (message.length > setup.config().largest()) {
      throw new Unusable(
          "%d bytes, delivery.largest allows %d"
              .formatted(message.length, setup.config().largest()));
    }
    if (!gate.isLive(delivery)) {
      return shadowed(folder.shadow(delivery, parts, Map.of("message.eml", message)));
    }
    MailAddress to = instead.orElse(recipient);
    return server
        .orElseThrow()
        .send(sender.address(), to, message, handover(claim, to, gate.isReal()));
  }

  /** Whoever runs Daybook is told, also while the audience is not; and nobody else is. */
  private Outcome mailToOperator(DeliveryClaim claim, List<LoadedPart> parts, MailAddress recipient)
      throws Unusable {
    if (!setup.operators().contains(recipient.toString().toLowerCase(Locale.ROOT))) {
      throw new Unusable(recipient + " is not among those whom alerts.to names");
    }
    if (server.isEmpty()) {
      throw new Unusable("delivery.smtp is missing");
    }
    byte[] message = new Mail(claim.delivery(), sender, Optional.empty()).bytes(parts, recipient);
    return server
        .orElseThrow()
        .send(sender.address(), recipient, message, handover(claim, recipient, false));
  }

  private void requireAllowed(MailAddress recipient) throws Unusable {
    if (setup.config().allowedDomains().isEmpty()) {
      return;
    }
    for (String allowed : setup.config().allowedDomains()) {
      if (MailAddress.parse("any@" + allowed).domain().equals(recipient.domain())) {
        return;
      }
    }
    throw new Unusable(
        recipient.domain() + " is not among the domains that delivery.allowed_domains names");
  }

  private static Outcome shadowed(Path written) {
    return new Outcome(Verdict.SHADOWED, written.toString());
  }

  private Handover handover(DeliveryClaim claim, MailAddress to, boolean real) {
    String where = setup.config().smtp().map(SmtpConfig::where).orElse("");
    return new Handover() {
      @Override
      public boolean begin() {
        return claim.sending(real, to.toString(), where);
      }

      /** A process that stood still while it was told yes has been told of another time. */
      @Override
      public boolean end() {
        long asked = System.nanoTime();
        return claim.ending()
            && System.nanoTime() - asked < setup.lease().toNanos()
            && !claim.isLost();
      }
    };
  }

  @Override
  public void close() {
    server.ifPresent(MailServer::close);
  }
}
