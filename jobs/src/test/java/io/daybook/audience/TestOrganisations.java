package io.daybook.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestOrganisations {
  private static final Map<String, String> WHOLE =
      Map.of(
          "tenant", "north",
          "name", "North",
          "is_live", "true",
          "zone", "Australia/Sydney",
          "is_zone_valid", "true",
          "currency", "AUD",
          "locale", "en-AU");

  /** A NULL of the release is left out of its row. */
  private static Organisations with(String column, String value) {
    Map<String, String> row = new HashMap<>(WHOLE);
    if (value == null) {
      row.remove(column);
    } else {
      row.put(column, value);
    }
    return new Organisations(List.of(row));
  }

  @ParameterizedTest
  @CsvSource({
    "currency, , the organisation's settings cannot be read: it has no currency",
    "currency, YEN, the organisation's settings cannot be read: currency YEN is none of ISO 4217",
    "locale, x_y_z_, the organisation's settings cannot be read: locale x_y_z_ is not a language tag",
    "is_live, false, the organisation is deleted or suspended",
    "tenant, south, the organisation is not in the release"
  })
  void canHaveNoReportForAReason(String column, String value, String reason) {
    assertThat(with(column, value).obstacle("north")).contains(reason);
  }

  @Test
  void canHaveOneWithoutANameOrAWeekday() {
    assertThat(with("name", null).obstacle("north")).isEmpty();
    assertThat(with("name", null).name("north")).isEqualTo("north");
    assertThat(with("week_start_day", null).obstacle("north")).isEmpty();
  }

  /** Somebody has to be told of what nobody can read; nobody of what is not there. */
  @Test
  void areLiveWhereTheirSettingsCannotBeRead() {
    assertThat(with("currency", null).isLive("north")).isTrue();
    assertThat(with("tenant", "south").isLive("north")).isFalse();
    assertThat(with("tenant", null).isLive("")).isFalse();
  }
}
