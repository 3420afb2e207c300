package io.daybook.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The functions of the shared dialect as far as they are alike in the engines. */
final class Functions {
  /** Most digits after the point that {@code ratio} gives. */
  static final int MAX_RATIO_SCALE = 12;

  /**
   * {@code rounded_in(amount, currency)}: half away from zero to the digits that ISO 4217 gives a
   * currency, two where it does not know it.
   */
  static final SqlRewriter.Call ROUNDED_IN =
      template(
          """
          case
              when %2$s in (
                  'BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI',
                  'VND', 'VUV', 'XAF', 'XOF', 'XPF'
              )
                  then cast(round(%1$s, 0) as decimal(38, 4))
              when %2$s in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND')
                  then cast(round(%1$s, 3) as decimal(38, 4))
              when %2$s in ('CLF', 'UYW') then cast(round(%1$s, 4) as decimal(38, 4))
              else cast(round(%1$s, 2) as decimal(38, 4))
          end""");

  private Functions() {}

  /** The statements of a resource beside this class, in order. */
  static List<String> statements(String resource) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (SqlTokens.Token token : SqlTokens.of(text(resource))) {
      if (token.is(";")) {
        statements.addAll(expand(statement.toString().strip()));
        statement.setLength(0);
      } else if (token.kind() != SqlTokens.Kind.COMMENT) {
        statement.append(token.text());
      }
    }
    return statements;
  }

  private static List<String> expand(String statement) {
    if (!statement.contains("{scale}")) {
      return List.of(statement);
    }
    List<String> expanded = new ArrayList<>();
    for (int scale = 0; scale <= MAX_RATIO_SCALE; scale++) {
      String unit = scale == 0 ? "1" : "0." + "0".repeat(scale - 1) + "1";
      expanded.add(
          statement
              .replace("{scale}", Integer.toString(scale))
              .replace("{digits}", Integer.toString(scale + 1))
              .replace("{unit}", unit));
    }
    return expanded;
  }

  /** A call that is written out as a text, its arguments in the place of {@code %1$s} and so on. */
  static SqlRewriter.Call template(String template) {
    return arguments -> template.formatted(arguments.toArray());
  }

  /**
   * {@code ratio(numerator, denominator, scale)} as a call of the engine's function for this scale,
   * because the scale decides the type of the result.
   */
  static String ratio(List<String> arguments) {
    boolean known =
        arguments.size() == 3
            && arguments.get(2).matches("\\d{1,2}")
            && Integer.parseInt(arguments.get(2)) <= MAX_RATIO_SCALE;
    return known
        ? "ratio_%s(%s, %s)".formatted(arguments.get(2), arguments.get(0), arguments.get(1))
        : "ratio(" + String.join(", ", arguments) + ")";
  }

  private static String text(String resource) {
    try (InputStream in = Functions.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Cannot find the resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
