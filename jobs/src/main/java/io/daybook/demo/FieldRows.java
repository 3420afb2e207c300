package io.daybook.demo;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Warranties, field work, claims: most of what points into nothing is here. */
final class FieldRows {
  private final DemoPlan plan;
  private final PlantedTally tally;

  FieldRows(DemoPlan plan, PlantedTally tally) {
    this.plan = plan;
    this.tally = tally;
  }

  List<TableRows> tables() {
    return List.of(
        new TableRows(
            Table.WARRANTIES,
            """
            id, organization_id, warranty_number, customer_id, product_id, product_serial,
            warranty_policy_id, order_id, registration_date, expiry_date, current_cycle_count,
            status, assigned_user_id, original_customer_id, transferred_at, notes, created_at,
            updated_at, deleted_at, source, registration_payload
            """,
            this::warranties),
        new TableRows(
            Table.JOB_ASSIGNMENTS,
            """
            id, organization_id, order_id, customer_id, installer_id, job_type, job_number, title,
            scheduled_date, scheduled_time, estimated_duration, status, started_at, completed_at,
            start_location, internal_notes, metadata, created_at, updated_at
            """,
            this::jobs),
        new TableRows(
            Table.WARRANTY_CLAIMS,
            """
            id, organization_id, claim_number, warranty_id, customer_id, issue_id, claim_type,
            description, status, resolution_type, approved_by_user_id, approved_at, cost,
            submitted_at, resolved_at, created_at, updated_at, claimant_role
            """,
            this::claims));
  }

  private void warranties(TenantPlan tenant, CopyText out) throws SQLException {
    TenantPlan other = tenant.tenant().quiet() ? tenant : plan.neighbour(tenant);
    for (int k = 0; k < tenant.count(Table.WARRANTIES); k++) {
      Dice dice = tenant.dice(Table.WARRANTIES, k);
      Instant registered = tenant.times().instant(dice);
      int years = dice.pick(1, 2, 5, 10);
      boolean pending = k > 8 && dice.percent(5);
      UUID customer = tenant.id(Table.CUSTOMERS, tenant.customer(dice));
      UUID product = tenant.any(Table.PRODUCTS, dice);
      UUID order = dice.percent(60) ? tenant.any(Table.ORDERS, dice) : null;
      switch (k) {
        case 0, 1 -> customer = tally.orphan("warranties.customer_id", dice);
        case 2 -> product = tally.orphan("warranties.product_id", dice);
        case 3, 4 -> order = tally.orphan("warranties.order_id", dice);
        case 5 ->
            customer =
                tally.crossTenant("warranties.customer_id", other.any(Table.CUSTOMERS, dice));
        case 6 -> order = tally.crossTenant("warranties.order_id", other.any(Table.ORDERS, dice));
        default -> {}
      }
      out.id(tenant.id(Table.WARRANTIES, k))
          .id(tenant.tenantId())
          .word("WAR-" + (1_000 + k))
          .id(pending ? null : customer)
          .id(pending ? null : product)
          .text(dice.pick(null, "SN-" + k, "SN " + k + ", rev \"B\""))
          .id(Dice.id(0, "warranty policy", dice.below(4)))
          .id(order)
          .at(registered)
          .at(registered.plus(Duration.ofDays(365L * years)));
      if (dice.percent(60)) {
        out.number(dice.below(6_000));
      } else {
        out.none();
      }
      // Nothing ages the status: what has expired may well be 'active'.
      boolean transferred = dice.percent(4);
      String status = transferred ? "transferred" : dice.percent(6) ? "voided" : "active";
      out.word(pending ? "pending_approval" : status)
          .id(dice.percent(20) ? tenant.user(dice) : null)
          .id(original(tenant, transferred, dice))
          .at(transferred ? tenant.times().capped(registered.plusSeconds(3_600)) : null)
          .text(Words.note(dice))
          .at(registered)
          .at(PartyRows.updated(tenant.times(), registered, dice))
          .at(dice.percent(3) ? PartyRows.removed(tenant.times(), registered, dice) : null)
          .word(dice.pick("crm", "crm", "website"))
          .text(Words.metadata(dice))
          .endRow();
    }
  }

  private UUID original(TenantPlan tenant, boolean transferred, Dice dice) {
    if (!transferred) {
      return null;
    }
    return dice.percent(40)
        ? tally.orphan("warranties.original_customer_id", dice)
        : tenant.any(Table.CUSTOMERS, dice);
  }

  private void jobs(TenantPlan tenant, CopyText out) throws SQLException {
    for (int k = 0; k < tenant.count(Table.JOB_ASSIGNMENTS); k++) {
      Dice dice = tenant.dice(Table.JOB_ASSIGNMENTS, k);
      LocalTimes times = tenant.times();
      int order = dice.below(tenant.count(Table.ORDERS));
      OrderPlan ordered = OrderPlan.of(tenant, order);
      LocalDate scheduled = ordered.orderDate().plusDays(dice.between(3, 40));
      boolean past = scheduled.isBefore(times.today());
      String status =
          past
              ? dice.pick(
                  "completed", "completed", "completed", "completed", "cancelled", "on_hold")
              : dice.pick("scheduled", "scheduled", "in_progress", "on_hold");
      Instant start = times.instantOf(scheduled, dice);
      boolean started = status.equals("completed") || status.equals("in_progress");
      UUID customer = tenant.id(Table.CUSTOMERS, ordered.customer());
      if (k % 67 == 4) {
        customer =
            tally.crossTenant(
                "job_assignments.customer_id", plan.neighbour(tenant).any(Table.CUSTOMERS, dice));
      }
      out.id(tenant.id(Table.JOB_ASSIGNMENTS, k))
          .id(tenant.tenantId())
          .id(dice.percent(80) ? tenant.id(Table.ORDERS, order) : null)
          .id(customer)
          .id(tenant.user(dice))
          .word(dice.pick("installation", "installation", "service", "warranty", "inspection"))
          .word("JOB-" + (1_000 + k))
          .text(tenant.marked(Words.matter(dice)))
          .day(scheduled)
          .word(
              dice.pick(null, "07:30:00", "09:00:00", "23:59:59.999999", "00:00:00", "13:05:00.5"));
      if (dice.percent(80)) {
        out.number(dice.between(1, 16) * 30L);
      } else {
        out.none();
      }
      out.word(status)
          .word(started ? clock("job_assignments.started_at", start, dice) : null)
          .word(
              status.equals("completed")
                  ? clock(
                      "job_assignments.completed_at", times.capped(start.plusSeconds(9_000)), dice)
                  : null)
          .word(started ? "{\"lat\": -33.8688, \"lng\": 151.2093}" : null)
          .text(Words.note(dice))
          .text(Words.metadata(dice))
          .at(ordered.createdAt())
          .at(PartyRows.updated(times, ordered.createdAt(), dice))
          .endRow();
    }
  }

  private String clock(String column, Instant at, Dice dice) {
    return dice.percent(4) ? tally.unparsable(column, dice) : at.toString();
  }

  private void claims(TenantPlan tenant, CopyText out) throws SQLException {
    for (int k = 0; k < tenant.count(Table.WARRANTY_CLAIMS); k++) {
      Dice dice = tenant.dice(Table.WARRANTY_CLAIMS, k);
      Instant submitted = tenant.times().instant(dice);
      String status =
          dice.pick("submitted", "under_review", "approved", "denied", "resolved", "cancelled");
      boolean approved = status.equals("approved") || status.equals("resolved");
      out.id(tenant.id(Table.WARRANTY_CLAIMS, k))
          .id(tenant.tenantId())
          .word("CLM-" + (1_000 + k))
          .id(tenant.any(Table.WARRANTIES, dice))
          .id(tenant.id(Table.CUSTOMERS, tenant.customer(dice)))
          .id(dice.percent(40) ? tenant.any(Table.ISSUES, dice) : null)
          .word(dice.pick("cell_degradation", "bms_fault", "inverter_failure", "other"))
          .text(tenant.marked(Words.matter(dice)))
          .word(status)
          .word(status.equals("resolved") ? dice.pick("repair", "replacement", "refund") : null)
          .id(approved ? tenant.user(dice) : null)
          .at(approved ? tenant.times().capped(submitted.plusSeconds(5_000)) : null);
      if (approved) {
        out.cents(dice.between(1, 500_000));
      } else {
        out.none();
      }
      out.at(submitted)
          .at(
              status.equals("resolved")
                  ? tenant.times().capped(submitted.plusSeconds(dice.between(60, 900_000)))
                  : null)
          .at(submitted)
          .at(PartyRows.updated(tenant.times(), submitted, dice))
          .word(dice.pick("channel_partner", "owner", "internal"))
          .endRow();
    }
  }
}
