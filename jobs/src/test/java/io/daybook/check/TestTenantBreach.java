package io.daybook.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.CheckOutcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestTenantBreach {
  private static CheckOutcome crossing(String column, long rows) {
    return new CheckOutcome("relations." + column + ".cross_tenant", false, rows);
  }

  private static final List<CheckOutcome> BEFORE =
      List.of(
          new CheckOutcome("mv_daily_metrics.grain", true, 0),
          new CheckOutcome("relations.orders.customer_id.orphaned", false, 40),
          crossing("orders.customer_id", 3),
          crossing("jobs.site_id", 9),
          crossing("quotes.order_id", 0));

  @Test
  void namesTheRelationsThatLeadIntoOtherTenantsMoreThanTheyDid() {
    List<CheckOutcome> now =
        List.of(
            new CheckOutcome("mv_daily_metrics.grain", true, 5),
            new CheckOutcome("relations.orders.customer_id.orphaned", false, 90),
            crossing("orders.customer_id", 5),
            crossing("jobs.site_id", 8),
            crossing("quotes.order_id", 1_200));
    assertThat(TenantBreach.rows(now)).isEqualTo(1_213);
    DaybookException breach = TenantBreach.found("renoz", 7, now, BEFORE).orElseThrow();
    assertThat(breach.code()).isEqualTo(Code.SEC_TENANT);
    assertThat(breach)
        .hasMessage(
            """
            SEC-TENANT Cannot trust what wrote renoz: release 7 counts 1,202 more references into another tenant
              of     quotes.order_id 1,200 (0 before), orders.customer_id 5 (3 before)
              state  they are joined to nothing: no tenant sees a row of another, no number changed
              next   have the application looked at; daybook query "select relation, cross_tenant from recorded.quality_checks where release = 7 and cross_tenant > 0\"""");
  }

  @Test
  void saysNothingOfWhatWasCountedBefore() {
    assertThat(TenantBreach.found("renoz", 7, BEFORE, BEFORE)).isEmpty();
    assertThat(TenantBreach.found("renoz", 7, List.of(), BEFORE)).isEmpty();
    assertThat(TenantBreach.rows(List.of())).isZero();
  }

  @Test
  void ofAFirstReleaseEverythingIsNew() {
    assertThat(TenantBreach.found("renoz", 1, BEFORE, List.of()).orElseThrow())
        .hasMessageContaining("release 1 counts 12 more")
        .hasMessageContaining("jobs.site_id 9 (0 before), orders.customer_id 3 (0 before)\n");
  }

  @Test
  void namesTenOfMany() {
    List<CheckOutcome> many =
        IntStream.range(0, 13).mapToObj(i -> crossing("t%02d.c".formatted(i), 1)).toList();
    assertThat(TenantBreach.found("renoz", 1, many, List.of()).orElseThrow())
        .hasMessageContaining("t09.c 1 (0 before) and 3 more\n");
  }
}
