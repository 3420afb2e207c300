package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.Finding.Severity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a model with the live source: its schema and the rights of our role. Only reads. */
public final class SourceCheck {
  private static final int SHOWN = 20;

  /**
   * Encodings of which every text can be read: the server makes UTF-8 of it, or sends the bytes.
   * Others have bytes without a character, and a server refuses a whole table for one of them.
   */
  private static final String READABLE =
      "ISO_8859_5 KOI8R KOI8U LATIN1 LATIN10 LATIN2 LATIN4 LATIN5 LATIN6 LATIN7 LATIN8 LATIN9"
          + " SQL_ASCII UTF8 WIN1256 WIN866";

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
   * What of a model can be read.
   *
   * @param model the model without what is not there or may not be read
   * @param findings what was found and does not stop a run
   */
  public record Usable(SourceModel model, List<Finding> findings) {
    public Usable {
      requireNonNull(model, "model is null");
      findings = List.copyOf(findings);
    }
  }

  /**
   * Everything there is to say, the worst first; every column of the model counts as used.
   *
   * @param connection a session of the role that runs read with; its transaction, if it is in one,
   *     is used and left open
   */
  public List<Finding> findings(Connection connection) {
    return findings(connection, model.columnNames());
  }

  /**
   * Everything there is to say, the worst first. What keeps a table or a column from being read is
   * an error where it is used, and a warning elsewhere.
   *
   * @param columnsUsed columns that facts, marts and checks read, by table; keys and tenants need
   *     not be named
   */
  public List<Finding> findings(
      Connection connection, Map<String, ? extends Set<String>> columnsUsed) {
    return weighed(faults(connection), columnsUsed);
  }

  /**
   * The gate of a run: passes when every column of the model can be read.
   *
   * @return what was found and does not stop the run
   * @throws DaybookException SRC-RLS, SRC-RIGHTS, SRC-ENCODING or SRC-SCHEMA with all that stops it
   */
  public List<Finding> requireUsable(Connection connection) {
    return requireUsable(connection, model.columnNames()).findings();
  }

  /**
   * The gate of a run that uses some columns only: passes when they can be read.
   *
   * @param columnsUsed as for {@link #findings(Connection, Map)}
   * @throws DaybookException SRC-RLS, SRC-RIGHTS, SRC-ENCODING or SRC-SCHEMA with all that stops it
   */
  public Usable requireUsable(
      Connection connection, Map<String, ? extends Set<String>> columnsUsed) {
    List<Finding> faults = faults(connection);
    List<Finding> findings = weighed(faults, columnsUsed);
    List<Finding> errors =
        findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw refusal(errors);
    }
    return new Usable(readable(faults), findings);
  }

  private List<Finding> faults(Connection connection) {
    try {
      List<Finding> faults = new ArrayList<>(encoding(connection));
      Catalogue live = LiveCatalogue.read(connection, model.schema(), LiveCatalogue.RELATIONS);
      faults.addAll(SchemaCheck.compare(model, live));
      faults.addAll(RightsCheck.prove(connection, model, live.tables().keySet(), connections));
      return faults;
    } catch (SQLException e) {
      throw SourceErrors.failure("Cannot check source " + model.name(), e)
          .state("nothing was read; readers keep the published release")
          .next("mend the cause and run: daybook source check " + model.name())
          .build();
    }
  }

  private static List<Finding> encoding(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select current_database(), getdatabaseencoding()")) {
      row.next();
      return List.of(READABLE.split(" ")).contains(row.getString(2))
          ? List.of()
          : List.of(
              new Finding(
                  Severity.ERROR,
                  Code.SRC_ENCODING,
                  "database " + row.getString(1),
                  "its encoding is "
                      + row.getString(2)
                      + ", in which not every text can be read; readable are "
                      + READABLE.replace(" ", ", ")));
    }
  }

  /** What nobody uses may be missing. */
  private List<Finding> weighed(
      List<Finding> faults, Map<String, ? extends Set<String>> columnsUsed) {
    Map<String, Set<String>> used = UsedColumns.of(model, columnsUsed);
    return faults.stream()
        .map(
            fault ->
                fault.severity() == Severity.ERROR && isUnused(fault.where(), used)
                    ? new Finding(Severity.WARNING, fault.code(), fault.where(), fault.message())
                    : fault)
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }

  /** Of the role, or of the schema, nothing is unused. */
  private boolean isUnused(String where, Map<String, Set<String>> used) {
    String[] names = where.split("\\.", 2);
    if (!model.tables().containsKey(names[0])) {
      return false;
    }
    return !used.containsKey(names[0])
        || (names.length == 2 && !used.get(names[0]).contains(names[1]));
  }

  private SourceModel readable(List<Finding> faults) {
    Map<String, Set<String>> columns = model.columnNames();
    for (Finding fault : faults) {
      if (fault.severity() == Severity.ERROR) {
        String[] names = fault.where().split("\\.", 2);
        if (names.length == 1) {
          columns.remove(names[0]);
        } else if (columns.containsKey(names[0])) {
          columns.get(names[0]).remove(names[1]);
        }
      }
    }
    return model.narrowedTo(columns);
  }

  /**
   * The code is that of the gravest sort: hidden rows, then missing rights, then the encoding, then
   * the schema.
   */
  private DaybookException refusal(List<Finding> errors) {
    Code code =
        Stream.of(Code.SRC_RLS, Code.SRC_RIGHTS, Code.SRC_ENCODING)
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
          case SRC_ENCODING -> "its encoding has texts that cannot be read";
          default -> "the live schema is not what the model says";
        };
    String next =
        switch (code) {
          case SRC_SCHEMA ->
              "look at the difference: daybook source draft %s; adapt %s and what uses it"
                  .formatted(model.name(), ModelLoader.FILE_NAME);
          case SRC_ENCODING -> "restore the source, or a replica of it, into a database in UTF8";
          default -> "let the DBA run the output of: daybook source grant " + model.name();
        };
    return DaybookException.of(code, "Cannot read source " + model.name() + ": " + why)
        .line("found", String.join("\n", shown))
        .state("nothing was read; readers keep the published release")
        .next(next)
        .build();
  }
}
