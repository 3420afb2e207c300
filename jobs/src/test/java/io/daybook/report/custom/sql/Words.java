package io.daybook.report.custom.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An answer in words: two answers are the same when their words are. */
public final class Words {
  private Words() {}

  static String of(Object value) {
    if (value == null) {
      return "-";
    }
    return value instanceof BigDecimal number
        ? (number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString())
        : value.toString();
  }

  static String of(List<Object> values) {
    return values.stream().map(Words::of).toList().toString();
  }

  /** The words of an answer. */
  public static List<String> of(Question question, Answer answer) {
    List<String> lines = new ArrayList<>(List.of("available " + answer.available()));
    boolean list = question.definition().isList();
    StringBuilder whole = new StringBuilder("whole");
    if (list) {
      answer.whole().forEach(value -> whole.append(' ').append(of(value.number().orElse(null))));
    } else {
      whole.append(' ').append(cells(question, answer.whole()));
    }
    lines.add(whole.toString());
    for (Answer.Row row : answer.rows()) {
      StringBuilder line = new StringBuilder("row " + of(row.keys()));
      if (!list) {
        line.append(cells(question, row.values()));
      }
      row.across().forEach(cell -> line.append(" | ").append(cells(question, cell)));
      lines.add(line.toString());
    }
    return lines;
  }

  private static List<String> cells(Question question, List<Answer.Value> values) {
    List<String> cells = new ArrayList<>();
    for (Answer.Value value : values) {
      String text = of(value.number().orElse(null));
      if (value.parts().isPresent()) {
        text +=
            " of "
                + of(value.parts().get().numerator())
                + "/"
                + of(value.parts().get().denominator());
      }
      if (question.before().isPresent()) {
        text += " before " + of(value.before().orElse(null));
      }
      cells.add(text);
    }
    return cells;
  }
}
