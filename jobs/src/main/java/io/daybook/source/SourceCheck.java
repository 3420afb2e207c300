package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.Finding.Place;
import io.daybook.source.Finding.Severity;
import io.daybook.source.server.Patience;
import io.daybook.source.server.ReadProbe;
import io.daybook.source.server.SourceErrors;
import io.daybook.source.server.TextEncoding;
import io.daybook.sql.ReadableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a model with the live source: its schema and the rights of our role. Only reads. */
public final class SourceCheck {
  private static final int SHOWN = 20;

  /** Hidden rows, then missing rights, then what cannot be read at all, then the schema. */
  private static final List<Code> GRAVEST =
      List.of(
          Code.SRC_RLS,
          Code.SRC_RIGHTS,
          Code.SRC_ENCODING,
          Code.SRC_SCHEMA,
          Code.SRC_TABLE,
          Code.SRC_UNREACHABLE);

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

    /** Whether a table or a column of that model is not read. */
    public boolean isLessThan(SourceModel whole) {
      return !model.columnNames().equals(whole.columnNames());
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
    return weighed(look(connection, true).faults(), columnsUsed);
  }

  /**
   * The gate of a run: passes when every column of the model can be read.
   *
   * @return what was found and does not stop the run
   * @throws DaybookException SRC-RLS, SRC-RIGHTS, SRC-ENCODING, SRC-SCHEMA, SRC-TABLE or
   *     SRC-UNREACHABLE with all that stops it
   */
  public List<Finding> requireUsable(Connection connection) {
    return requireUsable(connection, model.columnNames()).findings();
  }

  /**
   * The gate of a run that uses some columns only: passes when they can be read.
   *
   * @param columnsUsed as for {@link #findings(Connection, Map)}
   * @throws DaybookException SRC-RLS, SRC-RIGHTS, SRC-ENCODING, SRC-SCHEMA, SRC-TABLE or
   *     SRC-UNREACHABLE with all that stops it
   */
  public Usable requireUsable(
      Connection connection, Map<String, ? extends Set<String>> columnsUsed) {
    return usable(look(connection, true), columnsUsed);
  }

  /**
   * The same gate once more in the transaction that holds the tables' locks, where nothing of them
   * can change any longer.
   *
   * @throws DaybookException as {@link #requireUsable}
   */
  public Usable requireUsableUnderLocks(
      Connection connection, Map<String, ? extends Set<String>> columnsUsed) {
    return usable(look(connection, false), columnsUsed);
  }

  private Usable usable(Look look, Map<String, ? extends Set<String>> columnsUsed) {
    List<Finding> findings = weighed(look.faults(), columnsUsed);
    List<Finding> errors = errors(findings);
    if (!errors.isEmpty()) {
      throw refusal(errors);
    }
    return new Usable(readable(look), findings);
  }

  private static List<Finding> errors(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
  }

  /** What was found, and the schema that it was found in. */
  private record Look(List<Finding> faults, Catalogue live) {}

  private Look look(Connection connection, boolean probing) {
    try {
      return connection.getAutoCommit() && probing
          ? patiently(connection)
          : look(connection, new ArrayList<>(), probing);
    } catch (SQLException e) {
      throw SourceErrors.failure("Cannot check source " + model.name(), e)
          .state("nothing was read; readers keep the published release")
          .next(SourceErrors.next(e, model.name(), false))
          .build();
    }
  }

  /** In a transaction of its own, with the patience of a run whatever the role has set. */
  private Look patiently(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            Patience.settings(
                connection.getMetaData().getDatabaseMajorVersion(),
                SourceSettings.DEFAULT_LOCK_TIMEOUT));
      }
      Look look = look(connection, new ArrayList<>(), true);
      connection.rollback();
      return look;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private Look look(Connection connection, List<Finding> faults, boolean probing)
      throws SQLException {
    faults.addAll(encoding(connection));
    Catalogue live =
        LiveCatalogue.read(connection, new Schemas(model.schemas()), LiveCatalogue.RELATIONS);
    faults.addAll(SchemaCheck.compare(model, live));
    faults.addAll(RightsCheck.prove(connection, model, live, connections));
    if (probing) {
      probe(connection, narrowed(faults), faults);
    }
    return new Look(faults, live);
  }

  /** Asks for no row of each table that seems readable. */
  private static void probe(Connection connection, SourceModel readable, List<Finding> faults)
      throws SQLException {
    for (SourceTable table : readable.tables().values()) {
      Optional<SQLException> refusal = ReadProbe.refusal(connection, noRow(readable, table));
      refusal.ifPresent(error -> faults.add(refused(new Place.OfTable(table.name()), error)));
    }
  }

  private static String noRow(SourceModel model, SourceTable table) {
    return table.columns().stream()
        .map(column -> ReadableName.of(column.name()))
        .collect(
            Collectors.joining(
                ", ",
                "select ",
                " from %s.%s limit 0"
                    .formatted(
                        ReadableName.of(model.schemaOf(table.name())),
                        ReadableName.of(model.nameInSchema(table.name())))));
  }

  /** What is lost to us on a session that goes on is the foreign server behind the table. */
  private static Finding refused(Place table, SQLException error) {
    String reason = SourceErrors.reason(error) + SourceErrors.sqlState(error);
    Code code = SourceErrors.codeOf(error);
    return switch (code) {
      case SRC_LOCK ->
          new Finding(
              Severity.WARNING, code, table, "is locked by another session just now: " + reason);
      case SRC_LOST, SRC_UNREACHABLE, SRC_AUTH, SRC_DATABASE ->
          new Finding(
              Severity.ERROR,
              Code.SRC_UNREACHABLE,
              table,
              "what stands behind it cannot be reached: " + reason);
      case INTERNAL ->
          new Finding(Severity.ERROR, Code.SRC_TABLE, table, "cannot be read: " + reason);
      default -> new Finding(Severity.ERROR, code, table, "cannot be read: " + reason);
    };
  }

  private static List<Finding> encoding(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select current_database(), getdatabaseencoding()")) {
      row.next();
      return new TextEncoding(row.getString(2)).isReadable()
          ? List.of()
          : List.of(
              new Finding(
                  Severity.ERROR,
                  Code.SRC_ENCODING,
                  new Place.Elsewhere("database " + row.getString(1)),
                  "its encoding is "
                      + row.getString(2)
                      + ", in which not every text can be read; readable are "
                      + String.join(", ", TextEncoding.readable())));
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
  private static boolean isUnused(Place where, Map<String, Set<String>> used) {
    if (where instanceof Place.OfTable table) {
      return !used.containsKey(table.table());
    }
    return where instanceof Place.OfColumn column
        && !used.getOrDefault(column.table(), Set.of()).contains(column.column());
  }

  /** As the types are now, where their values are read as long as they fit. */
  private SourceModel readable(Look look) {
    return narrowed(look.faults())
        .withTypes(
            (table, column) ->
                Optional.ofNullable(look.live().tables().get(table))
                    .flatMap(live -> Optional.ofNullable(live.columns().get(column)))
                    .map(Catalogue.Column::type));
  }

  private SourceModel narrowed(List<Finding> faults) {
    Map<String, Set<String>> columns = model.columnNames();
    for (Finding fault : faults) {
      if (fault.severity() != Severity.ERROR) {
        continue;
      }
      if (fault.where() instanceof Place.OfTable table) {
        columns.remove(table.table());
      } else if (fault.where() instanceof Place.OfColumn column
          && columns.containsKey(column.table())) {
        columns.get(column.table()).remove(column.column());
      }
    }
    return model.narrowedTo(columns);
  }

  /**
   * The exit code of a run that would find this: 0 when nothing of it stops one.
   *
   * @param findings as {@link #findings(Connection, Map)} gives them
   */
  public static int exitCode(List<Finding> findings) {
    List<Finding> errors = errors(findings);
    return errors.isEmpty() ? 0 : code(errors).kind().exitCode();
  }

  /** That of the gravest sort. */
  private static Code code(List<Finding> errors) {
    return GRAVEST.stream()
        .filter(each -> errors.stream().anyMatch(error -> error.code() == each))
        .findFirst()
        .orElse(Code.SRC_SCHEMA);
  }

  private DaybookException refusal(List<Finding> errors) {
    Code code = code(errors);
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
          case SRC_TABLE -> "what is used of it cannot be read as it is";
          case SRC_UNREACHABLE -> "a server behind one of its tables cannot be reached";
          default -> "the live schema is not what the model says";
        };
    String next =
        switch (code) {
          case SRC_SCHEMA ->
              "look at the difference: daybook source draft %s; adapt %s and what uses it"
                  .formatted(model.name(), ModelLoader.FILE_NAME);
          case SRC_ENCODING -> SourceErrors.RECODE;
          case SRC_TABLE ->
              "mend it in the source, or leave it out in %s and in what uses it"
                  .formatted(ModelLoader.FILE_NAME);
          case SRC_UNREACHABLE -> "see why the source's server cannot reach it; then run again";
          default -> "let the DBA run the output of: daybook source grant " + model.name();
        };
    return DaybookException.of(code, "Cannot read source " + model.name() + ": " + why)
        .line("found", String.join("\n", shown))
        .state("nothing was read; readers keep the published release")
        .next(next)
        .build();
  }
}
