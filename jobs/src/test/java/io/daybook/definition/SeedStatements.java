package io.daybook.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the makers of a source state of their data, read from the document in which they do, in one
 * form for each kind of statement.
 */
final class SeedStatements {
  /**
   * One of them.
   *
   * @param line of the document, from 1
   */
  record Statement(int line, String said) {
    @Override
    public String toString() {
      return "line " + line + ": " + said;
    }
  }

  private static final Pattern ITEM = Pattern.compile("\\s*- (.+)");
  private static final Pattern REASON = Pattern.compile("Reason: (.+)");
  private static final Pattern LIMIT = Pattern.compile("\\b(one|single|max|optional|nullable)\\b");

  private static final Pattern PRINCIPLE = Pattern.compile("\\d+\\. \\*\\*(.+?)\\*\\*: (.+)");
  private static final Pattern DRAWN =
      Pattern.compile("\\s+(\\w+) (\\S\\S)--(\\S\\S) (\\w+) : (\\w+)");
  private static final Pattern HEADING = Pattern.compile("### [^A-Za-z]*(.+)");
  private static final Pattern WHOLE = Pattern.compile("flowchart .*|CREATE INDEX CONCURRENTLY .*");
  private static final Pattern TABLE =
      Pattern.compile("(?:CREATE|ALTER) TABLE ([a-z]\\w*\\.\\w+).*");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:FOREIGN KEY \\((\\w+)\\)|\\s+(\\w+) [A-Z].*) REFERENCES (\\w+\\.\\w+)\\(id\\)"
              + "( ON DELETE [A-Z ]*[A-Z])?.*");
  private static final Pattern UNIQUE_COLUMN = Pattern.compile("\\s+(\\w+) .* UNIQUE,.*");
  private static final Pattern UNIQUE = Pattern.compile("\\s+UNIQUE\\((.+)\\).*");
  private static final Pattern UNIQUE_INDEX =
      Pattern.compile("CREATE UNIQUE INDEX \\w+ ON (\\S+)\\((.+)\\);");
  private static final Pattern CHECK =
      Pattern.compile("\\s+(?:(?!CHECK).*)?CHECK \\((.+)\\),?(?: --.*)?");
  private static final Pattern WORDS = Pattern.compile("\\s+(\\w+) [A-Z].* -- ('.+')");
  private static final Pattern RANGE =
      Pattern.compile("\\s+(\\w+) [A-Z].* -- ([^\"]*\\d ?[-=] ?\\w[^\"]*)");
  private static final Pattern POINTS_AT = Pattern.compile("\\s+(\\w+) [A-Z].* -- (References .+)");
  private static final Pattern GENERATED =
      Pattern.compile("\\s+(\\w+) .* GENERATED ALWAYS AS \\((.+)\\) STORED,");
  private static final Pattern OBJECT =
      Pattern.compile(
          "CREATE (?:OR REPLACE FUNCTION|MATERIALIZED VIEW) (\\w+\\.\\w+|\\w+\\(\\)?).*");
  private static final Pattern CRON = Pattern.compile("SELECT cron.schedule\\('(.+?)', '(.+?)'.*");
  private static final String RULES_FROM = "-- Comprehensive referential integrity rules";
  private static final String RULES_TO = "-- Function to validate referential integrity";

  private final List<Statement> statements = new ArrayList<>();
  private String heading = "";
  private String table = "";
  private boolean inRules;

  private SeedStatements() {}

  /** Of the document that lists relations, rules and constraints as items. */
  static List<Statement> crm(List<String> lines) {
    SeedStatements found = new SeedStatements();
    for (int i = 0; i < lines.size(); i++) {
      Matcher item = ITEM.matcher(lines.get(i));
      if (item.matches()) {
        found.item(i + 1, item.group(1).strip());
      }
    }
    return found.statements;
  }

  /** A reason says nothing new unless it limits something; how to read relations is none. */
  private void item(int line, String said) {
    Matcher reason = REASON.matcher(said);
    if (reason.matches()) {
      if (LIMIT.matcher(said).find()) {
        add(line, reason.group(1));
      }
    } else if (said.contains("—") && !said.contains(": All ") && !said.contains("thus 0—M")) {
      if (!said.startsWith("Notation:")) {
        for (String each : said.split("; ", -1)) {
          add(line, each);
        }
      }
    } else {
      add(line, said);
    }
  }

  /** Of the document that draws relations and writes tables, views and functions. */
  static List<Statement> thorbis(List<String> lines) {
    SeedStatements found = new SeedStatements();
    for (int i = 0; i < lines.size(); i++) {
      found.line(i + 1, lines.get(i));
    }
    return found.statements;
  }

  private void line(int line, String text) {
    inRules = (inRules || text.equals(RULES_FROM)) && !text.equals(RULES_TO);
    if (inRules) {
      if (text.startsWith("-- ") && !text.equals(RULES_FROM)) {
        add(line, text.substring(3).replaceAll(" -- .*", ""));
      }
      return;
    }
    match(HEADING, text).ifPresent(found -> heading = found.group(1));
    match(TABLE, text).ifPresent(found -> table = found.group(1));
    if (WHOLE.matcher(text).matches()) {
      add(line, heading);
    }
    match(PRINCIPLE, text).ifPresent(found -> add(line, found.group(1) + ": " + found.group(2)));
    match(DRAWN, text)
        .ifPresent(
            found ->
                add(
                    line,
                    "%s %s—%s %s: %s"
                        .formatted(
                            found.group(1),
                            many(found.group(2)),
                            many(found.group(3)),
                            found.group(4),
                            found.group(5))));
    match(UNIQUE_INDEX, text)
        .ifPresent(found -> add(line, found.group(1) + " is unique by " + found.group(2)));
    match(OBJECT, text)
        .ifPresent(found -> add(line, found.group(1).replace("(", "()").replace("())", "()")));
    match(CRON, text)
        .ifPresent(found -> add(line, "cron " + found.group(1) + " at " + found.group(2)));
    column(line, text);
  }

  private static Optional<MatchResult> match(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.matches() ? Optional.of(found.toMatchResult()) : Optional.empty();
  }

  private static String many(String drawn) {
    return drawn.contains("{") || drawn.contains("}") ? "0..n" : drawn.contains("o") ? "0..1" : "1";
  }

  /** A line of a table may state several things of a column. */
  private void column(int line, String text) {
    match(REFERENCE, text)
        .filter(found -> !text.contains("%I"))
        .ifPresent(
            found -> {
              String column = found.group(1) == null ? found.group(2) : found.group(1);
              String rule = found.group(4) == null ? "" : found.group(4).toLowerCase(Locale.ROOT);
              add(line, table + "." + column + " references " + found.group(3) + rule);
            });
    match(UNIQUE_COLUMN, text)
        .or(() -> match(UNIQUE, text))
        .ifPresent(found -> add(line, table + " is unique by " + found.group(1)));
    match(CHECK, text).ifPresent(found -> add(line, table + " holds " + found.group(1)));
    Optional<MatchResult> words = match(WORDS, text);
    words.ifPresent(
        found ->
            add(line, table + "." + found.group(1) + " is " + found.group(2).replace("'", "")));
    if (words.isEmpty()) {
      match(POINTS_AT, text)
          .or(() -> match(RANGE, text))
          .ifPresent(found -> add(line, table + "." + found.group(1) + ": " + found.group(2)));
    }
    match(GENERATED, text)
        .ifPresent(found -> add(line, table + "." + found.group(1) + " is " + found.group(2)));
  }

  private void add(int line, String said) {
    statements.add(new Statement(line, said));
  }
}
