package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.schema.DataType;
import io.daybook.zone.Zones;
import java.time.ZoneId;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads how a source tells its tenants apart, or that it has one alone. */
final class TenantLoader {
  static final String KEY = "tenants";

  /** Keys beside {@code tenants: none}, which is no mapping that could hold them. */
  static final String ONLY = "tenant";

  static final String ZONE = "default_zone";

  private static final String NONE = "none";

  /** Of a source whose tables know their tenants by other columns, or by their parents alone. */
  private static final String TENANT_COLUMN = "tenant_id";

  private final YamlMap file;
  private final String source;

  TenantLoader(YamlMap file, String source) {
    this.file = file;
    this.source = source;
  }

  /** Whether no table tells tenants apart. */
  static boolean isOne(YamlMap file) {
    return file.has(KEY) && !file.isMap(KEY) && file.optionalText(KEY).equals(Optional.of(NONE));
  }

  /** Whether it is said at all; of what a source must say, all else follows from this. */
  static boolean isSaid(YamlMap file) {
    return file.isMap(KEY) || isOne(file);
  }

  /** The zone of whatever no table says another zone of. */
  static Optional<String> defaultZone(YamlMap file) {
    return (file.isMap(KEY) ? file.map(KEY) : file).optionalText(ZONE);
  }

  /** Whether a column says the zone of each tenant. */
  static boolean hasZones(YamlMap file) {
    return file.isMap(KEY) && file.map(KEY).has("zone");
  }

  TenantRule load(Map<String, SourceTable> tables) {
    if (isOne(file)) {
      return only();
    }
    for (String key : List.of(ONLY, ZONE)) {
      if (file.has(key)) {
        file.problem(key, "goes with tenants: none; here it is of the block tenants");
      }
    }
    return isSaid(file) ? rule(file.map(KEY), tables) : missing();
  }

  private TenantRule missing() {
    file.problem(
        KEY,
        "must say whose the rows are: name the table with one row a tenant, {table: companies, key:"
            + " id, column: company_id, default_zone: UTC}; or say tenants: none, and default_zone"
            + " beside it, where one business has the database alone");
    return new TenantRule(
        "", "", TENANT_COLUMN, Optional.empty(), ZoneId.of("UTC"), Optional.empty());
  }

  private TenantRule only() {
    YamlMap said = file.map(ONLY);
    said.only("id", "name", "column", "currency", "locale");
    String id = said.optionalText("id").orElse(source);
    Optional<String> currency = said.optionalText("currency");
    currency
        .filter(code -> !isCurrency(code))
        .ifPresent(code -> said.problem("currency", code + " is none of ISO 4217, such as EUR"));
    Optional<String> locale = said.optionalText("locale");
    locale
        .filter(tag -> !isLocale(tag))
        .ifPresent(tag -> said.problem("locale", tag + " is not a language tag, such as en-AU"));
    TenantRule.Only tenant =
        new TenantRule.Only(id, said.optionalText("name").orElse(id), currency, locale);
    return new TenantRule(
        "",
        "",
        said.optionalText("column").orElse(TENANT_COLUMN),
        Optional.empty(),
        zone(file),
        Optional.empty(),
        Optional.of(tenant));
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }

  private static boolean isLocale(String tag) {
    try {
      new Locale.Builder().setLanguageTag(tag);
      return true;
    } catch (IllformedLocaleException e) {
      return false;
    }
  }

  private static TenantRule rule(YamlMap rule, Map<String, SourceTable> tables) {
    rule.only("table", "key", "column", "zone", ZONE);
    String table = rule.text("table");
    String key = rule.text("key");
    Optional<String> zone = rule.optionalText("zone");
    SourceTable tenants = tables.get(table);
    if (tenants == null) {
      if (!table.isEmpty()) {
        rule.problem(
            "table",
            table + " is not among the tables" + Problems.didYouMean(table, tables.keySet()));
      }
    } else {
      List<String> columns = tenants.columns().stream().map(SourceColumn::name).toList();
      for (String role : List.of("key", "zone")) {
        String column = rule.optionalText(role).orElse("");
        if (!column.isEmpty() && !columns.contains(column)) {
          rule.problem(
              role, table + " has no column " + column + Problems.didYouMean(column, columns));
        }
      }
      if (columns.contains(key) && !tenants.key().equals(List.of(key))) {
        rule.problem("key", key + " is not the primary key of " + table);
      }
      tenants.column(key).ifPresent(column -> requireTenantType(rule, column));
      zone.flatMap(tenants::column).ifPresent(column -> requireZoneType(rule, column));
    }
    String column = rule.optionalText("column").orElse(TENANT_COLUMN);
    return new TenantRule(
        table,
        key,
        column,
        zone,
        zone(rule),
        tenants == null ? Optional.empty() : tenants.deletedColumn());
  }

  /** A tenant is text to us: of whatever becomes the same text in every engine. */
  static boolean canBeTenants(DataType type) {
    return switch (type.kind()) {
      case TEXT, UUID, INTEGER, BIGINT -> true;
      case DECIMAL -> type.scale() == 0;
      default -> false;
    };
  }

  private static void requireTenantType(YamlMap rule, SourceColumn key) {
    if (!canBeTenants(key.type())) {
      rule.problem(
          "key",
          key.name()
              + " is "
              + key.sourceType()
              + "; a tenant's key is a text, a uuid or a whole number");
    }
  }

  private static void requireZoneType(YamlMap rule, SourceColumn zone) {
    if (!zone.holdsWords()) {
      rule.problem(
          "zone",
          "%s is %s; a zone is a text like Europe/Paris. Without zone: every tenant has default_zone"
              .formatted(zone.name(), zone.sourceType()));
    }
  }

  private static ZoneId zone(YamlMap rule) {
    String text = rule.text(ZONE);
    Optional<ZoneId> zone = Zones.find(text);
    if (zone.isEmpty() && !text.isEmpty()) {
      rule.problem(ZONE, text + " is not a time zone like Europe/Paris");
    }
    return zone.orElseGet(() -> ZoneId.of("UTC"));
  }
}
