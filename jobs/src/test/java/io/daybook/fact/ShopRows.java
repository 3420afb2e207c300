package io.daybook.fact;

import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Rows of every table of {@link ShopModel}, and what may be done to them without changing what they
 * mean: some have no tenant, one that is not there, no parent, or another tenant's.
 */
public final class ShopRows {
  private static final Instant BEGIN = Instant.parse("2026-02-20T00:00:00Z");

  /** Values in the order of the table's columns, by table. */
  private final Map<String, List<List<Object>>> rows;

  private ShopRows(Map<String, List<List<Object>>> rows) {
    this.rows = rows;
  }

  public Map<String, List<List<Object>>> all() {
    return rows;
  }

  public static ShopRows of(long seed) {
    Random random = new Random(seed);
    ShopRows shop = new ShopRows(new LinkedHashMap<>());
    shop.add("organizations", "syd", "Australia/Sydney", null);
    shop.add("organizations", "del", "Asia/Kolkata", null);
    shop.add("organizations", "old", "nowhere", BEGIN);
    shop.add("plans", "p0", "small");
    shop.add("plans", "p1", "large");
    for (String tenant : new String[] {"syd", "del", "old", null, "nobody"}) {
      for (int i = 0; i < 8; i++) {
        Instant deleted = i % 5 == 4 ? BEGIN : null;
        String parent = i == 0 ? null : "c" + random.nextInt(10);
        shop.add("customers", tenant, "c" + i, "customer " + random.nextInt(6), parent, deleted);
      }
      for (int i = 0; i < 30; i++) {
        shop.add(
            "orders",
            tenant,
            // the first three are called alike everywhere
            (i < 3 ? "" : tenant) + "o" + i,
            "customer " + random.nextInt(9),
            "c" + random.nextInt(10),
            random.nextInt(3) == 0 ? null : "c" + random.nextInt(8),
            "p" + random.nextInt(3),
            BigDecimal.valueOf(random.nextInt(100_000), 2),
            BEGIN.plusSeconds(random.nextInt(40 * 86_400)),
            random.nextInt(7) == 0 ? BEGIN : null);
      }
      for (int i = 0; i < 20; i++) {
        int order = random.nextInt(32);
        shop.add(
            "lines",
            tenant + "l" + i,
            (order < 3 ? "" : tenant) + "o" + order,
            BigDecimal.valueOf(random.nextInt(10_000), 2),
            BEGIN.plusSeconds(random.nextInt(40 * 86_400)));
        shop.add("notes", tenant + "n" + i, tenant + "l" + i, "c" + random.nextInt(9), "text " + i);
        String subject = List.of("agent", "ticket", "line", "plan", "organization", "?").get(i % 6);
        String key =
            switch (subject) {
              case "plan" -> "p" + random.nextInt(3);
              case "organization" -> "syd";
              case "line" -> tenant + "l" + i;
              default -> "e" + tenant + random.nextInt(6);
            };
        shop.add("events", tenant + "v" + i, tenant, subject, key);
      }
      for (int i = 0; i < 4; i++) {
        shop.add("agents", "e" + tenant + i, tenant, i == 0 ? BEGIN : null);
        shop.add("tickets", "e" + tenant + i, tenant);
        shop.add("plan_prices", tenant + "r" + i, "p" + i, "c" + i, BEGIN);
      }
    }
    return shop;
  }

  private void add(String table, Object... values) {
    rows.computeIfAbsent(table, name -> new ArrayList<>()).add(Arrays.asList(values));
  }

  /** These rows and one more. */
  public ShopRows plus(String table, Object... values) {
    ShopRows more = copy();
    more.add(table, values);
    return more;
  }

  /** The same rows in another order. */
  public ShopRows permuted(long seed) {
    ShopRows permuted = copy();
    permuted.rows.values().forEach(each -> Collections.shuffle(each, new Random(seed)));
    return permuted;
  }

  /** Every row but the tenants' twice, the second one and its parents under other keys. */
  public ShopRows doubled(SourceModel model) {
    ShopRows doubled = copy();
    rows.forEach(
        (table, all) -> {
          if (!table.equals("organizations")) {
            List<String> names = model.table(table).orElseThrow().rawSchema().names();
            all.forEach(row -> doubled.rows.get(table).add(rekeyed(names, row)));
          }
        });
    return doubled;
  }

  private static List<Object> rekeyed(List<String> names, List<Object> row) {
    List<Object> other = new ArrayList<>(row);
    boolean isOfTenants = names.contains("entity_type") && row.contains("organization");
    for (int i = 0; i < names.size(); i++) {
      boolean isKey = names.get(i).equals("id") || names.get(i).endsWith("_id");
      boolean isTenant =
          names.get(i).equals("organization_id")
              || (isOfTenants && names.get(i).equals("entity_id"));
      if (isKey && !isTenant && row.get(i) != null) {
        other.set(i, row.get(i) + "'");
      }
    }
    return other;
  }

  /** Texts that are no keys made unreadable; equal ones stay equal. */
  public ShopRows anonymised(SourceModel model) {
    ShopRows other = new ShopRows(new LinkedHashMap<>());
    rows.forEach(
        (table, all) -> {
          List<String> names = model.table(table).orElseThrow().rawSchema().names();
          List<List<Object>> changed = new ArrayList<>();
          for (List<Object> row : all) {
            List<Object> values = new ArrayList<>(row);
            for (int i = 0; i < names.size(); i++) {
              boolean isText = List.of("name", "number", "text").contains(names.get(i));
              if (isText && row.get(i) != null) {
                values.set(i, "x" + Integer.toHexString(row.get(i).hashCode()));
              }
            }
            changed.add(values);
          }
          other.rows.put(table, changed);
        });
    return other;
  }

  private ShopRows copy() {
    Map<String, List<List<Object>>> copies = new LinkedHashMap<>();
    rows.forEach((table, all) -> copies.put(table, new ArrayList<>(all)));
    return new ShopRows(copies);
  }

  /** Registers all of it, each table in so many files. */
  public void putInto(FactWarehouse warehouse, SourceModel model, int files) {
    for (SourceTable table : model.tables().values()) {
      warehouse.raw(model, table.name(), rows.getOrDefault(table.name(), List.of()), files);
    }
  }
}
