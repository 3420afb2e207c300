package io.daybook.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * One order with its lines and payments. All money is in cents.
 *
 * <p>The first orders of every tenant are cases that each have a day of their own, before the
 * history starts; see {@link #placed}.
 */
record OrderPlan(
    int customer,
    LocalDate orderDate,
    Instant createdAt,
    String status,
    boolean deleted,
    List<Line> lines,
    List<Payment> payments,
    long discount,
    long shipping) {

  record Line(
      int product,
      long quantityThousandths,
      long unitPrice,
      int discountPercent,
      long discount,
      String taxType,
      long tax,
      long total) {}

  record Payment(long amount, LocalDate date, boolean refund, boolean deleted) {}

  long subtotal() {
    return lines.stream().mapToLong(Line::total).sum();
  }

  long tax() {
    return lines.stream().mapToLong(Line::tax).sum();
  }

  long total() {
    return subtotal() - discount + tax() + shipping;
  }

  /** Payments less refunds, deleted ones aside. */
  long paid() {
    return payments.stream()
        .filter(payment -> !payment.deleted())
        .mapToLong(payment -> payment.refund() ? -payment.amount() : payment.amount())
        .sum();
  }

  static OrderPlan of(TenantPlan tenant, int k) {
    Dice dice = tenant.dice(Table.ORDERS, k);
    int customer = tenant.customer(dice);
    LocalDate date = placed(tenant.times(), k, dice);
    String status = status(tenant.times(), k, date, dice);
    boolean deleted = k == 0 || k == 3 || (k > 9 && dice.percent(4));
    List<Line> lines = k == 5 ? List.of() : lines(tenant, dice);
    long subtotal = lines.stream().mapToLong(Line::total).sum();
    long tax = lines.stream().mapToLong(Line::tax).sum();
    long discount = k == 9 ? subtotal + tax + 1_001 : dice.percent(10) ? subtotal / 17 : 0;
    long shipping = k != 5 && k != 9 && dice.percent(40) ? dice.between(995, 24_999) : 0;
    long total = subtotal - discount + tax + shipping;
    List<Payment> payments =
        k > 9
            ? payments(tenant.times(), date, status, total, dice)
            : plannedPayments(tenant.times(), k, date, total);
    return new OrderPlan(
        customer,
        date,
        tenant.times().instantOf(date, dice),
        status,
        deleted,
        lines,
        payments,
        discount,
        shipping);
  }

  /**
   * Alone on their days: 0 a deleted order, 1 a draft, 2 a cancelled one, 3 a deleted one that was
   * paid, 4 one whose payment is deleted, 5 one of nothing, 6 one that was paid and refunded the
   * same day, 9 one below zero. 7 and 8 lie in the future.
   */
  private static LocalDate placed(LocalTimes times, int k, Dice dice) {
    return switch (k) {
      case 7 -> times.today().plusDays(20);
      case 8 -> times.today().plusDays(45);
      default -> k < 10 ? times.start().minusDays(10 + 2L * k) : times.day(dice);
    };
  }

  private static List<Payment> plannedPayments(
      LocalTimes times, int k, LocalDate date, long total) {
    return switch (k) {
      case 3 -> List.of(new Payment(total, date, false, false));
      case 4 -> List.of(new Payment(total, date.minusDays(1), false, true));
      case 6 ->
          List.of(
              new Payment(total, date.plusDays(1), false, false),
              new Payment(total, date.plusDays(1), true, false));
      case 7 -> List.of(new Payment(total, times.today().plusDays(3), false, false));
      default -> List.of();
    };
  }

  private static String status(LocalTimes times, int k, LocalDate date, Dice dice) {
    int roll = dice.below(100);
    if (k < 10) {
      return k == 1 || k == 8 ? "draft" : k == 2 ? "cancelled" : k == 7 ? "confirmed" : "delivered";
    }
    boolean old = ChronoUnit.DAYS.between(date, times.today()) > 45;
    int[] upTo =
        old ? new int[] {80, 88, 92, 94, 96, 98, 99} : new int[] {25, 31, 40, 55, 63, 85, 93};
    String[] statuses = {
      "delivered", "cancelled", "draft", "shipped", "partially_shipped", "confirmed", "picking"
    };
    for (int i = 0; i < upTo.length; i++) {
      if (roll < upTo[i]) {
        return statuses[i];
      }
    }
    return "picked";
  }

  private static List<Line> lines(TenantPlan tenant, Dice dice) {
    int count = dice.pick(1, 1, 2, 2, 3, 3, 4, 5, 6);
    List<Line> lines = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      long quantity = dice.percent(90) ? dice.between(1, 12) * 1_000L : dice.between(1, 9_999);
      long unitPrice =
          dice.percent(80) ? dice.between(499, 89_999) : dice.between(90_000, 1_499_999);
      long gross = halfUp(quantity * unitPrice, 1_000);
      int discountPercent = dice.percent(15) ? dice.pick(5, 10, 15, 33) : 0;
      long discount = halfUp(gross * discountPercent, 100);
      String taxType = dice.percent(88) ? "gst" : dice.pick("gst_free", "export", "input_taxed");
      long tax = taxType.equals("gst") ? halfUp(gross - discount, 10) : 0;
      lines.add(
          new Line(
              dice.skewedBelow(tenant.count(Table.PRODUCTS)),
              quantity,
              unitPrice,
              discountPercent,
              discount,
              taxType,
              tax,
              gross - discount));
    }
    return lines;
  }

  private static List<Payment> payments(
      LocalTimes times, LocalDate date, String status, long total, Dice dice) {
    List<Payment> payments = new ArrayList<>();
    int chance =
        switch (status) {
          case "delivered", "shipped", "partially_shipped" -> 88;
          case "draft" -> 3;
          case "cancelled" -> 25;
          default -> 40;
        };
    if (dice.percent(chance)) {
      int parts = dice.pick(1, 1, 1, 1, 2, 3);
      int paidParts = dice.percent(90) ? parts : parts - 1;
      long left = total;
      for (int n = 0; n < paidParts; n++) {
        long amount = n == parts - 1 ? left : total / parts;
        left -= amount;
        LocalDate paidOn = times.later(date, n * 30 + dice.below(20));
        payments.add(new Payment(amount, paidOn, false, dice.percent(3)));
      }
    }
    if (!payments.isEmpty() && (status.equals("cancelled") || dice.percent(4))) {
      Payment first = payments.get(0);
      long amount = status.equals("cancelled") ? first.amount() : halfUp(first.amount(), 3);
      LocalDate refundedOn = times.later(first.date(), dice.below(15));
      payments.add(new Payment(amount, refundedOn, true, dice.percent(5)));
    }
    return payments;
  }

  private static long halfUp(long numerator, long denominator) {
    return (2 * numerator + denominator) / (2 * denominator);
  }
}
