package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.fault.Code;
import io.daybook.source.Finding.Place;
import io.daybook.source.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the model with the live catalogue. */
final class SchemaCheck {
  private final SourceModel model;
  private final Catalogue live;
  private final List<Finding> findings = new ArrayList<>();

  private SchemaCheck(SourceModel model, Catalogue live) {
    this.model = model;
    this.live = live;
  }

  /** What differs; an error where a table or column cannot be read as the model says. */
  static List<Finding> compare(SourceModel model, Catalogue live) {
    SchemaCheck check = new SchemaCheck(model, live.folded(model::tenantColumn));
    model.tables().values().forEach(check::table);
    check.vocabularies();
    Set<String> others = new TreeSet<>(live.tables().keySet());
    others.removeAll(model.tables().keySet());
    if (!others.isEmpty()) {
      check.add(
          Severity.NOTE,
          new Place.Elsewhere(String.join(", ", model.schemas())),
          "tables or views that are not in the model: " + Finding.some(others));
    }
    return check.findings;
  }

  private void table(SourceTable table) {
    Catalogue.Table now = live.tables().get(table.name());
    if (now == null) {
      add(
          Severity.ERROR,
          new Place.OfTable(table.name()),
          "the table is missing in schema "
              + model.schemaOf(table.name())
              + Problems.didYouMean(table.name(), live.tables().keySet()));
      return;
    }
    for (SourceColumn column : table.columns()) {
      column(table, column, now);
    }
    List<String> declared = table.keyDeclared() ? table.key() : List.of();
    if (!now.key().equals(declared)) {
      add(
          Severity.ERROR,
          new Place.OfTable(table.name()),
          "the primary key was " + declared + " and is now " + now.key());
    }
    if (now.kind() == Catalogue.Kind.FOREIGN) {
      add(
          Severity.WARNING,
          new Place.OfTable(table.name()),
          "holds rows of another server: they are not of the snapshot, and are not reconciled");
    }
    for (Relation relation : table.relations()) {
      if (relation.declared() && !now.declares(relation)) {
        add(
            Severity.NOTE,
            new Place.OfColumn(table.name(), relation.columns().get(0)),
            "the foreign key to " + relation.parent() + " is no longer declared");
      }
    }
    extraColumns(table, now);
  }

  private void column(SourceTable table, SourceColumn column, Catalogue.Table now) {
    Place where = new Place.OfColumn(table.name(), column.name());
    Catalogue.Column is = now.columns().get(column.name());
    if (is == null) {
      add(
          Severity.ERROR,
          where,
          "the column is missing" + Problems.didYouMean(column.name(), now.columns().keySet()));
      return;
    }
    type(where, new PgType(column.sourceType(), column.enumerated()), is.type());
    if (is.ownCollation() && isCompared(table, column.name())) {
      add(
          Severity.ERROR,
          where,
          "its collation is not deterministic, so that it cannot be joined by; draft again");
    }
    boolean isWritten = !table.keyDeclared() && table.key().contains(column.name());
    if (is.nullable() != column.nullable() && !isWritten) {
      add(
          is.nullable() ? Severity.WARNING : Severity.NOTE,
          where,
          is.nullable() ? "was not null and may now be NULL" : "could be NULL and is now not null");
    }
  }

  private void type(Place where, PgType was, PgType is) {
    if (was.equals(is)) {
      return;
    }
    String change = "the type was " + was + " and is now " + is;
    if (was.carries(is)) {
      add(Severity.NOTE, where, change + "; it is read alike");
    } else if (was.takes(is)) {
      add(Severity.WARNING, where, change + "; it is read as long as every value fits " + was);
    } else {
      add(Severity.ERROR, where, change);
    }
  }

  /** Whether joins go by it: as tenant, as reference, or as what is referenced. */
  private boolean isCompared(SourceTable table, String column) {
    Stream<Relation> all =
        model.tables().values().stream().flatMap(each -> each.relations().stream());
    return table.tenancy().equals(new Tenancy.Own(column))
        || all.anyMatch(
            relation ->
                (relation.table().equals(table.name()) && relation.columns().contains(column))
                    || (relation.parent().equals(table.name())
                        && relation.parentColumns().contains(column)));
  }

  /** New in the source, or left out on purpose. */
  private void extraColumns(SourceTable table, Catalogue.Table now) {
    Set<String> others = new TreeSet<>(now.columns().keySet());
    table.columns().forEach(column -> others.remove(column.name()));
    if (!others.isEmpty()) {
      add(
          Severity.NOTE,
          new Place.OfTable(table.name()),
          "columns that are not read: " + Finding.some(others));
    }
  }

  private void vocabularies() {
    model.vocabularies().forEach(this::vocabulary);
  }

  private void vocabulary(String name, List<String> values) {
    List<String> now = live.enums().getOrDefault(name, values);
    Set<String> added = new TreeSet<>(now);
    values.forEach(added::remove);
    Set<String> gone = new TreeSet<>(values);
    now.forEach(gone::remove);
    if (!added.isEmpty()) {
      // Beside a value that went, a new one is that value under another name.
      add(
          gone.isEmpty() ? Severity.NOTE : Severity.WARNING,
          new Place.Elsewhere(name),
          "the enum has new values: " + Finding.some(added));
    }
    if (!gone.isEmpty()) {
      add(
          Severity.WARNING,
          new Place.Elsewhere(name),
          "the enum lacks values that definitions may count by: " + Finding.some(gone));
    }
  }

  private void add(Severity severity, Place where, String message) {
    findings.add(new Finding(severity, Code.SRC_SCHEMA, where, message));
  }
}
