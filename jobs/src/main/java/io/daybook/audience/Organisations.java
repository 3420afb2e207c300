package io.daybook.audience;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The organisations of a release, and why some of them can have no report. */
public final class Organisations {
  private final Map<String, Organisation> known = new HashMap<>();
  private final Map<String, String> broken = new HashMap<>();

  /**
   * Reads them.
   *
   * @param rows of {@code reports/organisations.sql}
   */
  public Organisations(List<Map<String, String>> rows) {
    for (Map<String, String> row : rows) {
      String id = row.get("tenant");
      if (id == null) {
        continue; // nobody's: there is no report that it could hold
      }
      try {
        known.put(id, organisation(id, row));
      } catch (IllegalArgumentException | DateTimeException e) {
        broken.put(id, "the organisation's settings cannot be read: " + e.getMessage());
      }
    }
  }

  private static Organisation organisation(String id, Map<String, String> row) {
    return new Organisation(
        id,
        row.getOrDefault("name", id),
        Boolean.parseBoolean(row.get("is_live")),
        ZoneId.of(row.getOrDefault("zone", "")),
        Boolean.parseBoolean(row.get("is_zone_valid")),
        currency(row.getOrDefault("currency", "")),
        locale(row.getOrDefault("locale", "")),
        DayOfWeek.of(Integer.parseInt(row.getOrDefault("week_start_day", "1"))),
        Month.of(Integer.parseInt(row.getOrDefault("fiscal_year_start", "1"))));
  }

  private static Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          code.isBlank() ? "it has no currency" : "currency " + code + " is none of ISO 4217", e);
    }
  }

  private static Locale locale(String tag) {
    try {
      return new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException("locale " + tag + " is not a language tag", e);
    }
  }

  /** The organisation of this id, unless its settings cannot be read. */
  public Optional<Organisation> of(String tenant) {
    return Optional.ofNullable(known.get(tenant));
  }

  /**
   * Whether it is neither deleted nor suspended. One whose settings cannot be read counts as live,
   * so that somebody is told; one that the release does not know is not.
   */
  public boolean isLive(String tenant) {
    return of(tenant).map(Organisation::isLive).orElse(broken.containsKey(tenant));
  }

  /** What it is called; its id where its settings cannot be read. */
  public String name(String tenant) {
    return of(tenant).map(Organisation::name).orElse(tenant);
  }

  /** Why it can have no report, whatever the report asks for; empty where it can. */
  public Optional<String> obstacle(String tenant) {
    if (broken.containsKey(tenant)) {
      return Optional.of(broken.get(tenant));
    }
    Organisation organisation = known.get(tenant);
    if (organisation == null) {
      return Optional.of("the organisation is not in the release");
    }
    if (!organisation.isLive()) {
      return Optional.of("the organisation is deleted or suspended");
    }
    return organisation.isZoneValid()
        ? Optional.empty()
        : Optional.of(
            "the organisation's time zone is not a region such as Australia/Sydney: nobody can say"
                + " when its days end");
  }
}
