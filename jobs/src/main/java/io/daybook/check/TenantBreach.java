package io.daybook.check;

import static java.util.stream.Collectors.joining;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.CheckOutcome;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;

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
    Map<String, Long> risen = new TreeMap<>(Relations.crossTenant(outcomes));
    risen.entrySet().removeIf(each -> each.getValue() <= known.getOrDefault(each.getKey(), 0L));
    if (risen.isEmpty()) {
      return Optional.empty();
    }
    long more =
        risen.entrySet().stream()
            .mapToLong(each -> each.getValue() - known.getOrDefault(each.getKey(), 0L))
            .sum();
    return Optional.of(
        DaybookException.of(
                Code.SEC_TENANT,
                "Cannot trust what wrote %s: release %d counts %,d more references into another tenant"
                    .formatted(source, release, more))
            .line("of", text(risen, known))
            .state("they are joined to nothing: no tenant sees a row of another, no number changed")
            .next(
                "have the application looked at; daybook query \"select relation, cross_tenant"
                    + " from recorded.quality_checks where release = %d and cross_tenant > 0\""
                        .formatted(release))
            .build());
  }

  private static String text(Map<String, Long> risen, Map<String, Long> known) {
    String shown =
        risen.entrySet().stream()
            .limit(SHOWN)
            .map(each -> text(each, known))
            .collect(joining(", "));
    return risen.size() > SHOWN ? shown + " and %d more".formatted(risen.size() - SHOWN) : shown;
  }

  private static String text(Entry<String, Long> relation, Map<String, Long> known) {
    return "%s %,d (%,d before)"
        .formatted(
            relation.getKey(), relation.getValue(), known.getOrDefault(relation.getKey(), 0L));
  }
}
