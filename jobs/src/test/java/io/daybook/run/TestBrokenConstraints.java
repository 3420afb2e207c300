package io.daybook.run;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoSize;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the database of a demo source does not let happen, and what one without its constraints
 * does: each row that breaks a rule is found, and no other.
 */
@Tag("slow")
@Tag("promise")
class TestBrokenConstraints {
  /** What the makers of Thorbis declare unique in a business. */
  private static final Map<String, String> UNIQUE =
      Map.of(
          "user_mgmt.business_users", "user_id",
          "rest.dining_tables", "table_number",
          "rest.orders", "order_number",
          "ret.product_categories", "slug",
          "ret.products", "sku",
          "ret.product_variants", "variant_sku",
          "ret.sales_orders", "order_number");

  @TempDir Path directory;

  @Test
  void ofThorbisAreFoundWhereTheDatabaseHasNone() throws SQLException {
    try (DemoNight night = ThorbisNight.open(directory, DemoSize.XS, ThorbisNight.SEED)) {
      Map<String, Long> expected = new TreeMap<>();
      try (Connection owner = night.database.connect();
          Statement statement = owner.createStatement()) {
        statement.execute(
            """
            do $$
            declare
                each record;
            begin
                for each in
                    select conrelid::regclass as place, conname
                    from pg_constraint
                    where contype in ('c', 'u') and conrelid <> 0 and connamespace <> 'pg_catalog'::regnamespace
                loop
                    execute format('alter table %s drop constraint %I', each.place, each.conname);
                end loop;
            end
            $$
            """);
        for (Map.Entry<String, String> unique : UNIQUE.entrySet()) {
          assertThat(statement.executeUpdate(twice(unique.getKey(), unique.getValue())))
              .as(unique.getKey())
              .isEqualTo(1);
          expected.put(unique.getKey() + " number_is_its_own", 2L);
        }
        change(statement, "rest.dining_tables", 0, "capacity = 0");
        expected.put("rest.dining_tables quantity_is_positive", 1L);
        change(statement, "rest.order_items", 0, "quantity = 0");
        change(statement, "rest.order_items", 1, "quantity = -1");
        expected.put("rest.order_items quantity_is_positive", 2L);
        change(statement, "ret.sales_order_items", 0, "quantity = 0");
        expected.put("ret.sales_order_items quantity_is_positive", 1L);
        String one = "(select id from ret.%1$s as o where o.business_id = t.business_id limit 1)";
        String both = "product_id = " + one + ", product_variant_id = " + one.replace("1$", "2$");
        change(
            statement, "ret.sales_order_items", 1, both.formatted("products", "product_variants"));
        change(
            statement, "ret.sales_order_items", 2, "product_id = null, product_variant_id = null");
        expected.put("ret.sales_order_items one_thing_is_sold", 2L);
      }
      Manifest release = ThorbisNight.run(night, "duckdb");
      assertThat(broken(night, release)).isEqualTo(expected);
      assertThat(broken(ThorbisNight.shared(), ThorbisNight.release())).isEmpty();
      Map<String, Long> found = CheckOutcome.findings(release.checks());
      assertThat(found.get("checks.numbers_are_unique"))
          .isEqualTo(
              14
                  + CheckOutcome.findings(ThorbisNight.release().checks())
                      .get("checks.numbers_are_unique"));
      assertThat(found)
          .containsEntry("checks.quantities_are_positive", 4L)
          .containsEntry("checks.lines_sell_one_thing", 2L);
      night.requireOracle(release, "rules_broken");
      night.requireOracle(release, "rules_kept");
    }
  }

  /** Findings by table and rule, of what the database of the demo does not let happen. */
  private static Map<String, Long> broken(DemoNight night, Manifest release) throws SQLException {
    return night
        .query(
            release.release(),
            """
            select table_name || ' ' || rule, sum(findings)::bigint
            from marts.rules_kept
            where findings > 0 and (rule in ('quantity_is_positive', 'one_thing_is_sold')
                or rule = 'number_is_its_own' and table_name in ('%s'))
            group by 1
            """
                .formatted(String.join("', '", UNIQUE.keySet())))
        .stream()
        .collect(
            Collectors.toMap(
                row -> (String) row.get(0), row -> (Long) row.get(1), Long::sum, TreeMap::new));
  }

  private static String living(String table) {
    String deleted = table.equals("ret.products") ? "and o.deleted_at is null" : "";
    return """
        from %s as o
        inner join tenant_mgmt.businesses as b on b.id = o.business_id and b.deleted_at is null
        where b.business_name not like 'Worked%%' %s
        """
        .formatted(table, deleted);
  }

  /** Gives the first row of a living business the number of the last. */
  private static String twice(String table, String column) {
    return """
        update %1$s as t
        set %2$s = (
            select o.%2$s %3$s and o.business_id = t.business_id and o.id <> t.id
            order by o.id desc limit 1
        )
        where t.id = (select o.id %3$s order by o.business_id, o.id limit 1)
        """
        .formatted(table, column, living(table));
  }

  private static void change(Statement statement, String table, int which, String values)
      throws SQLException {
    assertThat(
            statement.executeUpdate(
                "update %1$s as t set %2$s where t.id = (select o.id %3$s order by o.id offset %4$d limit 1)"
                    .formatted(table, values, living(table), which)))
        .isEqualTo(1);
  }

  /** What the makers of the CRM let nobody delete; each is deleted once. */
  @Test
  void ofTheCrmThatRestrictAreFoundWhenAParentIsGone() throws SQLException {
    try (DemoNight night = CrmNight.open(directory, DemoSize.XS, CrmNight.SEED)) {
      Map<String, Set<String>> lost = new TreeMap<>();
      try (Connection owner = night.database.connect();
          Statement statement = owner.createStatement()) {
        statement.execute("set session_replication_role = replica");
        String contract = parent(statement, "contract_id", "contract_installments", 0);
        String account = parent(statement, "bank_account_id", "bank_statement_entries", 0);
        String invoice = parent(statement, "invoice_id", "revenues", 0);
        String installment = parent(statement, "contract_installment_id", "payments", 1);
        lost.put(
            "installments_have_a_contract",
            keys(
                statement,
                "select installment_id from contract_installments where contract_id = '%s'"
                    .formatted(contract)));
        lost.put(
            "entries_have_an_account",
            keys(
                statement,
                "select entry_id from bank_statement_entries where bank_account_id = '%s'"
                    .formatted(account)));
        lost.put(
            "revenues_have_an_invoice",
            keys(
                statement,
                "select revenue_id from revenues where deleted_at is null and invoice_id = '%s'"
                    .formatted(invoice)));
        lost.put(
            "payments_have_a_parent",
            keys(
                statement,
                """
                select payment_id
                from payments
                where bank_account_id = '%s' or contract_installment_id = '%s'
                    or contract_installment_id in (
                        select installment_id from contract_installments where contract_id = '%s'
                    )
                """
                    .formatted(account, installment, contract)));
        for (String delete :
            List.of(
                "contracts where contract_id = '" + contract,
                "bank_accounts where bank_account_id = '" + account,
                "invoices where invoice_id = '" + invoice,
                "contract_installments where installment_id = '" + installment)) {
          assertThat(statement.executeUpdate("delete from " + delete + "'")).isEqualTo(1);
        }
      }
      Manifest release = CrmNight.run(night, "duckdb");
      for (Map.Entry<String, Set<String>> rule : atLeastOne(lost.entrySet())) {
        Set<String> before = broken(CrmNight.night(), CrmNight.release(), rule.getKey());
        Set<String> expected = new TreeSet<>(before);
        expected.addAll(rule.getValue());
        assertThat(expected).as(rule.getKey()).hasSizeGreaterThan(before.size());
        assertThat(broken(night, release, rule.getKey())).as(rule.getKey()).isEqualTo(expected);
        assertThat(CheckOutcome.findings(release.checks()))
            .containsEntry("checks." + rule.getKey(), (long) expected.size());
      }
      night.requireOracle(release, "rules_broken");
    }
  }

  /** A parent of rows of a living company. */
  private static String parent(Statement statement, String column, String table, int which)
      throws SQLException {
    String parents =
        Map.of(
                "contract_id", "contracts as p on p.contract_id",
                "bank_account_id", "bank_accounts as p on p.bank_account_id",
                "invoice_id", "invoices as p on p.invoice_id",
                "contract_installment_id",
                    "contract_installments as i on i.installment_id = t.contract_installment_id"
                        + " inner join contracts as p on p.contract_id")
            .get(column);
    String key = column.equals("contract_installment_id") ? "i.contract_id" : "t." + column;
    String deleted = table.equals("revenues") ? "and t.deleted_at is null" : "";
    return keys(
            statement,
            """
            select t.%1$s
            from %2$s as t
            inner join %3$s = %4$s
            inner join companies as c on c.company_id = p.company_id and c.deleted_at is null
            where c.name not like 'Worked%%' %5$s
            order by t.%1$s
            """
                .formatted(column, table, parents, key, deleted))
        .stream()
        .skip(which)
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> keys(Statement statement, String query) throws SQLException {
    Set<String> keys = new TreeSet<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        keys.add(row.getString(1));
      }
    }
    return keys;
  }

  private static Set<String> broken(DemoNight night, Manifest release, String rule)
      throws SQLException {
    return night
        .query(
            release.release(),
            "select entity_key from marts.rules_broken where rule = '" + rule + "'")
        .stream()
        .map(row -> (String) row.get(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
