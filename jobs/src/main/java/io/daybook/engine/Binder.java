package io.daybook.engine;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.KeyForm;
import io.daybook.schema.Schema;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says whether an engine can compute queries over datasets of which only the columns are known:
 * names are looked up and types are compared, nothing is computed. Not for use by several threads.
 */
public interface Binder extends AutoCloseable {
  /** {@code spark} or {@code duckdb}. */
  String engine();

  /** Makes a dataset without rows known under its name, {@code facts.orders}. */
  void declare(String dataset, Schema schema);

  /**
   * Why the engine cannot compute a query, as {@link Engine#rows} would.
   *
   * @param query in the shared dialect, parameters already bound
   * @return empty when it can
   */
  List<Fault> faults(String query, KeyForm keys);

  /** Why it cannot make a dataset of these columns of it, as {@link Engine#write} would. */
  List<Fault> faults(String query, Schema schema, KeyForm keys);

  @Override
  void close();

  /**
   * Why an engine cannot compute a query, in the engine's words.
   *
   * @param line of the query, from 1; 0 where the engine does not say
   */
  record Fault(int line, String message) {
    private static final Pattern LINE =
        Pattern.compile("\\b(?:LINE|line) ([0-9]{1,6})(?:[:,]| pos)");
    private static final int LONGEST = 400;

    public Fault {
      requireNonNull(message, "message is null");
    }

    /** The first line of an engine's message, and the line of the query that any of it names. */
    static Fault of(String engine, Throwable thrown) {
      String text = String.valueOf(thrown.getMessage());
      Matcher line = LINE.matcher(text);
      String first = text.lines().findFirst().orElse("").replaceFirst(" ?SQLSTATE: \\w+$", "");
      String cut = first.length() > LONGEST ? first.substring(0, LONGEST) + "..." : first;
      return new Fault(line.find() ? Integer.parseInt(line.group(1)) : 0, engine + ": " + cut);
    }
  }
}
