package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import io.daybook.audience.Organisation;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;

/** Whose report it is, and how this organisation reads numbers and dates. */
public record Tenant(String id, String name, ZoneId zone, Currency currency, Locale locale) {
  public Tenant {
    requireNonNull(id, "id is null");
    name = OneLine.label("name", name);
    requireNonNull(zone, "zone is null");
    requireNonNull(currency, "currency is null");
    requireNonNull(locale, "locale is null");
  }

  /** As reports name an organisation. */
  public static Tenant of(Organisation organisation) {
    return new Tenant(
        organisation.id(),
        organisation.name(),
        organisation.zone(),
        organisation.currency(),
        organisation.locale());
  }
}
