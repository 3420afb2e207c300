package io.daybook.report.custom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The definitions of hostile.txt, each with what must become of it. */
public final class HostileDefinitions {
  private static final Pattern REPEATED = Pattern.compile("«(.*?)\\*(\\d+)»");

  private HostileDefinitions() {}

  /**
   * One definition.
   *
   * @param outcome ok, text, shape or meaning
   * @param pointer place that one of its problems must name
   * @param line as it stands in the file
   */
  public record Case(String outcome, String pointer, String line) {
    /** The text itself. */
    public String text() {
      Matcher repeated = REPEATED.matcher(line.replace('\u2401', '\u0001'));
      StringBuilder text = new StringBuilder();
      while (repeated.find()) {
        String many = repeated.group(1).repeat(Integer.parseInt(repeated.group(2)));
        repeated.appendReplacement(text, Matcher.quoteReplacement(many));
      }
      return repeated.appendTail(text).toString();
    }
  }

  public static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    try (InputStream in =
        HostileDefinitions.class.getResourceAsStream("/io/daybook/report/custom/hostile.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.startsWith("#") && !line.isEmpty()) {
          String[] parts = line.split("\t", 3);
          cases.add(new Case(parts[0], parts[1], parts[2]));
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
