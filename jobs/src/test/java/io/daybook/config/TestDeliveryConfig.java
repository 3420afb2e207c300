package io.daybook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDeliveryConfig {
  @TempDir Path directory;

  private DeliveryConfig load(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("daybook.yml"), text);
    return DaybookConfig.load(directory, file, name -> "hunter2").delivery();
  }

  @Test
  void isShadowForEverybodyByDefault() throws IOException {
    DeliveryConfig config = load("directory: own\n");
    assertThat(config).isEqualTo(DeliveryConfig.defaults(directory.resolve("own")));
    assertThat(config.folder()).isEqualTo(directory.resolve("own/delivered"));
    assertThat(config.mode("renoz", "any")).isEqualTo(DeliveryMode.SHADOW);
    assertThat(config.smtp()).isEmpty();
    assertThat(config.largest()).isEqualTo(20_000_000);
    assertThat(config.giveUpAfter()).isEqualTo(Duration.ofDays(1));
    assertThat(
            load(
                "delivery: {sources: {renoz: {tenants: {a: live}}, other: {}}, smtp: {host: h}, from: a@b.c}\n"))
        .satisfies(
            given -> {
              assertThat(given.mode("renoz", "a")).isEqualTo(DeliveryMode.LIVE);
              assertThat(given.mode("renoz", "b")).isEqualTo(DeliveryMode.SHADOW);
              assertThat(given.mode("other", "a")).isEqualTo(DeliveryMode.SHADOW);
            });
  }

  @Test
  void takesExplicitValues() throws IOException {
    DeliveryConfig config =
        load(
            """
            delivery:
              from: Daybook <reports@example.com>
              smtp:
                host: mail.internal
                user: daybook
                password: {env: SMTP}
                tls: implicit
                timeout: 5s
                final_timeout: 2m
              folder: out
              redirect_to: trial@example.com
              allowed_domains: [Example.com, example.org]
              largest: 500kB
              give_up_after: 8h
              sources:
                renoz: {mode: live, tenants: {4f1c: shadow}}
            """);
    assertThat(config.from()).contains("Daybook <reports@example.com>");
    SmtpConfig smtp = config.smtp().orElseThrow();
    assertThat(smtp.where()).isEqualTo("mail.internal:465");
    assertThat(smtp.user()).contains("daybook");
    assertThat(smtp.password().orElseThrow().reveal()).isEqualTo("hunter2");
    assertThat(smtp.tls()).isEqualTo(SmtpConfig.Tls.IMPLICIT);
    assertThat(smtp.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(smtp.finalTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(smtp.toString()).doesNotContain("hunter2");
    assertThat(config.folder()).isEqualTo(directory.resolve("out"));
    assertThat(config.redirectTo()).contains("trial@example.com");
    assertThat(config.allowedDomains()).containsExactlyInAnyOrder("example.com", "example.org");
    assertThat(config.largest()).isEqualTo(500_000);
    assertThat(config.giveUpAfter()).isEqualTo(Duration.ofHours(8));
    assertThat(config.sources())
        .isEqualTo(
            Map.of(
                "renoz",
                new DeliveryConfig.Modes(DeliveryMode.LIVE, Map.of("4f1c", DeliveryMode.SHADOW))));
  }

  @Test
  void asksForStarttlsAndItsPortUnlessToldOtherwise() throws IOException {
    SmtpConfig smtp = load("delivery: {smtp: {host: h}}\n").smtp().orElseThrow();
    assertThat(smtp)
        .isEqualTo(
            new SmtpConfig(
                "h",
                587,
                Optional.empty(),
                Optional.empty(),
                SmtpConfig.Tls.STARTTLS,
                Duration.ofSeconds(30),
                Duration.ofMinutes(10)));
    assertThat(load("delivery: {smtp: {host: h, tls: none}}\n").smtp().orElseThrow().port())
        .isEqualTo(25);
  }

  @Test
  void reportsEveryMistakeAtOnceWithItsLine() {
    String text =
        """
        delivery:
          fromm: x@y.z
          from: Daybook reports@example.com
          smtp: {host: h, user: u, password: hunter2, tls: none, port: 99999, timeout: 0s}
          redirect_to: a@b.c, d@e.f
          allowed_domains: ["*.example.com", a@b.c]
          largest: 20
          give_up_after: 30d
          sources:
            renoz: {mode: lve, tenant: {a: live}}
        """;
    assertThatThrownBy(() -> load(text))
        .hasMessageContaining("daybook.yml:2 delivery.fromm: is unknown, did you mean from?")
        .hasMessageContaining("daybook.yml:3 delivery.from: must be like Daybook <reports@")
        .hasMessageContaining("daybook.yml:4 delivery.smtp.password: must not stand here")
        .hasMessageContaining("daybook.yml:4 delivery.smtp.tls: must be starttls or implicit: the")
        .hasMessageContaining("daybook.yml:4 delivery.smtp.port: must be from 1 to 65535")
        .hasMessageContaining("daybook.yml:4 delivery.smtp.timeout: must be more than nothing")
        .hasMessageContaining("daybook.yml:5 delivery.redirect_to: must be one address")
        .hasMessageContaining("daybook.yml:6 delivery.allowed_domains: must be domains like")
        .hasMessageContaining("daybook.yml:7 delivery.largest: must be a size such as 20MB, not 20")
        .hasMessageContaining("daybook.yml:8 delivery.give_up_after: must be at most 5d")
        .hasMessageContaining(
            "daybook.yml:10 delivery.sources.renoz.mode: must be shadow or live, not lve, did you mean live?")
        .hasMessageContaining(
            "daybook.yml:10 delivery.sources.renoz.tenant: is unknown, did you mean tenants?")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void wantsAServerAndASenderForWhatIsLive() {
    assertThatThrownBy(() -> load("delivery: {sources: {renoz: {mode: live}}}\n"))
        .hasMessageContaining("delivery.smtp: is missing: a source is live")
        .hasMessageContaining("delivery.from: is missing: a source is live");
  }
}
