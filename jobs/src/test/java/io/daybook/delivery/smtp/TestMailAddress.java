package io.daybook.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestMailAddress {
  @Test
  void readsWhatMailServersTake() throws Unusable {
    Map<String, String> addresses =
        Map.of(
            "a.b+c_d@Example.COM", "a.b+c_d@example.com",
            "x@m\u00fcller.example", "x@xn--mller-kva.example",
            "x@\u4f8b\u3048.jp", "x@xn--r8jz45g.jp",
            "x@xn--mller-kva.example", "x@xn--mller-kva.example",
            "root@localhost", "root@localhost");
    for (Map.Entry<String, String> each : addresses.entrySet()) {
      assertThat(MailAddress.parse(each.getKey())).hasToString(each.getValue());
    }
  }

  @Test
  void refusesEverythingElse() {
    for (String text :
        List.of(
            "",
            "a",
            "@b.c",
            "a@",
            "a@b@c.d",
            "a b@c.d",
            "a@b c.d",
            "<a@b.c>",
            "A <a@b.c>",
            "a@b.c,d@e.f",
            "a@b.c\r\nRCPT TO:<d@e.f>",
            "a@b.c\u0000",
            "\"a b\"@c.d",
            "m\u00fcller@c.d",
            ".a@b.c",
            "a..b@c.d",
            "a@-b.c",
            "a@b..c",
            "a@[127.0.0.1]",
            "a@b_c.d",
            "a@b.c\u202E",
            "a".repeat(65) + "@b.c",
            "a@" + "b.".repeat(130) + "c")) {
      assertThatExceptionOfType(Unusable.class)
          .as(text)
          .isThrownBy(() -> MailAddress.parse(text))
          .withMessageNotContainingAny("\r", "\n", "\u0000");
    }
  }

  @Test
  void refusesADomainThatTwoStandardsReadAsTwoDomains() {
    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> MailAddress.parse("a@stra\u00dfe.example"))
        .withMessage("two readings of this domain, give its xn-- form: stra\u00dfe.example");
  }
}
