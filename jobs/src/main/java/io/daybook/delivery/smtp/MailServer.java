package io.daybook.delivery.smtp;

import io.daybook.config.SmtpConfig;
import io.daybook.delivery.smtp.Outcome.Verdict;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mail server, as one thread talks to it: connects when there is something to send, and keeps
 * the connection for what follows. Not for several threads.
 */
public final class MailServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MailServer.class);

  /** Messages over one connection; servers bear a hundred. */
  private static final int MOST_MESSAGES = 100;

  private final SmtpConfig config;
  private final SSLSocketFactory tls;
  private Optional<SmtpTransport> open = Optional.empty();
  private int sent;

  /**
   * A server, not connected yet.
   *
   * @param tls whose certificates are trusted
   */
  public MailServer(SmtpConfig config, SSLSocketFactory tls) {
    this.config = config;
    this.tls = tls;
  }

  /** Sends one message to one recipient; the envelope is what the server goes by. */
  public Outcome send(MailAddress from, MailAddress to, byte[] message, Handover handover) {
    SmtpTransport transport;
    try {
      transport = connected();
    } catch (MessagingException e) {
      close();
      return new Outcome(Verdict.SERVER_AWAY, config.where() + ": " + Reason.of(e));
    }
    sent++;
    try {
      return transport.transfer(from, to, message, handover);
    } catch (RuntimeException e) {
      transport.cut();
      throw e;
    }
  }

  private SmtpTransport connected() throws MessagingException {
    if (open.isPresent() && sent < MOST_MESSAGES && open.orElseThrow().isConnected()) {
      return open.orElseThrow();
    }
    close();
    MailSocket socket = new MailSocket(config.timeout(), config.finalTimeout());
    SmtpTransport transport =
        new SmtpTransport(
            Session.getInstance(properties(socket)),
            config.tls() == SmtpConfig.Tls.IMPLICIT,
            socket);
    open = Optional.of(transport);
    sent = 0;
    transport.connect(
        config.host(),
        config.port(),
        config.user().orElse(null),
        config.password().map(secret -> secret.reveal()).orElse(null));
    return transport;
  }

  private Properties properties(MailSocket socket) {
    String millis = Long.toString(config.timeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    properties.setProperty("mail.smtp.auth", Boolean.toString(config.user().isPresent()));
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.socketFactory.fallback", "false");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    if (config.tls() == SmtpConfig.Tls.NONE) {
      properties.put("mail.smtp.socketFactory", socket.plain());
    } else {
      properties.put("mail.smtp.ssl.socketFactory", socket.protectedBy(tls));
    }
    if (config.tls() == SmtpConfig.Tls.STARTTLS) {
      properties.setProperty("mail.smtp.starttls.enable", "true");
      properties.setProperty("mail.smtp.starttls.required", "true");
    }
    return properties;
  }

  /** Takes leave of the server, when there is a connection. */
  @Override
  public void close() {
    if (open.isEmpty()) {
      return;
    }
    try {
      open.orElseThrow().close();
    } catch (MessagingException e) {
      log.debug("The mail server had gone already", e);
    }
    open = Optional.empty();
  }
}
