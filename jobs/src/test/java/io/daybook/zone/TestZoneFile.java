package io.daybook.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TestZoneFile {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2046-01-01T00:00:00Z");

  /**
   * Zones whose data changed between 2025a and 2026f, and their aliases; all others are the same in
   * both. Of a JDK with newer data fewer differ.
   */
  private static final Set<String> CHANGED =
      Set.of(
          "Africa/Casablanca",
          "Africa/El_Aaiun",
          "America/Bogota",
          "America/Edmonton",
          "America/Ensenada",
          "America/Havana",
          "America/Inuvik",
          "America/Rainy_River",
          "America/Santa_Isabel",
          "America/Tijuana",
          "America/Vancouver",
          "America/Winnipeg",
          "America/Yellowknife",
          "Asia/Tehran",
          "Canada/Central",
          "Canada/Mountain",
          "Canada/Pacific",
          "Cuba",
          "Europe/Chisinau",
          "Europe/Tiraspol",
          "Iran",
          "Mexico/BajaNorte");

  /** Another program's reading of nearly the same data: the JDK's own compiler and reader. */
  @Test
  void agreesWithTheJdkWhereTheDataAreTheSame() throws IOException {
    Edition jdk = JdkEdition.find();
    Edition shipped = Zones.edition();
    Set<String> different = new TreeSet<>();
    int instants = 0;
    for (String name : jdk.names()) {
      Set<Instant> moments = moments(jdk.rules(name));
      moments.addAll(moments(shipped.rules(name)));
      instants += moments.size();
      if (!moments.stream()
          .allMatch(
              at -> jdk.rules(name).getOffset(at).equals(shipped.rules(name).getOffset(at)))) {
        different.add(name);
      }
    }
    assertThat(jdk.names()).hasSizeGreaterThan(580);
    assertThat(instants).isGreaterThan(40_000);
    assertThat(CHANGED).containsAll(different);
  }

  /** Every change and the second before it. */
  private static Set<Instant> moments(ZoneRules rules) {
    Set<Instant> moments = new TreeSet<>(Set.of(FIRST, LAST));
    ZoneOffsetTransition change = rules.nextTransition(FIRST);
    while (change != null && change.getInstant().isBefore(LAST)) {
      moments.add(change.getInstant());
      moments.add(change.getInstant().minusSeconds(1));
      change = rules.nextTransition(change.getInstant());
    }
    return moments;
  }

  /** What java.time asks about the clock on the wall goes other ways than instants do. */
  @Test
  void knowsTheGapsAndOverlapsOfClocks() {
    ZoneRules howe = Zones.rules("Australia/Lord_Howe");
    ZoneOffsetTransition gap = howe.getTransition(LocalDateTime.parse("2040-10-07T02:00"));
    assertThat(gap.isGap()).isTrue();
    assertThat(gap.getDuration().toMinutes()).isEqualTo(30);
    assertThat(howe.getValidOffsets(LocalDateTime.parse("2040-04-01T01:45"))).hasSize(2);
    assertThat(howe.getValidOffsets(LocalDateTime.parse("2040-04-01T02:00"))).hasSize(1);
    assertThat(
            Zones.rules("Pacific/Apia")
                .getTransition(LocalDateTime.parse("2011-12-30T12:00"))
                .getDuration())
        .hasHours(24);
    assertThat(Zones.rules("America/Nuuk").getOffset(Instant.parse("2023-08-01T00:00:00Z")))
        .as("standard time moved in March 2023, summer time came a year later")
        .hasToString("-02:00");
    assertThat(Zones.rules("Antarctica/Troll").getOffset(Instant.parse("2030-07-01T00:00:00Z")))
        .hasToString("+02:00");
  }

  @Test
  void readsEveryFormOfFooter() {
    assertThat(FutureRule.parse("MST7").standard()).hasToString("-07:00");
    assertThat(FutureRule.parse("<+0545>-5:45").standard()).hasToString("+05:45");
    assertThat(change("AEST-10AEDT,M10.1.0,M4.1.0/3", 2045, 0)).isEqualTo("2045-04-02T03:00");
    assertThat(change("AEST-10AEDT,M10.1.0,M4.1.0/3", 2045, 1)).isEqualTo("2045-10-01T02:00");
    assertThat(change("EET-2EEST,M3.5.0/3,M10.5.0/4", 2026, 0)).isEqualTo("2026-03-29T03:00");
    assertThat(change("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, 0)).isEqualTo("2026-03-28T23:00");
    assertThat(change("EET-2EEST,M3.4.4/50,M10.4.4/50", 2026, 0)).isEqualTo("2026-03-28T02:00");
    assertThat(change("<-04>4<-03>,M9.1.6/24,M4.1.6/24", 2026, 0)).isEqualTo("2026-04-05T00:00");
    assertThat(FutureRule.parse("IST-1GMT0,M10.5.0,M3.5.0/1").changes().get(1).getOffsetAfter())
        .as("in Ireland it is winter that differs from the standard")
        .hasToString("Z");
    assertThat(FutureRule.parse("EST5EDT,M3.2.0,M11.1.0").changes().get(0).getOffsetAfter())
        .hasToString("-04:00");
  }

  private static String change(String footer, int year, int index) {
    return FutureRule.parse(footer)
        .changes()
        .get(index)
        .createTransition(year)
        .getDateTimeBefore()
        .toString();
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatThrownBy(() -> FutureRule.parse("EST5EDT,J60,J300"))
        .hasMessageContaining("the footer cannot be read: EST5EDT,J60,J300");
    assertThatThrownBy(() -> FutureRule.parse("EST5EDT,M2.5.0/-1,M11.1.0"))
        .hasMessageContaining("the last week of February");
    assertThatThrownBy(() -> FutureRule.parse("EST5EDT,M3.1.0/-1,M11.1.0"))
        .hasMessageContaining("in the month before");
    assertThatThrownBy(() -> ZoneFile.rules(new byte[100]))
        .hasMessageContaining("is not a compiled zone");
    byte[] old = new byte[100];
    System.arraycopy(new byte[] {'T', 'Z', 'i', 'f'}, 0, old, 0, 4);
    assertThatThrownBy(() -> ZoneFile.rules(old)).hasMessageContaining("no times of 64 bits");
  }
}
