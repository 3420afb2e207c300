package io.daybook.report.custom.sql;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.metric.Subject;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.Dataset;
import java.math.BigDecimal;
import java.util.Set;

/**
 * The only way from a dataset into a statement: it adds the tenant's predicate and refuses what the
 * role may not see. Fails closed: a tenant that is none, or an area that is not named, is refused.
 */
public final class Gate {
  /** Name of the column that proves whose a row is. */
  static final String STRANGERS = "strangers";

  private final String tenantColumn;
  private final String tenant;
  private final String role;
  private final Set<String> areas;

  /**
   * @param tenantColumn name of the tenant in facts and marts; of the model
   * @param tenant whose rows may be read; never a reserved one
   * @param role who asks, for messages
   * @param areas that the role may see; none for an unknown role
   */
  public Gate(String tenantColumn, String tenant, String role, Set<String> areas) {
    this.tenantColumn = Quoted.name(requireNonNull(tenantColumn, "tenantColumn is null"));
    this.tenant = requireNonNull(tenant, "tenant is null");
    this.role = requireNonNull(role, "role is null");
    this.areas = Set.copyOf(areas);
    if (tenant.isBlank() || tenant.startsWith("(")) {
      throw new IllegalArgumentException("Invalid tenant: it is in nobody's scope");
    }
  }

  /** A statement's beginning that has passed; only the gate makes one. */
  static final class Passed {
    private final String from;
    private final String strangers;

    private Passed(String from, String strangers) {
      this.from = from;
      this.strangers = strangers;
    }

    /** {@code from ... where <tenant>}, open for further conditions. */
    String from() {
      return from;
    }

    /** SQL of the last column: how many rows of others there are in a row of the result. */
    String strangers() {
      return strangers;
    }
  }

  /**
   * Passes a dataset whose rows are put together.
   *
   * @throws DaybookException DEF_REPORT when the role may not see it
   */
  Passed pass(Subject subject, Binder binder) {
    return pass(subject, binder, "count(case when %s then null else 1 end)");
  }

  /**
   * Passes a dataset whose rows are listed.
   *
   * @throws DaybookException DEF_REPORT when the role may not see it
   */
  Passed passRows(Subject subject, Binder binder) {
    return pass(subject, binder, "case when %s then 0 else 1 end");
  }

  private Passed pass(Subject subject, Binder binder, String strangers) {
    requireArea(subject);
    return new Passed(
        "from %s\nwhere %s".formatted(Dataset.quoted(subject.from()), own(binder)),
        strangers.formatted(own(binder)));
  }

  private String own(Binder binder) {
    return tenantColumn + " = " + binder.bind(tenant);
  }

  /**
   * Refuses what the role may not see.
   *
   * @throws DaybookException DEF_REPORT
   */
  public void requireArea(Subject subject) {
    if (!areas.contains(subject.area())) {
      throw DaybookException.of(
              Code.DEF_REPORT,
              "Cannot show %s to %s: it is of the area %s"
                  .formatted(
                      subject.name(),
                      role.isEmpty() ? "somebody without a role" : "the role " + role,
                      subject.area()))
          .state("nothing was asked")
          .next("ask in the name of a role that may see it; roles stand in metrics.yml")
          .build();
    }
  }

  /**
   * Proves that a row is the tenant's alone.
   *
   * @param strangers rows of others in it; null where nobody counted them
   * @throws DaybookException INTERNAL when it is not
   */
  void requireOwn(BigDecimal strangers) {
    if (strangers == null || strangers.signum() != 0) {
      throw DaybookException.of(
              Code.INTERNAL, "Cannot show a report: a row is not of its tenant " + tenant)
          .state("nothing was shown")
          .next("report it with the log")
          .build();
    }
  }
}
