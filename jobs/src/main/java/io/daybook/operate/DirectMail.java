package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.config.DeliveryConfig;
import io.daybook.delivery.smtp.Handover;
import io.daybook.delivery.smtp.MailAddress;
import io.daybook.delivery.smtp.MailServer;
import io.daybook.delivery.smtp.Outcome;
import io.daybook.delivery.smtp.Unusable;
import io.daybook.fault.DaybookException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails to operators while the ledger cannot be reached: tried once, and the same no more than once
 * an hour by this process.
 */
final class DirectMail {
  private static final Logger log = LoggerFactory.getLogger(DirectMail.class);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US);

  private static final Handover AT_ONCE =
      new Handover() {
        @Override
        public boolean begin() {
          return true;
        }

        @Override
        public boolean end() {
          return true;
        }
      };

  private final DeliveryConfig config;
  private final List<String> to;
  private final SSLSocketFactory tls;
  private final Clock clock;
  private final Map<String, Instant> sent = new ConcurrentHashMap<>();

  DirectMail(DeliveryConfig config, List<String> to, SSLSocketFactory tls, Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.to = List.copyOf(to);
    this.tls = requireNonNull(tls, "tls is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Tells of a problem; what goes wrong is only logged, there is nobody left to tell. */
  void send(DaybookException problem, String where) {
    if (config.smtp().isEmpty() || to.isEmpty() || wasSent(AlertBook.subject(problem))) {
      return;
    }
    AlertMail mail = AlertMail.unrecorded(problem.getMessage(), where);
    try (MailServer server = new MailServer(config.smtp().orElseThrow(), tls)) {
      for (String address : to) {
        send(server, address, mail);
      }
    } catch (DaybookException e) {
      log.error("Cannot tell an operator: {}", e.getMessage());
    }
  }

  private boolean wasSent(String subject) {
    Instant now = clock.instant();
    sent.values().removeIf(at -> at.isBefore(now.minus(AlertBook.PAUSE)));
    return sent.putIfAbsent(subject, now) != null;
  }

  private void send(MailServer server, String address, AlertMail mail) {
    try {
      InternetAddress sender = new InternetAddress(config.from().orElseThrow());
      Outcome outcome =
          server.send(
              MailAddress.parse(sender.getAddress()),
              MailAddress.parse(address),
              bytes(sender, address, mail),
              AT_ONCE);
      log.warn("Told an operator without the ledger: {} {}", outcome.verdict(), outcome.reply());
    } catch (Unusable | MessagingException | IOException e) {
      log.error("Cannot tell an operator: {}", e.getMessage());
    }
  }

  private byte[] bytes(InternetAddress sender, String address, AlertMail mail)
      throws MessagingException, IOException {
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    message.setFrom(sender);
    message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(address));
    message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    message.setHeader("Date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(mail.text(), StandardCharsets.UTF_8.name());
    message.saveChanges();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    return bytes.toByteArray();
  }
}
