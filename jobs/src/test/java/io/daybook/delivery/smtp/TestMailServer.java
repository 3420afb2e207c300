package io.daybook.delivery.smtp;

import static io.daybook.delivery.smtp.Mails.FROM;
import static io.daybook.delivery.smtp.Mails.IMPATIENT;
import static io.daybook.delivery.smtp.Mails.MESSAGE;
import static io.daybook.delivery.smtp.Mails.PATIENT;
import static io.daybook.delivery.smtp.Mails.TO;
import static io.daybook.delivery.smtp.Mails.config;
import static io.daybook.delivery.smtp.Mails.impatient;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Eventually;
import io.daybook.config.SmtpConfig;
import io.daybook.config.SmtpConfig.Tls;
import io.daybook.delivery.smtp.Outcome.Verdict;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Reaction;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Step;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestMailServer {
  private final List<String> asked = new ArrayList<>();
  private ScriptedSmtpServer server;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedSmtpServer.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private final Handover yes =
      new Handover() {
        @Override
        public boolean begin() {
          asked.add("begin after " + server.heard().get(server.heard().size() - 1));
          return true;
        }

        @Override
        public boolean end() {
          asked.add("end after " + server.heard().get(server.heard().size() - 1));
          return true;
        }
      };

  private MailServer client() {
    return new MailServer(
        config(server.port(), Tls.NONE, Optional.empty()),
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  private Outcome sent() {
    try (MailServer client = client()) {
      return client.send(FROM, TO, MESSAGE, yes);
    }
  }

  private Verdict when(Step step, Reaction reaction) {
    server.at(step, reaction);
    boolean silence = reaction.kind() == Reaction.Kind.STALL;
    SmtpConfig config =
        silence
            ? impatient(server.port(), IMPATIENT)
            : config(server.port(), Tls.NONE, Optional.empty());
    try (MailServer client =
        new MailServer(config, (SSLSocketFactory) SSLSocketFactory.getDefault())) {
      return client.send(FROM, TO, MESSAGE, yes).verdict();
    }
  }

  @Test
  void handsAMessageOverAsItIsAndAsksBeforeTheTwoMomentsThatCount() {
    assertThat(sent()).isEqualTo(new Outcome(Verdict.SENT, "250 queued"));
    assertThat(server.accepted())
        .containsExactly(
            new ScriptedSmtpServer.Accepted(
                "<reports@daybook.example>",
                "cfo@b.example",
                "Subject: x\r\n\r\n.dot first\r\n..\r\nend\r\n"));
    assertThat(asked).containsExactly("begin after RCPT TO:<cfo@b.example>", "end after DATA");
  }

  @Test
  void tellsWhatIsPutOffFromWhatIsRefusedAtEveryStep() {
    for (String code : List.of("421", "450", "451", "452")) {
      for (Step step : List.of(Step.MAIL, Step.RCPT, Step.DATA, Step.END)) {
        assertThat(when(step, Reaction.reply(code + " later")))
            .as(code + step)
            .isEqualTo(Verdict.LATER);
        assertThat(when(step, Reaction.replyAndDrop(code + " later")))
            .as(code + step + " and hung up")
            .isEqualTo(Verdict.LATER);
        if (code.equals("451") && step != Step.MAIL) {
          assertThat(when(step, Reaction.replyAndStall(code + " later")))
              .as(code + step + " and silence")
              .isEqualTo(Verdict.LATER);
        }
      }
    }
    for (String code : List.of("550", "552", "553", "554")) {
      for (Step step : List.of(Step.MAIL, Step.RCPT, Step.DATA, Step.END)) {
        assertThat(when(step, Reaction.reply(code + " never")))
            .as(code + step)
            .isEqualTo(Verdict.REFUSED);
        assertThat(when(step, Reaction.replyAndDrop(code + " never")))
            .as(code + step + " and hung up")
            .isEqualTo(Verdict.REFUSED);
        if (code.equals("554") && step == Step.END) {
          assertThat(when(step, Reaction.replyAndStall(code + " never")))
              .as(code + step + " and silence")
              .isEqualTo(Verdict.REFUSED);
        }
      }
    }
    assertThat(server.accepted()).isEmpty();
  }

  @Test
  void knowsThatNothingWasAcceptedBeforeTheEnd() {
    for (Reaction lost : List.of(Reaction.drop(), Reaction.stall())) {
      for (Step step : List.of(Step.MAIL, Step.RCPT, Step.DATA)) {
        assertThat(when(step, lost)).as(step + " " + lost.kind()).isEqualTo(Verdict.LATER);
      }
      for (Step step : List.of(Step.CONNECT, Step.EHLO)) {
        assertThat(when(step, lost)).as(step + " " + lost.kind()).isEqualTo(Verdict.SERVER_AWAY);
      }
    }
    assertThat(asked).isNotEmpty().noneMatch(each -> each.startsWith("end"));
  }

  @Test
  void doesNotKnowWhatBecameOfAMessageWithoutAReplyToItsEnd() {
    for (Reaction silence :
        List.of(
            Reaction.drop(),
            Reaction.acceptAndDrop(),
            Reaction.stall(),
            Reaction.reply("hello"),
            Reaction.reply("354 more"))) {
      assertThat(when(Step.END, silence)).as(silence.toString()).isEqualTo(Verdict.UNKNOWN);
    }
    assertThat(server.accepted()).hasSize(1);
    assertThat(when(Step.END, Reaction.replyAndDrop("250 queued"))).isEqualTo(Verdict.SENT);
    assertThat(when(Step.END, Reaction.reply("251 forwarded"))).isEqualTo(Verdict.SENT);
  }

  /** Why the transaction is spoken here: the stock transport tells less than it hears. */
  @Test
  void theStockTransportLosesAReplyThatNothingFollows() throws MessagingException {
    server.at(Step.END, Reaction.reply("554 no"));
    assertThat(stockReturnCode()).hasValue(554);
    server.at(Step.END, Reaction.replyAndStall("554 no"));
    assertThat(stockReturnCode()).isEmpty();
    assertThat(when(Step.END, Reaction.replyAndStall("554 no"))).isEqualTo(Verdict.REFUSED);
    assertThat(server.accepted()).isEmpty();
  }

  private OptionalInt stockReturnCode() throws MessagingException {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.timeout", Long.toString(IMPATIENT.toMillis()));
    Session session = Session.getInstance(properties);
    MimeMessage message = new MimeMessage(session);
    message.setText("x");
    message.setFrom(FROM.toString());
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect("localhost", server.port(), null, null);
      transport.sendMessage(message, new Address[] {new InternetAddress(TO.toString())});
      return OptionalInt.of(250);
    } catch (SMTPSendFailedException e) {
      return e.getReturnCode() > 0 ? OptionalInt.of(e.getReturnCode()) : OptionalInt.empty();
    } catch (MessagingException e) {
      return OptionalInt.empty();
    }
  }

  @Test
  void takesAServerThatDoesNotLetUsInForAway() throws IOException {
    assertThat(when(Step.CONNECT, Reaction.reply("554 no"))).isEqualTo(Verdict.SERVER_AWAY);
    assertThat(when(Step.CONNECT, Reaction.reply("421 busy"))).isEqualTo(Verdict.SERVER_AWAY);
    assertThat(when(Step.MAIL, Reaction.reply("530 log in"))).isEqualTo(Verdict.SERVER_AWAY);
    server.close();
    Outcome refused = sent();
    assertThat(refused.verdict()).isEqualTo(Verdict.SERVER_AWAY);
    assertThat(refused.reply()).startsWith("localhost:" + server.port() + ": ConnectException");
    try (MailServer nowhere =
        new MailServer(
            new SmtpConfig(
                "nowhere.invalid",
                25,
                Optional.empty(),
                Optional.empty(),
                Tls.NONE,
                PATIENT,
                PATIENT),
            (SSLSocketFactory) SSLSocketFactory.getDefault())) {
      assertThat(nowhere.send(FROM, TO, MESSAGE, yes).reply()).contains("nowhere.invalid");
    }
  }

  @Test
  void waitsLongerForTheReplyToTheEndThanForOthers() {
    SmtpConfig patient = impatient(server.port(), Duration.ofSeconds(20));
    server.script(
        (step, text) -> {
          if (step == Step.END) {
            // The client counts by the clock: what is longer than its patience must pass.
            sleep(IMPATIENT.toMillis() * 2);
          }
          return Reaction.usual();
        });
    try (MailServer client =
        new MailServer(patient, (SSLSocketFactory) SSLSocketFactory.getDefault())) {
      assertThat(client.send(FROM, TO, MESSAGE, yes).verdict()).isEqualTo(Verdict.SENT);
      assertThat(client.send(FROM, TO, MESSAGE, yes).verdict()).isEqualTo(Verdict.SENT);
      server.at(Step.RCPT, Reaction.stall());
      assertThat(client.send(FROM, TO, MESSAGE, yes).verdict()).isEqualTo(Verdict.LATER);
    }
  }

  @Test
  void sendsNotOneByteMoreWhenItMayNot() throws InterruptedException {
    for (boolean begins : List.of(false, true)) {
      Handover no =
          new Handover() {
            @Override
            public boolean begin() {
              return begins;
            }

            @Override
            public boolean end() {
              return false;
            }
          };
      try (MailServer client = client()) {
        assertThat(client.send(FROM, TO, MESSAGE, no).verdict()).isEqualTo(Verdict.LATER);
      }
      Eventually.until("all that was said is heard", server::isQuiet);
      assertThat(server.heard().contains("DATA")).isEqualTo(begins);
    }
    assertThat(server.accepted()).isEmpty();
  }

  @Test
  void letsGoOfTheLineWhenNobodyCanBeAsked() {
    Handover failing =
        new Handover() {
          @Override
          public boolean begin() {
            return true;
          }

          @Override
          public boolean end() {
            throw new IllegalStateException("the state is away");
          }
        };
    try (MailServer client = client()) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> client.send(FROM, TO, MESSAGE, failing)))
          .hasMessage("the state is away");
      assertThat(client.send(FROM, TO, MESSAGE, yes).verdict()).isEqualTo(Verdict.SENT);
    }
    assertThat(server.accepted()).hasSize(1);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void sendsSeveralMessagesOverOneConnectionAndOneBadRecipientStopsNoOther() {
    server.script(
        (step, text) ->
            step == Step.RCPT && text.contains("bad")
                ? Reaction.reply("550 unknown")
                : Reaction.usual());
    try (MailServer client = client()) {
      assertThat(client.send(FROM, TO, MESSAGE, yes).verdict()).isEqualTo(Verdict.SENT);
      MailAddress bad = new MailAddress("bad", "b.example");
      assertThat(client.send(FROM, bad, MESSAGE, yes).verdict()).isEqualTo(Verdict.REFUSED);
      assertThat(client.send(FROM, TO, MESSAGE, yes).verdict()).isEqualTo(Verdict.SENT);
    }
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.accepted()).hasSize(2);
  }

  @Test
  void asksTheServerForItsLimitBeforeItSends() {
    server.extensions("SIZE 20");
    assertThat(sent())
        .isEqualTo(
            new Outcome(Verdict.REFUSED, MESSAGE.length + " bytes, the server takes at most 20"));
    server.extensions("SIZE 2000");
    assertThat(sent().verdict()).isEqualTo(Verdict.SENT);
    assertThat(server.heard())
        .contains("MAIL FROM:<reports@daybook.example> SIZE=" + MESSAGE.length);
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
