package io.daybook.source;

import io.daybook.config.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A draft as it is written, and what a person should decide about it. */
final class DraftText {
  private final StringBuilder text = new StringBuilder();
  private final List<String> doubts = new ArrayList<>();

  void line(String line) {
    text.append(YamlText.comment(line)).append('\n');
  }

  void doubt(String where, String what) {
    doubts.add(where + ": " + what);
  }

  List<String> doubts() {
    return List.copyOf(doubts);
  }

  /** Texts as the items of a list of YAML. */
  static String scalars(List<String> texts) {
    return texts.stream().map(YamlText::scalar).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
