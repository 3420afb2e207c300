package io.daybook.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One tenant and which rows of each table are its own: those from {@code start} on. */
final class TenantPlan {
  private record Slice(int start, int count) {}

  private final DemoTenant tenant;
  private final long seed;
  private final LocalTimes times;
  private final Map<Table, Slice> slices = new EnumMap<>(Table.class);

  TenantPlan(DemoTenant tenant, long seed, ZoneId clock, DemoSize size, LocalDate today) {
    this.tenant = tenant;
    this.seed = seed;
    this.times = new LocalTimes(clock, size, today);
  }

  void slice(Table table, int start, int count) {
    slices.put(table, new Slice(start, count));
  }

  DemoTenant tenant() {
    return tenant;
  }

  UUID tenantId() {
    return tenant.id();
  }

  LocalTimes times() {
    return times;
  }

  int count(Table table) {
    return slices.get(table).count();
  }

  /** Id of this tenant's k-th row of the table. */
  UUID id(Table table, int k) {
    return Dice.id(seed, table.sqlName(), slices.get(table).start() + k);
  }

  /** Id of the n-th row below this tenant's k-th row of another table. */
  UUID childId(Table table, Table parent, int k, int n) {
    return Dice.id(seed, table.sqlName(), (slices.get(parent).start() + k) * 64L + n);
  }

  Dice dice(Table table, int k) {
    return Dice.of(seed, table.sqlName(), slices.get(table).start() + k);
  }

  UUID user(Dice dice) {
    return id(Table.USERS, dice.below(count(Table.USERS)));
  }

  /** A customer; few of them come up most of the time. */
  int customer(Dice dice) {
    return dice.skewedBelow(count(Table.CUSTOMERS));
  }

  UUID any(Table table, Dice dice) {
    return id(table, dice.below(count(table)));
  }

  /** Name or title that betrays whose it is. */
  String marked(String text) {
    return text + " · " + tenant.canary();
  }

  static List<Table> sliced() {
    return List.of(
        Table.USERS,
        Table.CUSTOMERS,
        Table.PRODUCTS,
        Table.ORDERS,
        Table.OPPORTUNITIES,
        Table.ISSUES,
        Table.WARRANTIES,
        Table.JOB_ASSIGNMENTS,
        Table.WARRANTY_CLAIMS);
  }
}
