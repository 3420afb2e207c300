package io.daybook.delivery.smtp;

import static io.daybook.delivery.smtp.Mails.FROM;
import static io.daybook.delivery.smtp.Mails.IMPATIENT;
import static io.daybook.delivery.smtp.Mails.MESSAGE;
import static io.daybook.delivery.smtp.Mails.TO;
import static io.daybook.delivery.smtp.Mails.config;
import static io.daybook.delivery.smtp.Mails.impatient;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.config.SmtpConfig;
import io.daybook.config.SmtpConfig.Tls;
import io.daybook.delivery.smtp.Outcome.Verdict;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Reaction;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Step;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the line to a mail server is opened: to whom, and protected as it is told. */
class TestMailLine {
  private ScriptedSmtpServer server;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedSmtpServer.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void protectsTheLineAsItIsToldAndSpeaksToNoStranger(@TempDir Path directory) throws Exception {
    Map<String, SSLContext> contexts =
        Map.of("localhost", tls(directory, "localhost"), "stranger", tls(directory, "stranger"));
    for (Tls mode : List.of(Tls.STARTTLS, Tls.IMPLICIT)) {
      for (String name : List.of("localhost", "stranger")) {
        SSLContext context = contexts.get(name);
        try (ScriptedSmtpServer secure = ScriptedSmtpServer.start(context, mode == Tls.IMPLICIT)) {
          secure.extensions("AUTH PLAIN");
          SmtpConfig config = config(secure.port(), mode, Optional.of("daybook"));
          Outcome outcome = sentBy(new MailServer(config, context.getSocketFactory()));
          boolean right = name.equals("localhost");
          assertThat(outcome.verdict())
              .as(mode + " " + name + " " + outcome.reply())
              .isEqualTo(right ? Verdict.SENT : Verdict.SERVER_AWAY);
          assertThat(secure.heard().stream().anyMatch(line -> line.startsWith("AUTH")))
              .isEqualTo(right);
          Outcome untrusted =
              sentBy(new MailServer(config, (SSLSocketFactory) SSLSocketFactory.getDefault()));
          assertThat(untrusted.verdict()).isEqualTo(Verdict.SERVER_AWAY);
          if (right) {
            secure.at(Step.END, Reaction.drop());
            assertThat(sentBy(new MailServer(config, context.getSocketFactory())).verdict())
                .isEqualTo(Verdict.UNKNOWN);
            secure.at(Step.AUTH, Reaction.reply("535 wrong"));
            Outcome wrong = sentBy(new MailServer(config, context.getSocketFactory()));
            assertThat(wrong.verdict()).isEqualTo(Verdict.SERVER_AWAY);
            assertThat(wrong.reply()).contains("535 wrong").doesNotContain("hunter2");
          }
        }
      }
    }
  }

  @Test
  void doesNotGoOnInTheClear() {
    SmtpConfig config = config(server.port(), Tls.STARTTLS, Optional.empty());
    Outcome outcome =
        sentBy(new MailServer(config, (SSLSocketFactory) SSLSocketFactory.getDefault()));
    assertThat(outcome.verdict()).isEqualTo(Verdict.SERVER_AWAY);
    assertThat(outcome.reply()).contains("STARTTLS is required");
    assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
  }

  @Test
  void givesUpOnAServerThatDoesNotEvenAccept() throws IOException {
    try (ServerSocket full = new ServerSocket(0, 1)) {
      SmtpConfig config = impatient(full.getLocalPort(), IMPATIENT);
      assertThat(
              sentBy(new MailServer(config, (SSLSocketFactory) SSLSocketFactory.getDefault()))
                  .verdict())
          .isEqualTo(Verdict.SERVER_AWAY);
    }
  }

  private Outcome sentBy(MailServer client) {
    try (client) {
      return client.send(FROM, TO, MESSAGE, yesToAll());
    }
  }

  private static Handover yesToAll() {
    return new Handover() {
      @Override
      public boolean begin() {
        return true;
      }

      @Override
      public boolean end() {
        return true;
      }
    };
  }

  /** A certificate of this name that trusts itself, made by the JDK's own tool. */
  private static SSLContext tls(Path directory, String name) throws Exception {
    Path file = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
