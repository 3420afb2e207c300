package io.daybook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.daybook.Eventually;
import io.daybook.clock.HandClock;
import io.daybook.config.DeliveryConfig;
import io.daybook.delivery.smtp.ScriptedSmtpServer;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Reaction;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Step;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDispatcher {
  @TempDir Path directory;

  private final HandClock clock = HandClock.at("2026-11-21T02:00:00Z");
  private DispatchFixture fixture;
  private ScriptedSmtpServer server;

  @BeforeEach
  void open() throws IOException {
    fixture = new DispatchFixture(directory, clock);
    server = ScriptedSmtpServer.start();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    fixture.close();
  }

  private DeliveryConfig live() {
    return fixture.live(server.port());
  }

  @Test
  void deliversAMailThatAnyReaderUnderstands() throws Exception {
    GreenMail mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mailbox.start();
    try {
      fixture.confirm();
      long id = fixture.record(Messages.to("cfo@b\u00fccher.example"));
      Tally tally = fixture.drain(fixture.live(mailbox.getSmtp().getPort()));
      assertThat(tally).hasToString("1 sent");

      MimeMessage mail = mailbox.getReceivedMessages()[0];
      assertThat(mail.getSubject()).isEqualTo("Revenue of last week");
      assertThat(mail.getFrom()[0])
          .hasToString(
              new jakarta.mail.internet.InternetAddress(
                      "reports@daybook.example", "Daybook \u2013 B\u00fccher", "UTF-8")
                  .toString());
      assertThat(mail.getAllRecipients()[0]).hasToString("cfo@xn--bcher-kva.example");
      assertThat(mail.getMessageID())
          .isEqualTo("<" + fixture.read(id).key().hash() + "@daybook.example>");
      Multipart mixed = (Multipart) mail.getContent();
      assertThat(mixed.getContentType()).startsWith("multipart/mixed");
      Multipart alternative = (Multipart) mixed.getBodyPart(0).getContent();
      assertThat(alternative.getBodyPart(0).getContent()).isEqualTo("Revenue 12\r\n");
      Multipart related = (Multipart) alternative.getBodyPart(1).getContent();
      assertThat(related.getBodyPart(0).getContent().toString()).contains("cid:trend");
      assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<trend>");
      assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("revenue.csv");
      assertThat(mixed.getBodyPart(1).getInputStream().readAllBytes())
          .isEqualTo("day,cents\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(fixture.read(id).note())
          .hasValueSatisfying(note -> assertThat(note).startsWith("250"));
      assertThat(fixture.written()).isEmpty();
    } finally {
      mailbox.stop();
    }
  }

  @Test
  void triesAgainAfterFiveThirtyAndSixtyMinutesThenHourlyForADay() throws Exception {
    fixture.confirm();
    long id = fixture.record(Messages.to("cfo@b.example"));
    server.at(Step.RCPT, Reaction.reply("451 greylisted"));
    List<Long> minutes = new ArrayList<>();
    try (Dispatcher dispatcher = fixture.dispatcher(live())) {
      for (long minute = 0; minute <= 1500; minute++) {
        int before = fixture.read(id).attempt();
        if (minute % 5 == 0) {
          dispatcher.drain();
          if (fixture.read(id).attempt() > before) {
            minutes.add(minute);
          }
        }
        clock.move(Duration.ofMinutes(1));
      }
    }
    assertThat(minutes).startsWith(0L, 5L, 30L, 60L, 120L, 180L).endsWith(1380L, 1440L).hasSize(27);
    assertThat(fixture.read(id).note()).contains("given up: 451 greylisted");
    assertThat(fixture.status(id)).isEqualTo(DeliveryStatus.FAILED);
    assertThat(fixture.alerts)
        .extracting(DaybookException::code)
        .containsExactly(Code.DELIVERY_FAILED);
  }

  @Test
  void deliversOnTheFirstAttemptAfterTheServerIsWilling() throws Exception {
    fixture.confirm();
    long id = fixture.record(Messages.to("cfo@b.example"));
    server.at(Step.RCPT, Reaction.reply("451 greylisted"));
    assertThat(fixture.drain(live())).hasToString("1 later");
    server.at(Step.RCPT, Reaction.usual());
    assertThat(fixture.drain(live())).hasToString("nothing to deliver");
    clock.move(Duration.ofMinutes(5));
    assertThat(fixture.drain(live())).hasToString("1 sent");
    assertThat(fixture.deliveries.attempts(id))
        .extracting(Attempt::reply)
        .containsExactly(Optional.of("451 greylisted"), Optional.of("250 queued"));
  }

  @Test
  void neverSendsAgainWhatWasRefusedAndOneRefusalStopsNoOther() throws Exception {
    fixture.confirm();
    List<String> codes = List.of("550", "552", "553", "554");
    codes.forEach(code -> fixture.record(Messages.to("c" + code + "@b.example")));
    long good = fixture.record(Messages.to("good@b.example"));
    server.script(
        (step, text) -> {
          if (step == Step.RCPT && text.contains("<c")) {
            return Reaction.reply(
                text.substring(text.indexOf("<c") + 2, text.indexOf('@')) + " no");
          }
          return Reaction.usual();
        });
    assertThat(fixture.drain(live())).hasToString("1 sent, 4 failed");
    assertThat(fixture.status(good)).isEqualTo(DeliveryStatus.SENT);
    server.at(Step.RCPT, Reaction.usual());
    clock.move(Duration.ofDays(2));
    assertThat(fixture.drain(live())).hasToString("nothing to deliver");
    assertThat(server.recipients()).containsExactly("good@b.example");
  }

  @Test
  void leavesUnknownWhatTheServerMayHaveAndTellsOnce() throws Exception {
    fixture.confirm();
    long kept = fixture.record(Messages.to("kept@b.example"));
    server.at(Step.END, Reaction.acceptAndDrop());
    assertThat(fixture.drain(live())).hasToString("1 unknown");
    long lost = fixture.record(Messages.to("lost@b.example"));
    server.at(Step.END, Reaction.drop());
    assertThat(fixture.drain(live())).hasToString("1 unknown");
    server.at(Step.END, Reaction.usual());
    clock.move(Duration.ofDays(2));
    assertThat(fixture.drain(live())).hasToString("nothing to deliver");
    assertThat(server.recipients()).containsExactly("kept@b.example");
    assertThat(fixture.alerts)
        .extracting(DaybookException::code)
        .containsExactly(Code.DELIVERY_UNKNOWN, Code.DELIVERY_UNKNOWN);
    assertThat(fixture.alerts.get(0).getMessage())
        .contains("Cannot tell whether 1 messages arrived: deliveries " + kept)
        .contains("daybook deliveries resend " + kept);

    Delivery again = fixture.deliveries.resend(lost, "ada");
    assertThat(fixture.drain(live())).hasToString("1 sent");
    assertThat(fixture.status(again.id())).isEqualTo(DeliveryStatus.SENT);
    assertThat(fixture.status(lost)).isEqualTo(DeliveryStatus.UNKNOWN);
    assertThat(server.accepted().get(1).header("Message-ID:"))
        .isNotEqualTo(server.accepted().get(0).header("Message-ID:"));
  }

  @Test
  void keepsMailsWhileTheServerIsAwayAndEverythingElseGoesOn() throws Exception {
    fixture.confirm();
    for (int i = 0; i < 5; i++) {
      fixture.record(Messages.to("r" + i + "@b.example"));
    }
    long folder =
        fixture.record(
            Messages.of(
                new DeliveryKey(
                    "renoz", Messages.TENANT, "r", "2026-11-20", Channel.FOLDER, "finance", 0)));
    int port = server.port();
    server.close();
    try (Dispatcher dispatcher = fixture.dispatcher(fixture.live(port))) {
      Tally away = dispatcher.drain();
      assertThat(away.sent()).isEqualTo(1);
      assertThat(away.later()).isBetween(1, 2);
      assertThat(fixture.status(folder)).isEqualTo(DeliveryStatus.SENT);
      dispatcher.drain();
      assertThat(fixture.alerts)
          .extracting(DaybookException::code)
          .containsExactly(Code.MAIL_SERVER);

      server = ScriptedSmtpServer.start(port);
      clock.move(Duration.ofMinutes(5));
      assertThat(dispatcher.drain()).hasToString("5 sent");
    }
    assertThat(server.recipients()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void worksUntilItIsStoppedAndDoesNotWaitForAServerThatIsSilent() throws Exception {
    fixture.confirm();
    long first = fixture.record(Messages.to("first@b.example"));
    try (Dispatcher dispatcher = fixture.dispatcher(live())) {
      dispatcher.start(Duration.ofMillis(20));
      Eventually.until(() -> fixture.status(first) == DeliveryStatus.SENT);
      server.at(Step.END, Reaction.stall());
      long second = fixture.record(Messages.to("second@b.example"));
      Eventually.until(
          () -> !server.heard().isEmpty() && fixture.status(second) == DeliveryStatus.SENDING);
      assertThat(dispatcher.stop(Duration.ofMillis(100))).isFalse();
      long third = fixture.record(Messages.to("third@b.example"));
      server.close();
      Eventually.until(() -> fixture.status(second) == DeliveryStatus.UNKNOWN);
      assertThat(dispatcher.stop(Eventually.LIMIT)).isTrue();
      assertThat(fixture.status(third)).isEqualTo(DeliveryStatus.PENDING);
    }
  }

  @Test
  void writesIntoAFolderOfTheChannelAndNowhereElse() throws Exception {
    fixture.confirm();
    List<String> paths = List.of("finance/au", "../../outside", "/etc");
    for (String path : paths) {
      fixture.record(
          Messages.of(
              new DeliveryKey(
                  "renoz", Messages.TENANT, "r", "2026-11-20", Channel.FOLDER, path, 0)));
    }
    assertThat(fixture.drain(live())).hasToString("1 sent, 2 failed");
    assertThat(fixture.written())
        .hasSize(4)
        .allMatch(file -> file.startsWith(Path.of("live", "finance", "au")));
    assertThat(fixture.folder.resolveSibling("outside")).doesNotExist();
  }

  @Test
  void waitsForContentsThatCannotBeRead() throws Exception {
    fixture.confirm();
    long id = fixture.record(Messages.to("cfo@b.example"));
    Part csv = fixture.deliveries.parts(id).get(3);
    Path file = directory.resolve("book").resolve(csv.sha256());
    byte[] right = Files.readAllBytes(file);
    Files.writeString(file, "someone else's numbers");
    assertThat(fixture.drain(live())).hasToString("1 later");
    assertThat(fixture.read(id).note().orElseThrow())
        .startsWith("BOOK-CORRUPT Cannot deliver revenue.csv: what lies under its SHA-256");
    Files.write(file, right);
    clock.move(Duration.ofMinutes(5));
    assertThat(fixture.drain(live())).hasToString("1 sent");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void sendsTheSameBytesAtEveryAttempt() throws Exception {
    fixture.confirm();
    fixture.record(Messages.to("cfo@b.example"));
    List<String> tries = new ArrayList<>();
    server.script(
        (step, text) -> {
          if (step == Step.END) {
            tries.add(text);
            return tries.size() < 2 ? Reaction.reply("451 later") : Reaction.usual();
          }
          return Reaction.usual();
        });
    fixture.drain(live());
    clock.move(Duration.ofMinutes(5));
    fixture.drain(live());
    assertThat(tries).hasSize(2);
    assertThat(tries.get(1)).isEqualTo(tries.get(0));
  }

  @Test
  void letsNoHeaderInThroughSubjectOrFileName() throws Exception {
    fixture.confirm();
    String evil = "Q3\r\nBcc: spy@else.example\r\n\r\n<script>\u202Efdp.exe\u2028X: y\u0000";
    fixture.record(
        new Message(
            Messages.key("cfo@b.example"),
            OptionalLong.empty(),
            evil,
            "x",
            "x",
            List.of(MessageFile.of(evil, "image/png", new byte[1])),
            List.of(
                MessageFile.of(evil, "text/csv", new byte[1]),
                MessageFile.of("../../" + evil, "text/csv", new byte[1]))));
    assertThat(fixture.drain(live())).hasToString("1 sent");
    ScriptedSmtpServer.Accepted mail = server.accepted().get(0);
    assertThat(server.recipients()).containsExactly("cfo@b.example");
    List<String> headers =
        Arrays.stream(mail.message().split("\r\n"))
            .filter(line -> line.matches("[A-Za-z-]+:.*"))
            .toList();
    assertThat(headers.stream().map(line -> line.substring(0, line.indexOf(':'))))
        .doesNotContain("Bcc", "X")
        .contains("Subject", "Content-Disposition");
    MimeMessage parsed =
        new MimeMessage(
            null,
            new java.io.ByteArrayInputStream(mail.message().getBytes(StandardCharsets.US_ASCII)));
    assertThat(parsed.getSubject()).isEqualTo("Q3 Bcc: spy@else.example <script>fdp.exe X: y");
    Multipart mixed = (Multipart) parsed.getContent();
    assertThat(mixed.getBodyPart(2).getFileName())
        .doesNotContain("/", "\\", "\r", "\n", "\u202E")
        .startsWith("_");
  }

  @Test
  void sendsOneMessageToEachOfManyOverFewConnections() throws Exception {
    int count = Integer.getInteger("daybook.test.recipients", 500);
    fixture.confirm();
    for (int i = 0; i < count; i++) {
      fixture.deliveries.record(Messages.to("r" + i + "@b.example"), fixture.contents);
    }
    assertThat(fixture.drain(live()).sent()).isEqualTo(count);
    assertThat(server.recipients().stream().collect(Collectors.toSet())).hasSize(count);
    assertThat(server.accepted()).hasSize(count);
    assertThat(server.connections()).isLessThanOrEqualTo(count / 100 + 2);
  }
}
