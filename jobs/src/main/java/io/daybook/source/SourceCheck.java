package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.Finding.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a model with the live source: its schema and the rights of our role. Only reads. */
public final class SourceCheck {
  private static final int SHOWN = 20;

  private final SourceModel model;
  private final int connections;

  /**
   * A check of this model.
   *
   * @param connections connections that a run opens at once
   */
  public SourceCheck(SourceModel model, int connections) {
    this.model = requireNonNull(model, "model is null");
    this.connections = connections;
  }

  /**
   * Everything there is to say, the worst first.
   *
   * @param connection a session of the role that runs read with; its transaction, if it is in one,
   *     is used and left open
   */
  public List<Finding> findings(Connection connection) {
    return findings(connection, allColumns());
  }

  /**
   * The gate of a run: passes when every column of the model can be read.
   *
   * @return what was found and does not stop the run
   * @throws DaybookException SRC-RLS, SRC-RIGHTS or SRC-SCHEMA with all that stops it
   */
  public List<Finding> requireUsable(Connection connection) {
    return requireUsable(connection, allColumns());
  }

  /**
   * The gate of a run that reads some columns only.
   *
   * @param columnsUsed the columns to be read, by table
   * @return what was found and does not stop the run
   * @throws DaybookException SRC-RLS, SRC-RIGHTS or SRC-SCHEMA with all that stops it
   */
  public List<Finding> requireUsable(
      Connection connection, Map<String, ? extends Set<String>> columnsUsed) {
    List<Finding> findings = findings(connection, columnsUsed);
    List<Finding> errors =
        findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw refusal(errors);
    }
    return findings;
  }

  private List<Finding> findings(
      Connection connection, Map<String, ? extends Set<String>> columnsUsed) {
    try {
      List<Finding> findings = new ArrayList<>();
      Catalogue live = LiveCatalogue.read(connection, model.schema(), LiveCatalogue.RELATIONS);
      findings.addAll(SchemaCheck.compare(model, live, columnsUsed));
      findings.addAll(
          RightsCheck.prove(connection, model, live.tables().keySet(), columnsUsed, connections));
      findings.sort(Comparator.comparing(Finding::severity));
      return List.copyOf(findings);
    } catch (SQLException e) {
      throw SourceErrors.failure("Cannot check source " + model.name(), e)
          .state("nothing was read; readers keep the published release")
          .next("mend the cause and run: daybook source check " + model.name())
          .build();
    }
  }

  private Map<String, Set<String>> allColumns() {
    Map<String, Set<String>> all = new TreeMap<>();
    model
        .tables()
        .forEach(
            (name, table) ->
                all.put(
                    name,
                    table.columns().stream().map(SourceColumn::name).collect(Collectors.toSet())));
    return all;
  }

  /** The code is that of the gravest sort: hidden rows, then missing rights, then the schema. */
  private DaybookException refusal(List<Finding> errors) {
    Code code =
        Stream.of(Code.SRC_RLS, Code.SRC_RIGHTS)
            .filter(each -> errors.stream().anyMatch(error -> error.code() == each))
            .findFirst()
            .orElse(Code.SRC_SCHEMA);
    List<String> shown =
        errors.stream()
            .sorted(Comparator.comparing((Finding error) -> error.code() != code))
            .limit(SHOWN)
            .map(Finding::toString)
            .collect(Collectors.toCollection(ArrayList::new));
    if (errors.size() > SHOWN) {
      shown.add((errors.size() - SHOWN) + " more; all: daybook source check " + model.name());
    }
    String why =
        switch (code) {
          case SRC_RLS -> "row-level security would hide rows from our role";
          case SRC_RIGHTS -> "our role lacks a right";
          default -> "the live schema is not what the model says";
        };
    String next =
        code == Code.SRC_SCHEMA
            ? "look at the difference: daybook source draft %s; adapt %s and what uses it"
                .formatted(model.name(), ModelLoader.FILE_NAME)
            : "let the DBA run the output of: daybook source grant " + model.name();
    return DaybookException.of(code, "Cannot read source " + model.name() + ": " + why)
        .line("found", String.join("\n", shown))
        .state("nothing was read; readers keep the published release")
        .next(next)
        .build();
  }
}
