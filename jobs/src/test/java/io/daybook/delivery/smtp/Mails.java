package io.daybook.delivery.smtp;

import io.daybook.config.Secret;
import io.daybook.config.SmtpConfig;
import io.daybook.config.SmtpConfig.Tls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A message, who sends it to whom, and how a server is spoken to. */
final class Mails {
  static final byte[] MESSAGE =
      "Subject: x\r\n\r\n.dot first\r\n..\r\nend".getBytes(StandardCharsets.UTF_8);

  /** Long enough for a busy machine. */
  static final Duration PATIENT = Duration.ofSeconds(10);

  /** Of a client that waits for what will not come. */
  static final Duration IMPATIENT = Duration.ofMillis(500);

  static final MailAddress FROM = new MailAddress("reports", "daybook.example");
  static final MailAddress TO = new MailAddress("cfo", "b.example");

  private Mails() {}

  static SmtpConfig config(int port, Tls tls, Optional<String> user) {
    return new SmtpConfig(
        "localhost", port, user, user.map(any -> Secret.of("hunter2")), tls, PATIENT, PATIENT);
  }

  static SmtpConfig impatient(int port, Duration finalTimeout) {
    return new SmtpConfig(
        "localhost", port, Optional.empty(), Optional.empty(), Tls.NONE, IMPATIENT, finalTimeout);
  }
}
