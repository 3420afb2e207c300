package io.daybook.source;

import io.daybook.schema.DataType;
import io.daybook.sql.Spelling;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Columns that seem to tell of people. What no report needs stays in the source until a person says
 * otherwise: the numbers by which offices and banks know somebody, signatures, whom to call. Of
 * what reports may need, or what may hold anything, a person is asked.
 */
final class Personal {
  private static final Pattern NUMBER =
      Pattern.compile(
          "(.*_)?(ssn|cpf|cnpj|iban|nino|tfn|passport|social_?security|national_?id"
              + "|tax_?(payer_?)?(id|no|number)|vat_?(id|no|number)|account_?(no|number)"
              + "|policy_?(no|number)|(driver'?s?_?)?licen[cs]e_?(no|number)|signature|biometrics?"
              + "|emergency_contact)(_.*)?");

  private static final Pattern ASKED =
      Pattern.compile(
          "(.*_)?(e_?mail|phone|mobile|birth_?(date|day)|date_of_birth|dob|gender|ip)"
              + "(_?(address|number))?|(new|old|original|previous|setting)_values?");

  private Personal() {}

  /** Whether a column of this name and type stays in the source until a person says otherwise. */
  static boolean isLikely(Catalogue.Table table, String column) {
    String name = Spelling.snake(column);
    DataType.Kind kind = kind(table, column);
    boolean isWord = kind == DataType.TEXT.kind();
    return !Set.of(DataType.Kind.BOOLEAN, DataType.Kind.DATE, DataType.Kind.TIMESTAMP)
            .contains(kind)
        && (isWord || !name.endsWith("_id"))
        && NUMBER.matcher(name).matches();
  }

  /** The columns of a table that are read, and may tell of people. */
  static List<String> asked(Catalogue.Table table) {
    return table.columns().keySet().stream()
        .filter(column -> kind(table, column) != DataType.Kind.BOOLEAN)
        .filter(
            column -> isLikely(table, column) || ASKED.matcher(Spelling.snake(column)).matches())
        .toList();
  }

  private static DataType.Kind kind(Catalogue.Table table, String column) {
    return table.columns().get(column).type().dataType().kind();
  }
}
