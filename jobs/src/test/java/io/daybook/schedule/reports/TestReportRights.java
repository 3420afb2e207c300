package io.daybook.schedule.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.delivery.Channel;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.Part;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One scheduled report goes to people of different roles: each gets what its role may see. Those
 * who may see all of it have every canary, which proves the search.
 */
class TestReportRights {
  private static final String ZONE = "Australia/Sydney";

  /** Eight in the evening there; the report is due at six in the morning. */
  private static final Instant BEFORE = Instant.parse("2026-10-12T09:00:00Z");

  private static final Instant DUE = Instant.parse("2026-10-12T19:30:00Z");
  private static final String DAY = "2026-10-12";

  /** Numbers that stand nowhere else: of an order of that day, of a payment, of a purchase. */
  private static final Map<String, String> CANARIES =
      Map.of("sales", "77123456", "finance", "88234567", "operations", "99345678");

  private static final String MIXED = "00000000-0000-0000-0000-00000000a001";
  private static final String FINANCE = "00000000-0000-0000-0000-00000000a002";

  @TempDir static Path directory;

  private static ReportsFixture fixture;
  private static final Map<String, String> ADDRESSES = new HashMap<>();

  @BeforeAll
  static void makeARelease() throws SQLException {
    fixture =
        new ReportsFixture(
            directory,
            36,
            "alter type user_role add value if not exists 'finance'",
            "update scheduled_reports set is_active = false",
            people(),
            canaries(),
            report(MIXED, "revenue, revenue_cash, purchase_amount", "csv"),
            report(FINANCE, "revenue_cash", "pdf"));
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select role, email from users where name like 'Reader %' order by email")) {
      while (row.next()) {
        ADDRESSES.put(row.getString(1), row.getString(2));
      }
    }
    assertThat(ADDRESSES).hasSize(4);
  }

  /** Four users of the organisation become readers, one a role. */
  private static String people() {
    return """
        update users
        set role = roles.role::user_role, name = 'Reader ' || roles.role, status = 'active',
            deleted_at = null, email = roles.role || '@readers.example'
        from (
            select users.id, row_number() over (order by users.id) as place
            from users
            inner join organizations on organizations.id = users.organization_id
            where organizations.timezone = '%s' and organizations.deleted_at is null
        ) as people
        inner join (values (1, 'owner'), (2, 'viewer'), (3, 'sales'), (4, 'finance'))
            as roles (place, role) on roles.place = people.place
        where users.id = people.id
        """
        .formatted(ZONE);
  }

  private static String canaries() {
    return """
        with own as (
            select id from organizations where timezone = '%1$s' and deleted_at is null
        ),
        sold as (
            update orders set order_date = date '%2$s', status = 'delivered', deleted_at = null,
                total = %3$s, tax_amount = 0
            where id = (select min(orders.id::text)::uuid from orders, own
                where organization_id = own.id)
        ),
        cashed as (
            update order_payments set payment_date = date '%2$s', deleted_at = null,
                is_refund = false, amount = %4$s
            where id = (select min(order_payments.id::text)::uuid from order_payments, own
                where organization_id = own.id)
        ),
        undone as (
            update orders set order_date = order_date - 3
            where order_date = date '%2$s' and organization_id = (select id from own)
                and id <> (select min(orders.id::text)::uuid from orders, own
                    where organization_id = own.id)
        ),
        unpaid as (
            update order_payments set payment_date = payment_date - 3
            where payment_date = date '%2$s' and organization_id = (select id from own)
                and id <> (select min(order_payments.id::text)::uuid from order_payments, own
                    where organization_id = own.id)
        ),
        unbought as (
            update purchase_orders set order_date = order_date - 3
            where order_date = date '%2$s' and organization_id = (select id from own)
                and id <> (select min(purchase_orders.id::text)::uuid from purchase_orders, own
                    where organization_id = own.id)
        )
        update purchase_orders set order_date = date '%2$s', status = 'ordered', deleted_at = null,
            required_date = null, expected_delivery_date = null, actual_delivery_date = null,
            subtotal = %5$s, tax_amount = 0, shipping_amount = 0, discount_amount = 0,
            total_amount = %5$s, exchange_rate = 1
        where id = (select min(purchase_orders.id::text)::uuid from purchase_orders, own
            where organization_id = own.id)
        """
        .formatted(
            ZONE, DAY, CANARIES.get("sales"), CANARIES.get("finance"), CANARIES.get("operations"));
  }

  /** To all four, and to an address that is nobody's. */
  private static String report(String id, String metrics, String format) {
    return """
        insert into scheduled_reports (
            id, organization_id, name, frequency, format, schedule_cron, timezone, is_active,
            recipients, metrics, created_at, updated_at
        )
        select '%1$s', organizations.id, 'For all roles', 'daily', '%3$s', '', '%4$s', true,
            jsonb_build_object(
                'emails', jsonb_build_array('bank@elsewhere.example', 'Sales@readers.example'),
                'userIds', (select jsonb_agg(users.id order by users.email) from users
                    where users.name like 'Reader %%' and users.role <> 'sales')),
            jsonb_build_object('metrics', to_jsonb(string_to_array('%2$s', ', ')),
                'includeCharts', true, 'comparisonPeriod', 'previous_period'),
            now(), now()
        from organizations
        where organizations.timezone = '%4$s' and organizations.deleted_at is null
        """
        .formatted(id, metrics, format, ZONE);
  }

  private static ReportsDesk due() {
    fixture.release(BEFORE);
    ReportsDesk desk = new ReportsDesk(directory, BEFORE, CatchUp.LATEST);
    desk.scheduler.look();
    desk.clock.moveTo(DUE);
    fixture.release(DUE);
    desk.scheduler.look();
    return desk;
  }

  /** All that a recipient gets: body, file, pictures' names. */
  private static String bytes(ReportsDesk desk, Delivery delivery) throws IOException {
    StringBuilder text = new StringBuilder(delivery.subject());
    for (Part part : desk.deliveries.parts(delivery.id())) {
      if (part.role() != Part.Role.IMAGE) {
        byte[] bytes =
            Files.readAllBytes(directory.resolve("warehouse/renoz/book/" + part.sha256()));
        text.append(
            new String(bytes, StandardCharsets.UTF_8).replaceAll("(?<=[0-9]),(?=[0-9])", ""));
      }
    }
    return text.toString();
  }

  private static Map<String, Delivery> byRecipient(ReportsDesk desk, String report) {
    Map<String, Delivery> found = new HashMap<>();
    for (Delivery each : desk.ledger()) {
      if (each.key().report().equals(report) && each.key().occurrence().equals(DAY)) {
        assertThat(each.key().channel()).isEqualTo(Channel.EMAIL);
        assertThat(found.put(each.key().recipient(), each)).as("each once").isNull();
      }
    }
    return found;
  }

  @Test
  void eachGetsWhatItsRoleMaySeeFromOneSchedule() throws IOException {
    try (ReportsDesk desk = due()) {
      Map<String, Delivery> sent = byRecipient(desk, MIXED);
      Map<String, List<String>> expected =
          Map.of(
              ADDRESSES.get("owner"),
              List.of("sales", "finance", "operations"),
              "bank@elsewhere.example",
              List.of("sales", "finance", "operations"),
              ADDRESSES.get("finance"),
              List.of("sales", "finance", "operations"),
              "Sales@readers.example",
              List.of("sales"),
              ADDRESSES.get("viewer"),
              List.of("sales"));
      assertThat(sent.keySet()).isEqualTo(expected.keySet());
      for (Map.Entry<String, Delivery> each : sent.entrySet()) {
        String bytes = bytes(desk, each.getValue());
        List<String> seen = new ArrayList<>();
        CANARIES.forEach(
            (area, canary) -> {
              if (bytes.contains(canary)) {
                seen.add(area);
              }
            });
        assertThat(seen)
            .as(each.getKey())
            .containsExactlyInAnyOrderElementsOf(expected.get(each.getKey()));
        boolean isWhole = expected.get(each.getKey()).size() == 3;
        assertThat(
                bytes.contains(
                    "Figures that your role does not see are left out of this report: 2"))
            .as(each.getKey())
            .isEqualTo(!isWhole);
      }
      assertThat(sent.values().stream().map(each -> attachment(desk, each)).distinct())
          .as("one file a scope")
          .hasSize(2);
    }
  }

  private static String attachment(ReportsDesk desk, Delivery delivery) {
    return desk.deliveries.parts(delivery.id()).stream()
        .filter(part -> part.role() == Part.Role.ATTACHMENT)
        .map(Part::sha256)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoMaySeeNothingOfItGetsNoneAndItsOwnerIsToldOnce() throws IOException {
    try (ReportsDesk desk = due()) {
      assertThat(byRecipient(desk, FINANCE).keySet())
          .containsExactlyInAnyOrder(
              ADDRESSES.get("owner"), ADDRESSES.get("finance"), "bank@elsewhere.example");
      fixture.release(DUE.plusSeconds(86_400));
      desk.clock.moveTo(DUE.plusSeconds(86_400));
      desk.scheduler.look();
      List<Delivery> told =
          desk.ledger().stream()
              .filter(each -> each.key().report().equals(FINANCE))
              .filter(each -> each.key().occurrence().startsWith("unentitled"))
              .toList();
      assertThat(told.stream().map(each -> each.key().recipient()))
          .as("each owner once in two days")
          .doesNotHaveDuplicates()
          .contains(ADDRESSES.get("owner"));
      assertThat(told.get(0).subject()).isEqualTo("About your report: For all roles");
      assertThat(bytes(desk, told.get(0)))
          .contains("the address Sales@readers.example may not see it")
          .contains("user ");
      List<Occurrence> done =
          desk.scheduler.occurrences().list(ReportsDesk.PATTERN + "/" + FINANCE, 9);
      assertThat(done).extracting(Occurrence::status).containsOnly(OccurrenceStatus.DONE);
      assertThat(done.get(0).note().orElse("")).endsWith("2 recipients left out");
    }
  }
}
