package io.daybook.units;

import io.daybook.schema.Column;
import io.daybook.schema.Schema;
import io.daybook.schema.Unit;
import io.daybook.sql.FoldedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the columns of a query measure.
 *
 * <p>Amounts may be added up where they are in one currency: a constant one, or one for each group
 * of the query, because the column that says it is grouped by (for the tenant's currency, the
 * tenant), or because the query keeps one currency alone. Adding or choosing between what is
 * measured differently is a problem. What a query is not understood to do gives a column of which
 * nothing is known, never one that is said to be money.
 */
public final class QueryUnits {
  /**
   * What is wrong, and where.
   *
   * @param line of the query, counted from 1
   */
  public record Problem(int line, String message) {}

  private final Map<String, Meaning> columns;
  private final List<Problem> problems;

  QueryUnits(Map<String, Meaning> columns, List<Problem> problems) {
    this.columns = columns;
    this.problems = problems;
  }

  /** What the query adds up although it must not. */
  public List<Problem> problems() {
    return problems;
  }

  /** The unit of a column, where it is known and can be said by a schema of the query's columns. */
  public Optional<Unit> unit(String column) {
    return unit(meaning(column));
  }

  private Meaning meaning(String column) {
    return columns.getOrDefault(FoldedName.of(column), Meaning.UNKNOWN);
  }

  private Optional<Unit> unit(Meaning meaning) {
    Optional<Unit.Kind> kind =
        switch (meaning.kind()) {
          case NAMED -> Optional.of(Unit.Kind.NAMED);
          case MONEY -> Optional.of(Unit.Kind.MONEY);
          case CENTS -> Optional.of(Unit.Kind.CENTS);
          default -> Optional.empty();
        };
    Optional<String> of = meaning.isOfRows() ? codeColumn(meaning.of()) : Optional.of(meaning.of());
    return kind.flatMap(known -> of.map(name -> new Unit(known, name)));
  }

  private Optional<String> codeColumn(String code) {
    Meaning wanted = new Meaning(Meaning.Kind.CODE, code);
    return columns.entrySet().stream()
        .filter(column -> column.getValue().equals(wanted))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Columns whose unit is another than a schema says, each with what is wrong. */
  public Map<String, String> contradictions(Schema declared) {
    Map<String, String> wrong = new LinkedHashMap<>();
    for (Column column : declared.columns()) {
      Meaning meaning = meaning(column.name());
      Unit said = column.unit();
      boolean isTold = meaning.isAmount() || meaning.kind() == Meaning.Kind.NAMED;
      boolean mayBeSilent = said.kind() == Unit.Kind.NONE && !meaning.isAmount();
      if (isTold && !mayBeSilent && !isSame(meaning, said)) {
        String says = said.kind() == Unit.Kind.NONE ? "has no unit" : "is said to be " + said;
        String remedy =
            unit(meaning)
                .map(right -> "its unit is " + right)
                .orElse("select the column that says the currency, too");
        wrong.put(
            column.name(), "%s is %s and %s; %s".formatted(column.name(), meaning, says, remedy));
      }
    }
    return wrong;
  }

  /**
   * Who selects an amount of which no column says the currency says it himself. Rows of several
   * tenants may say the currency of each in a column, as other rows do.
   */
  private boolean isSame(Meaning meaning, Unit said) {
    if (meaning.isUnsaid()) {
      return said.kind().name().equals(meaning.kind().name());
    }
    if (!meaning.isOfRows() && unit(meaning).filter(said::equals).isPresent()) {
      return true;
    }
    Meaning code = new Meaning(Meaning.Kind.CODE, meaning.of());
    return said.kind().name().equals(meaning.kind().name())
        && said.currencyColumn().map(this::meaning).filter(code::equals).isPresent();
  }
}
