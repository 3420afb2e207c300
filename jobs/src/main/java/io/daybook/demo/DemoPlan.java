package io.daybook.demo;

import io.daybook.zone.Zones;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Who the tenants are and how the rows are shared among them. */
final class DemoPlan {
  /** What a tenant is before it has an id. A tenant without rows has no weight. */
  private record Sketch(String name, String zone, double weight, boolean deleted) {}

  /** The largest tenant's part of all rows; the others share the rest as 1, 1/2, 1/3 ... */
  private static final double LARGEST = 0.3;

  private static final int QUIET = 6;
  private static final int DELETED = 7;

  private static final List<String> NAMES =
      List.of(
          "Koala Storage Pty Ltd",
          "Hudson Battery Works",
          "Salish Off-Grid",
          "सूर्य Power, Kolkata",
          "Meridian \"Zero\" Energy",
          "Plus Ten Solar",
          "Quiet Cells",
          "Folded & Sons");

  /** Of the named tenants, then of all further ones in turn: half hours, midnights that are not. */
  private static final List<String> ZONES =
      List.of(
          "Australia/Sydney",
          "America/New_York",
          "America/Vancouver",
          "Asia/Kolkata",
          "UTC",
          "UTC+10",
          "Australia/Perth",
          "Australia/Sydney",
          "America/Santiago",
          "Pacific/Chatham",
          "Asia/Kathmandu",
          "Australia/Lord_Howe",
          "America/Bahia_Banderas",
          "Europe/Vilnius",
          "America/Havana",
          "Pacific/Apia",
          "Australia/Brisbane",
          "Pacific/Auckland",
          "America/Los_Angeles",
          "Europe/Berlin");

  /** What a free-text zone that is no region means, as for every reader of Renoz. */
  private static final String DEFAULT_ZONE = "Australia/Sydney";

  private final List<TenantPlan> tenants = new ArrayList<>();
  private final long seed;
  private final LocalDate today;

  DemoPlan(DemoSize size, long seed, LocalDate today) {
    this.seed = seed;
    this.today = today;
    Map<Table, Integer> next = new EnumMap<>(Table.class);
    List<Sketch> sketches = sketches(size, seed);
    double small = sketches.stream().skip(1).mapToDouble(Sketch::weight).sum();
    for (int i = 0; i < sketches.size(); i++) {
      Sketch sketch = sketches.get(i);
      double share = i == 0 ? LARGEST : (1 - LARGEST) * sketch.weight() / small;
      TenantPlan plan = tenant(sketch, i, size, seed, today);
      for (Table table : TenantPlan.sliced()) {
        int start = next.getOrDefault(table, 0);
        int count = count(table, share, size);
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

  private static List<Sketch> sketches(DemoSize size, long seed) {
    List<Sketch> sketches = new ArrayList<>();
    for (int i = 0; i < size.tenants(); i++) {
      boolean named = i < NAMES.size();
      sketches.add(
          new Sketch(
              named ? NAMES.get(i) : Words.company(Dice.of(seed, "tenant", i)),
              ZONES.get(i % ZONES.size()),
              i == QUIET ? 0 : 1.0 / Math.max(1, i),
              i == DELETED));
    }
    return sketches;
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
            sketch.weight() == 0,
            sketch.deleted());
    ZoneId clock = Zones.find(sketch.zone()).orElseGet(() -> ZoneId.of(DEFAULT_ZONE));
    return new TenantPlan(tenant, seed, clock, size, today);
  }

  private static int count(Table table, double share, DemoSize size) {
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
    return Math.max(least, (int) Math.round(all * share));
  }
}
