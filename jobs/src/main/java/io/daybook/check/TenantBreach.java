package io.daybook.check;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.joining;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.CheckOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * References into another tenant that an earlier release did not count. They change no number,
 * because they are joined to nothing; but an application that writes them may well show them.
 */
public final class TenantBreach {
  private static final int SHOWN = 10;

  private TenantBreach() {}

  /** Rows whose reference is another tenant's, of all relations. */
  public static long rows(List<CheckOutcome> outcomes) {
    return Relations.crossTenant(outcomes).values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * What a person has to know: SEC_TENANT. Empty where no relation leads more rows into another
   * tenant than it did.
   *
   * @param release whose outcomes these are
   * @param before outcomes of an earlier release; none where there is none
   */
  public static Optional<DaybookException> found(
      String source, long release, List<CheckOutcome> outcomes, List<CheckOutcome> before) {
    Map<String, Long> known = Relations.crossTenant(before);
    List<Risen> risen =
        Relations.crossTenant(outcomes).entrySet().stream()
            .map(
                each ->
                    new Risen(
                        each.getKey(), each.getValue(), known.getOrDefault(each.getKey(), 0L)))
            .filter(each -> each.more() > 0)
            .sorted(comparingLong(Risen::more).reversed().thenComparing(Risen::relation))
            .toList();
    if (risen.isEmpty()) {
      return Optional.empty();
    }
    long more = risen.stream().mapToLong(Risen::more).sum();
    return Optional.of(
        DaybookException.of(
                Code.SEC_TENANT,
                "Cannot trust what wrote %s: release %d counts %,d more references into another tenant"
                    .formatted(source, release, more))
            .line("of", text(risen))
            .state("they are joined to nothing: no tenant sees a row of another, no number changed")
            .next(
                "have the application looked at; daybook query \"select relation, cross_tenant"
                    + " from recorded.quality_checks where release = %d and cross_tenant > 0\""
                        .formatted(release))
            .build());
  }

  private static String text(List<Risen> risen) {
    String shown = risen.stream().limit(SHOWN).map(Risen::text).collect(joining(", "));
    return risen.size() > SHOWN ? shown + " and %d more".formatted(risen.size() - SHOWN) : shown;
  }

  private record Risen(String relation, long now, long before) {
    long more() {
      return now - before;
    }

    String text() {
      return "%s %,d (%,d before)".formatted(relation, now, before);
    }
  }
}
