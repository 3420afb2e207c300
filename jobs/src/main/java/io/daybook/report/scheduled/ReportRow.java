package io.daybook.report.scheduled;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** An active row of the source's scheduled reports. */
public sealed interface ReportRow permits ReportRow.Valid, ReportRow.Broken {
  /** Id of the row. */
  String id();

  /** Whose report it is. */
  String tenant();

  /** As people call it. */
  String name();

  /** Id of the user who made it, where the source knows. */
  Optional<String> author();

  /** One that can be made. */
  record Valid(ReportDefinition definition) implements ReportRow {
    public Valid {
      requireNonNull(definition, "definition is null");
    }

    @Override
    public String id() {
      return definition.id();
    }

    @Override
    public String tenant() {
      return definition.tenant();
    }

    @Override
    public String name() {
      return definition.name();
    }

    @Override
    public Optional<String> author() {
      return definition.author();
    }
  }

  /**
   * One that cannot, whatever the release.
   *
   * @param problems all that is wrong with it, in the owner's words
   */
  record Broken(String id, String tenant, String name, Optional<String> author, String problems)
      implements ReportRow {
    public Broken {
      requireNonNull(id, "id is null");
      requireNonNull(tenant, "tenant is null");
      requireNonNull(name, "name is null");
      requireNonNull(author, "author is null");
      requireNonNull(problems, "problems is null");
    }
  }
}
