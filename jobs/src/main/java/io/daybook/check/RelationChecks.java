package io.daybook.check;

import io.daybook.fact.TenantColumns;
import io.daybook.schema.DataType;
import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.sql.Quoted;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the rows behind the counts of one relation, as checks that only count. */
final class RelationChecks {
  private final SourceModel model;
  private final SourceTable child;
  private final TenantColumns tenants;

  RelationChecks(SourceModel model, SourceTable child) {
    this.model = model;
    this.child = child;
    this.tenants = new TenantColumns(model);
  }

  List<Check> of(Relation relation) {
    ParentJoin.Reference reference =
        new ParentJoin.Reference(ParentJoin.Key.of(model, child, relation), "", tenant());
    return checks(
        relation.toString(),
        relation.columns(),
        ParentJoin.of(model, tenants, relation.parent(), relation.parentColumns(), reference));
  }

  List<Check> of(PolymorphicRelation relation) {
    ParentJoin.Reference reference =
        new ParentJoin.Reference(
            List.of(ParentJoin.Key.of(model, child, relation)),
            ParentJoin.type(child, relation),
            tenant());
    return checks(
        relation.toString(),
        List.of(relation.column()),
        ParentJoin.byType(model, tenants, relation, reference));
  }

  private Optional<String> tenant() {
    return TenantColumns.isGlobal(child)
        ? Optional.empty()
        : Optional.of(tenants.of(child, "child"));
  }

  private List<Check> checks(String relation, List<String> columns, ParentJoin parent) {
    List<RelationAnomaly> anomalies =
        Arrays.stream(RelationAnomaly.values())
            .filter(each -> parent.conditions().containsKey(each.text()))
            .toList();
    List<String> keys = keys(columns);
    String joins =
        Stream.concat(tenants.join(child, "child").stream(), Stream.of(parent.joins()))
            .map(join -> "\n" + join)
            .collect(Collectors.joining());
    String joined = rows(keys, joins, anomalies, parent);
    return anomalies.stream()
        .map(
            each ->
                new Check(
                    Relations.name(relation, each),
                    CheckKind.RELATION,
                    "raw." + child.name(),
                    each.meaning() + ": " + relation,
                    false,
                    each.isOfRowAlone() ? rows(keys, "", List.of(each), parent) : joined,
                    "is_" + each.text(),
                    keys))
        .toList();
  }

  /** The child's rows, and which anomalies each has. */
  private String rows(
      List<String> keys, String joins, List<RelationAnomaly> anomalies, ParentJoin parent) {
    String columns =
        Stream.concat(
                keys.stream().map(key -> text(key) + " as " + Quoted.name(key)),
                anomalies.stream()
                    .map(each -> parent.conditions().get(each.text()) + " as is_" + each.text()))
            .collect(Collectors.joining(",\n    "));
    return "(\n%sselect\n    %s\nfrom %s as child%s\n)"
        .formatted(tenants.with(), columns, TenantColumns.raw(child), joins);
  }

  /** A key as people see it; one that is stored as it is seen stays what it is. */
  private String text(String key) {
    boolean isStoredOtherwise = child.column(key).orElseThrow().type().equals(DataType.UUID);
    return isStoredOtherwise
        ? TenantColumns.text(child, "child", key)
        : Quoted.column("child", key);
  }

  /** What names a row of the child to a person. */
  private List<String> keys(List<String> reference) {
    Set<String> keys = new LinkedHashSet<>();
    TenantColumns.own(child).ifPresent(keys::add);
    keys.addAll(child.key().isEmpty() ? reference : child.key());
    return List.copyOf(keys);
  }
}
