package io.daybook.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.CheckOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestCheckNews {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private static final List<CheckOutcome> BEFORE =
      List.of(
          new CheckOutcome("mv_daily_metrics.grain", true, 0),
          outcome("relations.orders.customer_id.orphaned", 40),
          crossing("orders.customer_id", 3),
          crossing("jobs.site_id", 9),
          crossing("quotes.order_id", 0),
          outcome("facts.jobs.vocabulary.status", 5));

  private static CheckOutcome outcome(String check, long findings) {
    return new CheckOutcome(check, false, findings);
  }

  private static CheckOutcome crossing(String column, long rows) {
    return outcome("relations." + column + ".cross_tenant", rows);
  }

  private static Acknowledgement known(String check, long upTo, LocalDate until) {
    return new Acknowledgement(
        "renoz", check, "ann", "it is being mended", until, upTo, Instant.EPOCH);
  }

  private static CheckNews news(
      List<CheckOutcome> now, List<CheckOutcome> before, Acknowledgement... acknowledgements) {
    return CheckChanges.between("renoz", 7, now, before).news(List.of(acknowledgements), TODAY);
  }

  @Test
  void tellsOfReferencesIntoOtherTenantsFirstAndThenOfTheRest() {
    List<CheckOutcome> now =
        List.of(
            outcome("relations.orders.customer_id.orphaned", 90),
            crossing("orders.customer_id", 5),
            crossing("jobs.site_id", 8),
            crossing("quotes.order_id", 1_200),
            outcome("checks.refunds_within_payments", 1),
            outcome("facts.jobs.vocabulary.status", 5));
    assertThat(Relations.crossTenant(now)).isEqualTo(1_213);
    List<DaybookException> problems = news(now, BEFORE).problems();
    assertThat(problems)
        .extracting(DaybookException::code)
        .containsExactly(Code.SEC_TENANT, Code.CHECK_WORSE);
    assertThat(problems.get(0))
        .hasMessage(
            """
            SEC-TENANT Cannot trust what wrote renoz: release 7 counts 1,202 more references into another tenant
              check  relations.quotes.order_id.cross_tenant 1,200 (0 before)
                     relations.orders.customer_id.cross_tenant 5 (3 before)
              state  they are joined to nothing: no tenant sees a row of another, no number changed
              next   have the application looked at; daybook check show relations.quotes.order_id.cross_tenant --source renoz""");
    assertThat(problems.get(1))
        .hasMessage(
            """
            CHECK-WORSE Cannot vouch for release 7 of renoz: 2 checks found more than before or than was acknowledged
              check  relations.orders.customer_id.orphaned 90 (40 before)
                     checks.refunds_within_payments 1
              state  the release is published: these checks count, they stop nothing
              next   daybook check show relations.orders.customer_id.orphaned --source renoz; daybook check acknowledge keeps what is known quiet""");
  }

  @Test
  void saysNothingOfWhatIsAsItWasOrBetter() {
    assertThat(news(BEFORE, BEFORE).problems()).isEmpty();
    assertThat(news(List.of(), BEFORE).problems()).isEmpty();
    assertThat(news(BEFORE, BEFORE).line()).isEqualTo("no check found more than before");
  }

  @Test
  void ofAFirstReleaseEverythingIsNewAndNothingIsMoreThanBefore() {
    CheckNews first = news(BEFORE, List.of());
    assertThat(first.line())
        .isEqualTo(
            "4 checks found something, and nobody looked for it a day before:"
                + " relations.orders.customer_id.orphaned 40, relations.jobs.site_id.cross_tenant 9,"
                + " facts.jobs.vocabulary.status 5, and 1 more;"
                + " daybook check list --new --source renoz");
    assertThat(first.problems().get(0))
        .hasMessageStartingWith(
            """
            SEC-TENANT Cannot trust what wrote renoz: release 7 counts 12 references into another tenant
              check  relations.jobs.site_id.cross_tenant 9
                     relations.orders.customer_id.cross_tenant 3
            """);
    assertThat(first.problems().get(1))
        .hasMessageStartingWith(
            """
            CHECK-WORSE Cannot vouch for release 7 of renoz: 2 checks found something, and nobody looked for it a day before
              check  relations.orders.customer_id.orphaned 40
                     facts.jobs.vocabulary.status 5
            """);
  }

  @Test
  void aCheckThatIsNewFoundNothingMoreThanBefore() {
    List<CheckOutcome> now = new ArrayList<>(BEFORE);
    now.add(outcome("checks.refunds_within_payments", 2));
    assertThat(news(now, BEFORE).line())
        .startsWith(
            "1 check found something, and nobody looked for it a day before:"
                + " checks.refunds_within_payments 2;");
  }

  @Test
  void whatIsAcknowledgedIsQuietUntilItsDayOrUntilItFindsMore() {
    String check = "facts.jobs.vocabulary.status";
    List<CheckOutcome> eight = List.of(outcome(check, 8));
    assertThat(news(eight, BEFORE).told()).hasSize(1);
    assertThat(news(eight, BEFORE, known(check, 8, TODAY)).told()).isEmpty();
    assertThat(news(eight, BEFORE, known("another", 8, TODAY)).told()).hasSize(1);
    assertThat(news(eight, BEFORE, known(check, 7, TODAY)).told())
        .singleElement()
        .extracting(CheckNews.Told::text)
        .isEqualTo(
            "facts.jobs.vocabulary.status 8 (5 before), was acknowledged by ann until 2026-11-21 up to 7");
    CheckNews over = news(eight, eight, known(check, 8, TODAY.minusDays(1)));
    assertThat(over.problems())
        .as("it speaks again after its day, though nothing rose")
        .extracting(DaybookException::code)
        .containsExactly(Code.CHECK_WORSE);
    assertThat(news(List.of(outcome(check, 0)), eight, known(check, 8, TODAY.minusDays(1))).told())
        .as("it was mended")
        .isEmpty();
  }

  @Test
  void referencesWhoseAcknowledgementHasEndedAreTrustedNoMore() {
    List<CheckOutcome> same = List.of(crossing("jobs.site_id", 9));
    String check = "relations.jobs.site_id.cross_tenant";
    assertThat(news(same, BEFORE, known(check, 9, TODAY)).problems()).isEmpty();
    assertThat(news(same, BEFORE, known(check, 9, TODAY.minusDays(1))).problems().get(0))
        .hasMessageStartingWith(
            "SEC-TENANT Cannot trust what wrote renoz: release 7 counts references into another"
                + " tenant that are not acknowledged any more\n");
  }

  @Test
  void namesTenOfMany() {
    List<CheckOutcome> many =
        IntStream.range(0, 13).mapToObj(i -> crossing("t%02d.c".formatted(i), 1)).toList();
    assertThat(news(many, List.of()).problems().get(0))
        .hasMessageContaining("relations.t09.c.cross_tenant 1\n         and 3 more\n");
  }
}
