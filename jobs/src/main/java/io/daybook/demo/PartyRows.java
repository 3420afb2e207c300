package io.daybook.demo;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Organisations, users, customers, products. */
final class PartyRows {
  private final PlantedTally tally;

  PartyRows(PlantedTally tally) {
    this.tally = tally;
  }

  List<TableRows> tables() {
    return List.of(
        new TableRows(
            Table.ORGANIZATIONS,
            """
            id, name, slug, domain, abn, email, address, timezone, locale, currency, plan,
            default_tax_rate, fiscal_year_start, created_at, updated_at, deleted_at
            """,
            PartyRows::organization),
        new TableRows(
            Table.USERS,
            """
            id, auth_id, organization_id, email, name, role, status, type, preferences,
            created_at, updated_at, deleted_at
            """,
            PartyRows::users),
        new TableRows(
            Table.CUSTOMERS,
            """
            id, organization_id, customer_code, name, legal_name, email, phone, status, type, size,
            industry, parent_id, credit_limit, credit_hold, health_score, health_score_updated_at,
            lifetime_value, first_order_date, total_orders, tags, custom_fields,
            created_at, updated_at, created_by, deleted_at, xero_contact_id
            """,
            this::customers),
        new TableRows(
            Table.PRODUCTS,
            """
            id, organization_id, sku, name, description, barcode, type, status, is_serialized,
            base_price, cost_price, tax_type, weight, dimensions, specifications, tags, metadata,
            reorder_point, created_at, updated_at, deleted_at
            """,
            PartyRows::products));
  }

  private static void organization(TenantPlan tenant, CopyText out) throws SQLException {
    DemoTenant organization = tenant.tenant();
    Instant created = tenant.times().end().minus(Duration.ofDays(1_500));
    boolean overseas =
        organization.zone().startsWith("America/") || organization.zone().startsWith("Asia/");
    String currency = organization.zone().startsWith("Asia/") ? "INR" : overseas ? "USD" : "AUD";
    out.id(organization.id())
        .text(organization.name())
        .word(organization.canary())
        .word(organization.canary() + ".example")
        .word(overseas ? null : "51 824 753 556")
        .word("office@" + organization.canary() + ".example")
        .word("{\"lines\": [\"1 Main St\", null]}")
        .text(organization.zone())
        .word(overseas ? "en-US" : "en-AU")
        .word(currency)
        .word("professional")
        .number(overseas ? 8 : 10)
        .number(organization.zone().startsWith("America/") ? 1 : 7)
        .at(created)
        .at(created)
        .at(organization.deleted() ? tenant.times().end().minus(Duration.ofDays(5)) : null)
        .endRow();
  }

  private static void users(TenantPlan tenant, CopyText out) throws SQLException {
    for (int k = 0; k < tenant.count(Table.USERS); k++) {
      Dice dice = tenant.dice(Table.USERS, k);
      Instant created = tenant.times().instant(dice);
      boolean deleted = k == 2 || (k > 2 && dice.percent(5));
      out.id(tenant.id(Table.USERS, k))
          .id(dice.uuid())
          .id(tenant.tenantId())
          .word("user" + k + "@" + tenant.tenant().canary() + ".example")
          .text(k > 0 && dice.percent(10) ? null : tenant.marked(Words.person(dice)))
          .word(k == 0 ? "owner" : dice.pick("admin", "manager", "sales", "operations", "viewer"))
          .word(deleted ? "deactivated" : k == 0 ? "active" : dice.pick("active", "invited"))
          .word(dice.pick(null, "staff", "installer"))
          .word("{\"theme\": \"dark\"}")
          .at(created)
          .at(created)
          .at(deleted ? tenant.times().end().minus(Duration.ofHours(1)) : null)
          .endRow();
    }
  }

  private void customers(TenantPlan tenant, CopyText out) throws SQLException {
    for (int k = 0; k < tenant.count(Table.CUSTOMERS); k++) {
      Dice dice = tenant.dice(Table.CUSTOMERS, k);
      LocalTimes times = tenant.times();
      LocalDate alone = times.start().minusDays(39);
      Instant created = k == 4 ? times.instantOf(alone, dice) : times.instant(dice);
      // The second customer is among the best and deleted: many live orders hang on it.
      boolean deleted = k == 1 || k == 4 || (k > 4 && dice.percent(5));
      String company = tenant.marked(Words.company(dice));
      out.id(tenant.id(Table.CUSTOMERS, k))
          .id(tenant.tenantId())
          .word("CUST-" + (10_000 + k))
          .text(company)
          .text(dice.percent(30) ? company + " Pty Ltd" : null)
          .word(dice.percent(80) ? "buyer" + k + "@" + tenant.tenant().canary() + ".example" : null)
          .word(dice.percent(60) ? Words.phone(dice) : null)
          .word(dice.pick("prospect", "active", "active", "active", "inactive", "suspended"))
          .word(dice.pick("individual", "business", "government", "non_profit"))
          .word(dice.pick(null, "micro", "small", "medium", "large", "enterprise"))
          .text(dice.pick(null, "farming", "housing, social", ""))
          .id(k > 20 && dice.percent(5) ? tenant.id(Table.CUSTOMERS, dice.below(k)) : null);
      if (dice.percent(70)) {
        out.cents(dice.between(0, 10_000_000));
      } else {
        out.none();
      }
      out.flag(dice.percent(4));
      if (dice.percent(50)) {
        out.number(dice.below(101));
      } else {
        out.none();
      }
      out.word(healthTime(created, dice))
          .cents(dice.between(0, 100_000))
          .day(dice.percent(50) ? times.day(dice) : null)
          .number(0)
          .text(Words.jsonTags(dice))
          .text(Words.metadata(dice))
          .at(created)
          .at(updated(times, created, dice))
          .id(dice.percent(70) ? tenant.user(dice) : null)
          .at(deleted ? removed(times, created, dice) : null)
          .word(dice.percent(20) ? dice.uuid().toString() : null)
          .endRow();
    }
  }

  private String healthTime(Instant created, Dice dice) {
    if (dice.percent(3)) {
      return tally.unparsable("customers.health_score_updated_at", dice);
    }
    return dice.percent(40) ? created.plusSeconds(86_400).toString() : null;
  }

  private static void products(TenantPlan tenant, CopyText out) throws SQLException {
    for (int k = 0; k < tenant.count(Table.PRODUCTS); k++) {
      Dice dice = tenant.dice(Table.PRODUCTS, k);
      Instant created = tenant.times().instant(dice);
      long price = dice.between(499, 1_499_999);
      boolean deleted = k == 2 || (k > 4 && dice.percent(4));
      out.id(tenant.id(Table.PRODUCTS, k))
          .id(tenant.tenantId())
          .word(sku(k))
          .text(tenant.marked(Words.product(dice)))
          .text(Words.note(dice))
          .word(dice.percent(50) ? "93" + (10_000_000_000L + k) : null)
          .word(dice.pick("physical", "physical", "physical", "service", "digital", "bundle"))
          .word(dice.pick("active", "active", "active", "inactive", "discontinued"))
          .flag(dice.percent(30))
          .cents(price);
      if (dice.percent(80)) {
        out.cents(price * 61 / 100);
      } else {
        out.none();
      }
      out.word(dice.pick("gst", "gst", "gst_free"))
          .decimal(dice.between(1, 120_000), 3)
          .word(dice.pick(null, "{\"w\": 1.5, \"h\": 0.30}"))
          .word(dice.pick("{}", "{\"kWh\": 13.5}"))
          .text(Words.jsonTags(dice))
          .text(Words.metadata(dice))
          .decimal(dice.between(0, 50_000), 3)
          .at(created)
          .at(updated(tenant.times(), created, dice))
          .at(deleted ? removed(tenant.times(), created, dice) : null)
          .endRow();
    }
  }

  static String sku(int k) {
    return "SKU-" + (1_000 + k);
  }

  /** When a row was last changed, if the application says so; raw SQL leaves the column behind. */
  static Instant updated(LocalTimes times, Instant created, Dice dice) {
    return dice.percent(60) ? created : within(times, created, dice);
  }

  static Instant removed(LocalTimes times, Instant created, Dice dice) {
    return within(times, created, dice);
  }

  private static Instant within(LocalTimes times, Instant created, Dice dice) {
    long seconds = Math.max(2, Duration.between(created, times.end()).toSeconds());
    return created.plusSeconds(seconds * dice.between(1, 999) / 1_000).plusNanos(123_456_000);
  }
}
