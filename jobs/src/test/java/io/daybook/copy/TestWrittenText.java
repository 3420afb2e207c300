package io.daybook.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a date, an instant or a number, and what is refused. */
class TestWrittenText {
  private final WrittenText text = new WrittenText();

  @ParameterizedTest
  @CsvSource({
    "2026-03-29, 2026-03-29T00:00:00Z",
    "' 2026-03-29\t', 2026-03-29T00:00:00Z",
    "2026-03-29T10:15, 2026-03-29T10:15:00Z",
    "2026-03-29 10:15:30, 2026-03-29T10:15:30Z",
    "2026-03-29T10:15:30.5Z, 2026-03-29T10:15:30.5Z",
    "2026-03-29T10:15:30.123456000Z, 2026-03-29T10:15:30.123456Z",
    "2026-03-29T10:15:30+11:00, 2026-03-28T23:15:30Z",
    "2026-03-29 10:15:30+11, 2026-03-28T23:15:30Z",
    "2026-03-29 10:15:30-0930, 2026-03-29T19:45:30Z",
    "0001-01-01, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
    "2024-02-29T00:00:00-00:00, 2024-02-29T00:00:00Z",
  })
  void readsInstantsWithoutAZoneAsUtc(String written, String instant) {
    byte[] bytes = bytes(written);
    assertThat(text.timestamp(bytes, 3, bytes.length - 6)).isTrue();
    assertThat(text.value()).isEqualTo(micros(OffsetDateTime.parse(instant)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "yesterday",
        "infinity",
        "29.03.2026",
        "29/03/2026",
        "20260329",
        "2026-3-29",
        "2026-02-29",
        "2100-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "0000-01-01",
        "10000-01-01",
        "2026-03-29T",
        "2026-03-29  10:15",
        "2026-03-29t10:15:30z",
        "2026-03-29T24:00:00",
        "2026-03-29T10",
        "2026-03-29T10:60",
        "2026-03-29T10:15:60",
        "2026-03-29T10:15:30.",
        "2026-03-29T10:15:30.1234567",
        "2026-03-29T10:15:30 +11:00",
        "2026-03-29T10:15:30+1",
        "2026-03-29T10:15:30+11:",
        "2026-03-29T10:15:30+18:01",
        "2026-03-29T10:15:30+11:60",
        "2026-03-29T10:15:30 Europe/Vienna",
        "2026-03-29T10:15:30Zulu",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "２026-03-29"
      })
  void refusesWhatIsNoInstant(String written) {
    byte[] bytes = bytes(written);
    assertThat(text.timestamp(bytes, 3, bytes.length - 6)).isFalse();
  }

  /** As PostgreSQL's {@code ::date} takes it. */
  @ParameterizedTest
  @CsvSource({
    "' 1500-02-28 ', 1500-02-28",
    "2026-12-24T00:00:00.000Z, 2026-12-24",
    "2026-12-24T23:59:59.999-11:00, 2026-12-24",
    "2026-12-24 00:00+14, 2026-12-24",
    "0001-01-01T00:00:00+14:00, 0001-01-01",
    "9999-12-31T23:59:59.999999-11, 9999-12-31"
  })
  void theDateOfAnInstantIsTheOneThatIsWritten(String written, LocalDate day) {
    byte[] bytes = bytes(written);
    assertThat(text.date(bytes, 3, bytes.length - 6)).isTrue();
    assertThat(text.value()).isEqualTo(day.toEpochDay());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-12-24T",
        "2026-12-24T25:00",
        "2026-12-24T10:15Zulu",
        "2026-02-29T10:15Z",
        "2026-12-24x",
        "2026-12-24 10:15 x",
        "24.12.2026 10:15"
      })
  void refusesWhatIsNoDate(String written) {
    byte[] bytes = bytes(written);
    assertThat(text.date(bytes, 3, bytes.length - 6)).isFalse();
  }

  @Test
  void everyDayIsTheDayThatJavaCounts() {
    long last = LocalDate.of(9999, 12, 31).toEpochDay();
    for (long day = LocalDate.of(1, 1, 1).toEpochDay(); day <= last; day += 13) {
      byte[] bytes = bytes(LocalDate.ofEpochDay(day).toString());
      assertThat(text.date(bytes, 3, bytes.length - 6)).isTrue();
      assertThat(text.value()).isEqualTo(day);
    }
  }

  @Test
  void randomInstantsAreThoseThatJavaReads() {
    long seed = 20_260_329;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      OffsetDateTime instant =
          OffsetDateTime.of(1, 1, 2, 0, 0, 0, 0, ZoneOffset.UTC)
              .plusDays(random.nextInt(3_652_000))
              .plus(random.nextLong(86_400_000_000L), ChronoUnit.MICROS)
              .withOffsetSameInstant(ZoneOffset.ofTotalSeconds((random.nextInt(2160) - 1080) * 60));
      byte[] bytes = bytes(instant.toString());
      assertThat(text.timestamp(bytes, 3, bytes.length - 6))
          .as("seed %s %s", seed, instant)
          .isTrue();
      assertThat(text.value()).as("seed %s %s", seed, instant).isEqualTo(micros(instant));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 0",
    "-0, 2, 0",
    "12.5, 2, 1250",
    "' -12.50 ', 2, -1250",
    "007.1000, 1, 71",
    "9223372036854775807, 0, 9223372036854775807",
    "-9223372036854775808, 0, -9223372036854775808",
  })
  void readsPlainNumbers(String written, int scale, long value) {
    byte[] bytes = bytes(written);
    assertThat(text.number(bytes, 3, bytes.length - 6, scale)).isTrue();
    assertThat(text.value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "1e3",
        ".5",
        "5.",
        "1,5",
        "1 000",
        "0x10",
        "NaN",
        "$1",
        "1.001",
        "--1",
        "9223372036854775808",
        "92233720368547758.08",
        "-92233720368547758.09",
        "1.0.0"
      })
  void refusesWhatIsNoNumberOfTwoDigitsAfterThePoint(String written) {
    byte[] bytes = bytes(written);
    assertThat(text.number(bytes, 3, bytes.length - 6, 2)).isFalse();
  }

  /** Somewhere in a message, with digits around that are not its own. */
  private static byte[] bytes(String written) {
    return ("123" + written + "456").getBytes(StandardCharsets.UTF_8);
  }

  private static long micros(OffsetDateTime instant) {
    return Math.addExact(
        Math.multiplyExact(instant.toEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }
}
