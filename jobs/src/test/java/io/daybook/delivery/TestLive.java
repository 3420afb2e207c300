package io.daybook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.clock.HandClock;
import io.daybook.config.DeliveryConfig;
import io.daybook.config.DeliveryMode;
import io.daybook.delivery.smtp.ScriptedSmtpServer;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Reaction;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Step;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To whom mails may go, and to whom they do not. */
class TestLive {
  @TempDir Path directory;

  private DispatchFixture fixture;
  private ScriptedSmtpServer server;

  @BeforeEach
  void open() throws IOException {
    fixture = new DispatchFixture(directory, HandClock.at("2026-11-21T02:00:00Z"));
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
  void sendsNothingToAnybodyUnlessTheConfigurationSaysLive() throws Exception {
    fixture.confirm();
    long id = fixture.record(Messages.to("cfo@b.example"));
    Tally tally = fixture.drain(DeliveryConfig.defaults(fixture.folder.getParent()));
    assertThat(tally).hasToString("1 written in shadow");
    assertThat(fixture.status(id)).isEqualTo(DeliveryStatus.SHADOWED);

    fixture.record(Messages.to("ceo@b.example"));
    fixture.drain(DispatchFixture.config(fixture.folder, server.port(), DeliveryMode.SHADOW));
    assertThat(server.connections()).isZero();
    assertThat(fixture.written())
        .hasSize(10)
        .allMatch(
            file -> file.startsWith(Path.of("shadow", "renoz", Messages.TENANT, "weekly-revenue")))
        .extracting(file -> file.getFileName().toString())
        .contains("message.eml", "message.html", "message.txt", "revenue.csv", "chart-1.png");
    Path mail =
        fixture.written().stream()
            .filter(file -> file.toString().endsWith("for ceo@b.example/message.eml"))
            .findFirst()
            .orElseThrow();
    String eml = Files.readString(fixture.folder.resolve(mail));
    assertThat(eml).contains("To: ceo@b.example").contains("Message-ID: <");
    assertThat(fixture.drain(live())).hasToString("nothing to deliver");
  }

  @Test
  void refusesToBeLiveBeforeAPersonHasConfirmed() throws Exception {
    long id = fixture.record(Messages.to("cfo@b.example"));
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> fixture.drain(live()))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.DELIVERY_UNCONFIRMED))
        .withMessageContaining("says that renoz is live")
        .withMessageContaining("go-live renoz --confirm \"the own sender of renoz is off\"");
    assertThat(fixture.status(id)).isEqualTo(DeliveryStatus.PENDING);
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> fixture.confirmations.confirm("renoz", Optional.empty(), "yes", "ada"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.USAGE));

    fixture.confirm();
    fixture.confirm();
    assertThat(fixture.drain(live())).hasToString("1 sent");

    assertThat(fixture.confirmations.withdraw("renoz", Optional.empty(), "ada")).isTrue();
    fixture.record(Messages.to("ceo@b.example"));
    assertThatExceptionOfType(DaybookException.class).isThrownBy(() -> fixture.drain(live()));
    assertThat(server.recipients()).containsExactly("cfo@b.example");
  }

  @Test
  void withholdsAMailWhoseConfirmationIsWithdrawnWhileItIsUnderWay() throws Exception {
    fixture.confirm();
    long id = fixture.record(Messages.to("cfo@b.example"));
    server.script(
        (step, text) -> {
          if (step == Step.RCPT) {
            fixture.confirmations.withdraw("renoz", Optional.empty(), "ada");
          }
          return Reaction.usual();
        });
    assertThat(fixture.drain(live())).hasToString("1 later");
    assertThat(fixture.status(id)).isEqualTo(DeliveryStatus.RETRY);
    assertThat(server.heard()).doesNotContain("DATA");
    assertThat(server.accepted()).isEmpty();
  }

  @Test
  void isLiveForTheTenantsThatAreLiveAndNoOther() throws Exception {
    String other = "9a000000-0000-4000-8000-000000000002";
    DeliveryConfig live = live();
    DeliveryConfig config =
        new DeliveryConfig(
            live.from(),
            live.smtp(),
            live.folder(),
            Optional.empty(),
            Set.of(),
            live.largest(),
            live.giveUpAfter(),
            Map.of(
                "renoz",
                new DeliveryConfig.Modes(DeliveryMode.SHADOW, Map.of(other, DeliveryMode.LIVE))));
    fixture.confirmations.confirm(
        "renoz", Optional.of(other), "the own sender of renoz is off for tenant " + other, "ada");
    fixture.record(Messages.to("shadow@b.example"));
    fixture.record(
        Messages.of(
            new DeliveryKey(
                "renoz", other, "r", "2026-11-20", Channel.EMAIL, "live@b.example", 0)));
    assertThat(fixture.drain(config)).hasToString("1 sent, 1 written in shadow");
    assertThat(server.recipients()).containsExactly("live@b.example");
  }

  @Test
  void sendsATrialToTheOperatorOnly() throws Exception {
    long id = fixture.record(Messages.to("cfo@b.example"));
    Tally tally = fixture.drain(DispatchFixture.redirected(live(), "trial@daybook.example"));
    assertThat(tally).hasToString("1 sent");
    assertThat(server.recipients()).containsExactly("trial@daybook.example");
    String mail = server.accepted().get(0).message();
    assertThat(mail)
        .contains("To: trial@daybook.example")
        .contains("Subject: [trial, for cfo@b.example] Revenue of last week")
        .doesNotContain("To: cfo@b.example");
    assertThat(fixture.deliveries.attempts(id).get(0).sentTo()).contains("trial@daybook.example");
  }

  @Test
  void checksTheRecipientAndTheSizeBeforeItSpeaksToAServer() throws Exception {
    fixture.confirm();
    long stranger = fixture.record(Messages.to("spy@else.example"));
    long injected = fixture.record(Messages.to("cfo@b.example>\r\nRCPT TO:<spy@else.example"));
    long none = fixture.record(Messages.to("nobody"));
    long two = fixture.record(Messages.to("a@b.example,c@b.example"));
    long allowed = fixture.record(Messages.to("cfo@B\u00dcCHER.example"));
    long large =
        fixture.record(
            new Message(
                Messages.key("large@b.example"),
                OptionalLong.empty(),
                "x",
                "x",
                "x",
                List.of(),
                List.of(MessageFile.of("x.pdf", "application/pdf", new byte[100_000]))));
    Tally tally =
        fixture.drain(
            DispatchFixture.limited(live(), Set.of("b\u00fccher.example", "b.example"), 100_000));
    assertThat(tally).hasToString("1 sent, 5 failed");
    assertThat(fixture.status(allowed)).isEqualTo(DeliveryStatus.SENT);
    assertThat(fixture.read(stranger).note())
        .contains("else.example is not among the domains that delivery.allowed_domains names");
    assertThat(fixture.read(large).note().orElseThrow())
        .matches("1\\d{5} bytes, delivery.largest allows 100000");
    for (long id : List.of(injected, none, two)) {
      assertThat(fixture.read(id).note().orElseThrow()).startsWith("no address that mail servers");
    }
    assertThat(server.recipients()).containsExactly("cfo@xn--bcher-kva.example");
    assertThat(server.heard()).noneMatch(line -> line.contains("else.example"));
    assertThat(fixture.alerts)
        .singleElement()
        .satisfies(alert -> assertThat(alert.code()).isEqualTo(Code.DELIVERY_FAILED))
        .satisfies(
            alert ->
                assertThat(alert.getMessage())
                    .contains("Cannot deliver 5 messages: deliveries " + stranger)
                    .doesNotContain("else.example"));
  }
}
