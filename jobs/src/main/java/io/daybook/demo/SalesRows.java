package io.daybook.demo;

import io.daybook.demo.OrderPlan.Line;
import io.daybook.demo.OrderPlan.Payment;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Orders, their lines and their payments. */
final class SalesRows {
  private final DemoPlan plan;
  private final PlantedTally tally;

  SalesRows(DemoPlan plan, PlantedTally tally) {
    this.plan = plan;
    this.tally = tally;
  }

  List<TableRows> tables() {
    return List.of(
        new TableRows(
            Table.ORDERS,
            """
            id, organization_id, order_number, customer_id, status, payment_status, order_date,
            due_date, shipped_date, delivered_date, billing_address, subtotal, discount_amount,
            discount_percent, tax_amount, shipping_amount, total, paid_amount, balance_due,
            metadata, internal_notes, xero_sync_status, last_xero_sync_at, created_at, updated_at,
            created_by, deleted_at, invoice_status, invoice_sent_at, invoice_number, paid_at,
            client_request_id
            """,
            this::orders),
        new TableRows(
            Table.ORDER_LINE_ITEMS,
            """
            id, organization_id, order_id, product_id, line_number, sku, description, quantity,
            unit_price, discount_percent, discount_amount, tax_type, tax_amount, line_total,
            pick_status, picked_at, picked_by, qty_picked, notes, created_at, updated_at,
            allocated_serial_numbers
            """,
            this::lines),
        new TableRows(
            Table.ORDER_PAYMENTS,
            """
            id, organization_id, order_id, amount, payment_method, payment_date, reference, notes,
            is_refund, related_payment_id, recorded_by, created_at, updated_at, created_by,
            deleted_at
            """,
            this::payments));
  }

  private void orders(TenantPlan tenant, CopyText out) throws SQLException {
    for (int k = 0; k < tenant.count(Table.ORDERS); k++) {
      OrderPlan order = OrderPlan.of(tenant, k);
      Dice dice = Dice.of(tenant.id(Table.ORDERS, k));
      UUID customer = tenant.id(Table.CUSTOMERS, order.customer());
      if (k > 10 && k % 97 == 13) {
        TenantPlan other = plan.neighbour(tenant);
        customer = tally.crossTenant("orders.customer_id", other.any(Table.CUSTOMERS, dice));
      }
      boolean shipped = order.status().equals("shipped") || order.status().equals("delivered");
      out.id(tenant.id(Table.ORDERS, k))
          .id(tenant.tenantId())
          .word("ORD-" + (100_000 + k))
          .id(customer)
          .word(order.status())
          .word(paymentStatus(order))
          .day(order.orderDate())
          .day(dice.percent(90) ? order.orderDate().plusDays(30) : null)
          .day(shipped ? tenant.times().later(order.orderDate(), 5) : null)
          .day(
              order.status().equals("delivered")
                  ? tenant.times().later(order.orderDate(), 9)
                  : null)
          .text(dice.percent(80) ? Words.address(dice) : null)
          .cents(order.subtotal())
          .cents(order.discount());
      if (order.discount() > 0 && dice.percent(50)) {
        out.decimal(dice.between(1, 1_500), 2);
      } else {
        out.none();
      }
      out.cents(order.tax())
          .cents(order.shipping())
          .cents(order.total())
          .cents(order.paid())
          .cents(order.total() - order.paid())
          .text(Words.metadata(dice))
          .text(Words.note(dice))
          .word(dice.pick("pending", "synced", "synced", "error"))
          .word(syncTime(order.createdAt(), dice))
          .at(order.createdAt())
          .at(PartyRows.updated(tenant.times(), order.createdAt(), dice))
          .id(creator(tenant, k, dice))
          .at(order.deleted() ? PartyRows.removed(tenant.times(), order.createdAt(), dice) : null)
          .word(invoiceStatus(order))
          .at(shipped ? tenant.times().capped(order.createdAt().plus(Duration.ofHours(30))) : null)
          .word(shipped ? "INV-" + (100_000 + k) : null)
          .at(
              order.paid() > 0
                  ? tenant.times().capped(order.createdAt().plus(Duration.ofHours(50)))
                  : null)
          .word(dice.percent(30) ? dice.uuid().toString() : null)
          .endRow();
    }
  }

  private UUID creator(TenantPlan tenant, int k, Dice dice) {
    if (k > 10 && k % 101 == 11) {
      return tally.orphan("orders.created_by", dice);
    }
    return dice.percent(80) ? tenant.user(dice) : null;
  }

  private String syncTime(Instant created, Dice dice) {
    if (dice.percent(1)) {
      return tally.unparsable("orders.last_xero_sync_at", dice);
    }
    return dice.percent(50) ? created.plusSeconds(600).toString() : null;
  }

  private static String paymentStatus(OrderPlan order) {
    boolean refunded =
        order.payments().stream().anyMatch(payment -> payment.refund() && !payment.deleted());
    if (order.paid() <= 0) {
      return refunded ? "refunded" : "pending";
    }
    return order.paid() >= order.total() ? "paid" : "partial";
  }

  private static String invoiceStatus(OrderPlan order) {
    return switch (order.status()) {
      case "draft" -> null;
      case "cancelled" -> "canceled";
      default -> order.paid() >= order.total() ? "paid" : "unpaid";
    };
  }

  private void lines(TenantPlan tenant, CopyText out) throws SQLException {
    for (int k = 0; k < tenant.count(Table.ORDERS); k++) {
      OrderPlan order = OrderPlan.of(tenant, k);
      for (int n = 0; n < order.lines().size(); n++) {
        line(tenant, k, n, order, out);
      }
    }
  }

  private void line(TenantPlan tenant, int k, int n, OrderPlan order, CopyText out)
      throws SQLException {
    Line line = order.lines().get(n);
    UUID id = tenant.childId(Table.ORDER_LINE_ITEMS, Table.ORDERS, k, n);
    Dice dice = Dice.of(id);
    boolean picked = order.status().equals("delivered") || order.status().equals("picked");
    boolean free = dice.percent(3);
    UUID product = free ? null : tenant.id(Table.PRODUCTS, line.product());
    if (!free && k > 10 && n == 0 && k % 89 == 12) {
      product =
          tally.crossTenant(
              "order_line_items.product_id", plan.neighbour(tenant).any(Table.PRODUCTS, dice));
    }
    out.id(id)
        .id(tenant.tenantId())
        .id(tenant.id(Table.ORDERS, k))
        .id(product)
        .word(dice.percent(98) ? String.valueOf(n + 1) : (n + 1) + "a")
        .word(free ? null : PartyRows.sku(line.product()))
        .text(free ? "One-off, \"as agreed\"" : "Item " + PartyRows.sku(line.product()))
        .decimal(line.quantityThousandths(), 3)
        .cents(line.unitPrice());
    if (line.discountPercent() > 0) {
      out.decimal(line.discountPercent() * 100L, 2);
    } else {
      out.none();
    }
    out.cents(line.discount())
        .word(line.taxType())
        .cents(line.tax())
        .cents(line.total())
        .word(picked ? "picked" : "not_picked")
        .at(picked ? tenant.times().capped(order.createdAt().plus(Duration.ofHours(20))) : null)
        .id(picked ? tenant.user(dice) : null)
        .decimal(picked ? line.quantityThousandths() : 0, 3)
        .text(Words.note(dice))
        .at(order.createdAt())
        .at(order.createdAt())
        .word(dice.percent(5) ? "[\"SN-1\", \"SN-2\"]" : null)
        .endRow();
  }

  private void payments(TenantPlan tenant, CopyText out) throws SQLException {
    for (int k = 0; k < tenant.count(Table.ORDERS); k++) {
      OrderPlan order = OrderPlan.of(tenant, k);
      for (int n = 0; n < order.payments().size(); n++) {
        payment(tenant, k, n, order, out);
      }
    }
  }

  private void payment(TenantPlan tenant, int k, int n, OrderPlan order, CopyText out)
      throws SQLException {
    Payment payment = order.payments().get(n);
    UUID id = tenant.childId(Table.ORDER_PAYMENTS, Table.ORDERS, k, n);
    Dice dice = Dice.of(id);
    UUID orderId = tenant.id(Table.ORDERS, k);
    if (k > 10 && n == 0 && k % 83 == 11) {
      orderId =
          tally.crossTenant(
              "order_payments.order_id", plan.neighbour(tenant).any(Table.ORDERS, dice));
    }
    UUID related = null;
    if (payment.refund()) {
      related =
          dice.percent(10)
              ? tally.orphan("order_payments.related_payment_id", dice)
              : tenant.childId(Table.ORDER_PAYMENTS, Table.ORDERS, k, 0);
    }
    Instant recorded = tenant.times().instantOf(payment.date(), dice);
    out.id(id)
        .id(tenant.tenantId())
        .id(orderId)
        .cents(payment.amount())
        .word(dice.pick("bank_transfer", "credit_card", "cash", "cheque", "paypal", "stripe"))
        .day(payment.date())
        .text(dice.pick(null, "REF-" + k, "O'Neil; \"rent\"\tMay"))
        .text(Words.note(dice))
        .flag(payment.refund())
        .id(related)
        .id(tenant.user(dice))
        .at(recorded)
        .at(recorded)
        .id(dice.percent(80) ? tenant.user(dice) : null)
        .at(payment.deleted() ? PartyRows.removed(tenant.times(), recorded, dice) : null)
        .endRow();
  }
}
