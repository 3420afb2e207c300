package io.daybook.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Who the tenants are and how the rows are shared among them. */
final class DemoPlan {
  /** What a tenant is before it has an id. {@code share} is in percent of all rows. */
  private record Sketch(String name, String zone, int share, boolean deleted) {}

  private static final List<Sketch> SKETCHES =
      List.of(
          new Sketch("Koala Storage Pty Ltd", "Australia/Sydney", 44, false),
          new Sketch("Hudson Battery Works", "America/New_York", 20, false),
          new Sketch("Salish Off-Grid", "America/Vancouver", 11, false),
          new Sketch("सूर्य Power, Kolkata", "Asia/Kolkata", 9, false),
          new Sketch("Meridian \"Zero\" Energy", "UTC", 7, false),
          new Sketch("Plus Ten Solar", "UTC+10", 5, false),
          new Sketch("Quiet Cells", "Australia/Perth", 0, false),
          new Sketch("Folded & Sons", "Australia/Sydney", 4, true));

  /** What a free-text zone that is no region means, as for every reader of Renoz. */
  private static final String DEFAULT_ZONE = "Australia/Sydney";

  private final List<TenantPlan> tenants = new ArrayList<>();
  private final long seed;
  private final LocalDate today;

  DemoPlan(DemoSize size, long seed, LocalDate today) {
    this.seed = seed;
    this.today = today;
    Map<Table, Integer> next = new EnumMap<>(Table.class);
    for (int i = 0; i < SKETCHES.size(); i++) {
      Sketch sketch = SKETCHES.get(i);
      TenantPlan plan = tenant(sketch, i, size, seed, today);
      for (Table table : TenantPlan.sliced()) {
        int start = next.getOrDefault(table, 0);
        int count = count(table, sketch.share(), size);
        plan.slice(table, start, count);
        next.put(table, start + count);
      }
      tenants.add(plan);
    }
  }

  long seed() {
    return seed;
  }

  /** First day after the history. */
  LocalDate today() {
    return today;
  }

  List<TenantPlan> tenants() {
    return tenants;
  }

  /** Another tenant that has rows. */
  TenantPlan neighbour(TenantPlan of) {
    int next = tenants.indexOf(of);
    do {
      next = (next + 1) % tenants.size();
    } while (tenants.get(next).tenant().quiet());
    return tenants.get(next);
  }

  private static TenantPlan tenant(
      Sketch sketch, int number, DemoSize size, long seed, LocalDate today) {
    Dice dice = Dice.of(seed, "canary", number);
    String canary = "kx" + Integer.toString(36 * 36 * 36 * 36 + dice.below(30_000_000), 36);
    DemoTenant tenant =
        new DemoTenant(
            Dice.id(seed, Table.ORGANIZATIONS.sqlName(), number),
            sketch.name() + " · " + canary,
            sketch.zone(),
            canary,
            sketch.share() == 0,
            sketch.deleted());
    boolean isRegion = ZoneId.getAvailableZoneIds().contains(sketch.zone());
    ZoneId clock = ZoneId.of(isRegion ? sketch.zone() : DEFAULT_ZONE);
    return new TenantPlan(tenant, seed, clock, size, today);
  }

  private static int count(Table table, int share, DemoSize size) {
    int all =
        switch (table) {
          case USERS -> size.users();
          case CUSTOMERS -> size.customers();
          case PRODUCTS -> size.products();
          case ORDERS -> size.orders();
          case OPPORTUNITIES -> size.opportunities();
          case ISSUES -> size.issues();
          case WARRANTIES -> size.warranties();
          case JOB_ASSIGNMENTS -> size.jobs();
          case WARRANTY_CLAIMS -> size.claims();
          default -> throw new IllegalArgumentException("Invalid table: " + table);
        };
    if (share == 0) {
      return table == Table.USERS ? 1 : 0;
    }
    int least = table == Table.USERS ? 3 : table == Table.ORDERS ? 12 : 5;
    return Math.max(least, (all * share + 50) / 100);
  }
}
