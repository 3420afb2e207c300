package io.daybook.demo;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Opportunities and issues. Of each, 0 is a deleted one alone on its day, 1 a live one alone. */
final class PipelineRows {
  private final DemoPlan plan;
  private final PlantedTally tally;

  PipelineRows(DemoPlan plan, PlantedTally tally) {
    this.plan = plan;
    this.tally = tally;
  }

  List<TableRows> tables() {
    return List.of(
        new TableRows(
            Table.OPPORTUNITIES,
            """
            id, organization_id, title, description, customer_id, assigned_to, stage, probability,
            value, weighted_value, expected_close_date, actual_close_date, quote_expires_at,
            lost_reason, metadata, tags, created_at, updated_at, created_by, deleted_at
            """,
            this::opportunities),
        new TableRows(
            Table.ISSUES,
            """
            id, organization_id, issue_number, title, description, type, priority, status,
            customer_id, assigned_to_user_id, escalated_at, resolved_at, metadata, tags,
            created_at, updated_at, deleted_at, order_id, product_id, serial_number,
            resolved_by_user_id, resolution_category, next_action_type
            """,
            this::issues));
  }

  private void opportunities(TenantPlan tenant, CopyText out) throws SQLException {
    LocalTimes times = tenant.times();
    for (int k = 0; k < tenant.count(Table.OPPORTUNITIES); k++) {
      Dice dice = tenant.dice(Table.OPPORTUNITIES, k);
      Instant created =
          k < 2 ? times.instantOf(times.start().minusDays(31 + 2L * k), dice) : times.instant(dice);
      UUID customer = tenant.id(Table.CUSTOMERS, tenant.customer(dice));
      if (k > 1 && k % 41 == 3) {
        TenantPlan other = plan.neighbour(tenant);
        customer = tally.crossTenant("opportunities.customer_id", other.any(Table.CUSTOMERS, dice));
      }
      String stage =
          dice.pick("new", "qualified", "proposal", "negotiation", "won", "won", "lost", "lost");
      boolean closed = stage.equals("won") || stage.equals("lost");
      boolean deleted = k == 0 || (k > 1 && dice.percent(5));
      long value = dice.percent(4) ? 0 : dice.between(10_000, 9_999_999);
      int probability = stage.equals("won") ? 100 : stage.equals("lost") ? 0 : dice.below(1_001);
      boolean unweighted = k == 1 || dice.percent(8);
      LocalDate closedOn = times.later(times.dayOf(created), dice.below(90));
      out.id(tenant.id(Table.OPPORTUNITIES, k))
          .id(tenant.tenantId())
          .text(tenant.marked(Words.matter(dice)))
          .text(Words.note(dice))
          .id(customer)
          .id(dice.percent(85) ? tenant.user(dice) : null)
          .word(stage);
      // Percent with one odd digit, so that the weighted value does not come out in whole cents.
      long perMille = closed ? probability * 10L : probability;
      if (unweighted) {
        out.none().cents(value).none();
      } else {
        out.decimal(perMille * 10, 2).cents(value).cents((value * perMille + 500) / 1_000);
      }
      out.day(dice.percent(70) ? times.dayOf(created).plusDays(dice.below(120)) : null)
          .day(closed ? closedOn : null)
          .at(dice.percent(20) ? created.plus(Duration.ofDays(30)) : null)
          .text(stage.equals("lost") ? dice.pick(null, "price", "went \"quiet\"") : null)
          .text(Words.metadata(dice))
          .text(Words.jsonTags(dice))
          .at(created)
          .at(PartyRows.updated(times, created, dice))
          .id(dice.percent(80) ? tenant.user(dice) : null)
          .at(deleted ? PartyRows.removed(times, created, dice) : null)
          .endRow();
    }
  }

  private void issues(TenantPlan tenant, CopyText out) throws SQLException {
    LocalTimes times = tenant.times();
    for (int k = 0; k < tenant.count(Table.ISSUES); k++) {
      Dice dice = tenant.dice(Table.ISSUES, k);
      Instant created =
          k < 2 ? times.instantOf(times.start().minusDays(35 + 2L * k), dice) : times.instant(dice);
      UUID order = dice.percent(40) ? tenant.any(Table.ORDERS, dice) : null;
      if (k > 1 && k % 53 == 2) {
        order =
            tally.crossTenant("issues.order_id", plan.neighbour(tenant).any(Table.ORDERS, dice));
      }
      String status =
          dice.pick(
              "open",
              "in_progress",
              "pending",
              "on_hold",
              "escalated",
              "resolved",
              "resolved",
              "closed",
              "closed",
              "closed");
      boolean done = status.equals("resolved") || status.equals("closed");
      boolean deleted = k == 0 || (k > 1 && dice.percent(6));
      out.id(tenant.id(Table.ISSUES, k))
          .id(tenant.tenantId())
          .word("ISS-" + (1_000 + k))
          .text(tenant.marked(Words.matter(dice)))
          .text(Words.note(dice))
          .word(dice.pick("hardware_fault", "software_firmware", "connectivity", "other"))
          .word(dice.pick("low", "medium", "medium", "high", "critical"))
          .word(status)
          .id(dice.percent(85) ? tenant.id(Table.CUSTOMERS, tenant.customer(dice)) : null)
          .id(dice.percent(70) ? tenant.user(dice) : null)
          .at(status.equals("escalated") ? times.capped(created.plusSeconds(7_200)) : null)
          .at(done ? times.capped(created.plusSeconds(dice.between(60, 2_000_000))) : null)
          .text(Words.metadata(dice))
          .text(Words.arrayTags(dice))
          .at(created)
          .at(PartyRows.updated(times, created, dice))
          .at(deleted ? PartyRows.removed(times, created, dice) : null)
          .id(order)
          .id(dice.percent(30) ? tenant.any(Table.PRODUCTS, dice) : null)
          .text(dice.pick(null, "SN-" + k, ""))
          .id(done ? tenant.user(dice) : null)
          .word(done ? dice.pick("hardware_fault", "usage_guidance", "other") : null)
          .word(dice.pick(null, "monitor", "field_service"))
          .endRow();
    }
  }
}
