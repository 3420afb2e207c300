package io.daybook.mart;

import io.daybook.definition.RenozTexts;
import io.daybook.fact.FactModel;
import io.daybook.fact.FactWarehouse;
import io.daybook.source.SourceModel;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Facts and marts of Renoz, built from a few rows that hold the contract's hard cases. */
public final class RenozNight {
  public static final SourceModel MODEL = RenozTexts.DEFINITION.model();
  public static final List<FactModel> FACTS = RenozTexts.DEFINITION.facts();
  public static final List<MartModel> MARTS = RenozTexts.DEFINITION.marts();

  /** 01:00 on 11 March in Sydney, 10:00 on the 10th in New York. */
  public static final Instant AS_OF = Instant.parse("2026-03-10T14:00:00Z");

  private static final LocalDate DAY = LocalDate.of(2026, 3, 9);
  private static final LocalDate NEXT = LocalDate.of(2026, 3, 10);
  private static final Instant DELETED = Instant.parse("2026-03-10T00:00:00Z");

  private RenozNight() {}

  /** Builds everything as release 7. */
  public static void build(FactWarehouse warehouse) {
    raw(warehouse);
    warehouse.build(FACTS);
    warehouse.build(MARTS, 7, AS_OF);
  }

  private static void raw(FactWarehouse warehouse) {
    warehouse.raw(
        MODEL,
        "organizations",
        "id, name, timezone, deleted_at",
        row("syd", "Sydney", "Australia/Sydney", null),
        row("ny", "New York", "America/New_York", null),
        row("quiet", "Quiet", "UTC", null),
        row("gone", "Gone", "UTC", DELETED));
    warehouse.raw(
        MODEL,
        "orders",
        "organization_id, id, customer_id, order_date, status, total, tax_amount, deleted_at",
        row("syd", "o1", "c1", DAY, "confirmed", money("110.00"), money("10.00"), null),
        row("syd", "o2", "c1", DAY, "draft", money("55.00"), money("5.00"), null),
        row("syd", "o3", "c2", DAY, "delivered", money("0.01"), money("0.00"), null),
        row("syd", "o4", "c1", DAY, "cancelled", money("7.00"), money("0.00"), null),
        row("syd", "o5", "c1", NEXT, "confirmed", money("99.00"), money("9.00"), DELETED),
        row("ny", "o6", "c9", DAY, "draft", money("3.00"), money("0.00"), null),
        row("gone", "o7", "c1", DAY, "confirmed", money("1.00"), money("0.00"), null),
        row("nobody", "o8", "c1", DAY, "confirmed", money("1.00"), money("0.00"), null));
    warehouse.raw(
        MODEL,
        "order_payments",
        "organization_id, id, order_id, payment_date, is_refund, amount, deleted_at",
        row("syd", "p1", "o1", NEXT, false, money("100.00"), null),
        row("syd", "p2", "o1", NEXT, true, money("130.50"), null),
        row("syd", "p3", "o1", NEXT, false, money("1000.00"), DELETED));
    // 13:30 UTC is the next day in Sydney already.
    Instant late = Instant.parse("2026-03-09T13:30:00Z");
    warehouse.raw(
        MODEL,
        "opportunities",
        "organization_id, id, created_at, stage, value, weighted_value, deleted_at",
        row("syd", "a1", late, "won", money("10.00"), money("2.50"), null),
        row("syd", "a2", late, "new", money("20.00"), null, null),
        row("ny", "a3", late, "lost", money("30.00"), money("0.00"), null));
    warehouse.raw(
        MODEL,
        "issues",
        "organization_id, id, created_at, status, deleted_at",
        row("ny", "i1", late, "open", null),
        row("ny", "i2", late, "pending", null),
        row("ny", "i3", late, "closed", null),
        row("ny", "i4", late, "escalated", DELETED));
    warehouse.raw(
        MODEL,
        "customers",
        "organization_id, id, name, created_at, deleted_at",
        row("syd", "c1", "Ann", Instant.parse("2026-03-08T12:59:59.999999Z"), null),
        row("syd", "c2", "Bob", Instant.parse("2026-03-08T13:00:00Z"), DELETED));
    warehouse.raw(
        MODEL,
        "job_assignments",
        "organization_id, id, status",
        row("syd", "j1", "on_hold"),
        row("syd", "j2", "completed"));
    warehouse.raw(
        MODEL,
        "warranty_claims",
        "organization_id, id, status",
        row("ny", "w1", "approved"),
        row("ny", "w2", "denied"));
    warehouse.emptyRaw(
        MODEL,
        List.of(
            "organizations",
            "orders",
            "order_payments",
            "opportunities",
            "issues",
            "customers",
            "job_assignments",
            "warranty_claims"));
  }

  private static BigDecimal money(String text) {
    return new BigDecimal(text);
  }

  private static Object[] row(Object... values) {
    return values;
  }
}
