package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.digest.Sha256;
import io.daybook.schema.Unit;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads exchange rates that an operator keeps in a file: a heading, then a rate a line, without
 * quotes. Each line that is wrong becomes a problem, up to {@link #SHOWN}; an exact number never
 * comes of a guess.
 */
final class RatesFile {
  /** No row is converted on a later day. */
  private static final LocalDate LAST = LocalDate.of(2099, 12, 31);

  private static final String HEADING = "from,to,valid_from,rate";

  /** A file of another kind is wrong in every line; this many say so. */
  private static final int SHOWN = 20;

  private static final Pattern RATE =
      Pattern.compile(
          "[0-9]{1,%d}(\\.[0-9]{1,%d})?"
              .formatted(ExchangeRates.WHOLE_DIGITS, ExchangeRates.SCALE));

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private record Key(String from, String to, LocalDate validFrom) {}

  private final Path file;
  private final Problems problems;
  private final Map<Key, Integer> lines = new HashMap<>();
  private final List<ExchangeRates.Rate> rates = new ArrayList<>();
  private int wrong;

  RatesFile(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The rates, or nothing when one of them is wrong.
   *
   * @param name what the file is called in source.yml
   * @param maxAgeDays see {@link ExchangeRates#maxAgeDays}
   */
  Optional<ExchangeRates> read(String name, int maxAgeDays) {
    Optional<String> text = YamlMap.text(file, problems);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<String> all = text.get().replaceFirst("^\uFEFF", "").lines().toList();
    String heading = all.isEmpty() ? "" : all.get(0).strip();
    if (!heading.equals(HEADING)) {
      problems.add(
          file.toString(), 1, "begins with \"" + heading + "\"; its first line is " + HEADING);
      return Optional.empty();
    }
    for (int i = 1; i < all.size(); i++) {
      if (!all.get(i).isBlank()) {
        line(i + 1, all.get(i));
      }
    }
    if (rates.isEmpty() && wrong == 0) {
      wrong(2, "has no rate; write one, as in USD,EUR,2026-12-31,0.9025");
    }
    if (wrong > SHOWN) {
      problems.add(
          file.toString(),
          "%d more lines are wrong; mend the first %d, and they are named next"
              .formatted(wrong - SHOWN, SHOWN));
    }
    return wrong > 0
        ? Optional.empty()
        : Optional.of(
            new ExchangeRates.OfFile(name, rates, Sha256.ofParts(text.get()), maxAgeDays));
  }

  private void line(int line, String text) {
    String[] cells = text.split(",", -1);
    if (cells.length != HEADING.split(",").length) {
      wrong(line, "has %d values; write %s".formatted(cells.length, HEADING));
      return;
    }
    String from = cells[0].strip();
    String to = cells[1].strip();
    Optional<LocalDate> day = day(cells[2].strip());
    String rate = cells[3].strip();
    if (!Unit.isCode(from)) {
      wrong(line, notACode("from", from));
    } else if (!Unit.isCode(to)) {
      wrong(line, notACode("to", to));
    } else if (from.equals(to)) {
      wrong(line, "to: " + to + " is worth itself; take the line out");
    } else if (day.isEmpty()) {
      wrong(line, "valid_from: " + cells[2].strip() + " is no day; write it as 2026-12-31");
    } else if (day.get().isAfter(LAST)) {
      wrong(line, "valid_from: no rate counts after " + LAST + ", " + day.get() + " is later");
    } else if (!RATE.matcher(rate).matches() || new BigDecimal(rate).signum() == 0) {
      wrong(
          line,
          "rate: %s is no rate; write it as 1.0825, above 0, with at most %d digits before and %d"
                  .formatted(rate, ExchangeRates.WHOLE_DIGITS, ExchangeRates.SCALE)
              + " after the point");
    } else {
      add(line, new ExchangeRates.Rate(from, to, day.get(), new BigDecimal(rate)));
    }
  }

  private void add(int line, ExchangeRates.Rate rate) {
    Integer before = lines.putIfAbsent(new Key(rate.from(), rate.to(), rate.validFrom()), line);
    if (before != null) {
      wrong(
          line,
          "says %s to %s of %s again, after line %d; keep one of them"
              .formatted(rate.from(), rate.to(), rate.validFrom(), before));
    } else {
      rates.add(rate);
    }
  }

  private static String notACode(String column, String text) {
    return column + ": " + text + " is no code of a currency; write three capitals, as in EUR";
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(text).filter(DAY.asMatchPredicate()).map(LocalDate::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void wrong(int line, String message) {
    wrong++;
    if (wrong <= SHOWN) {
      problems.add(file.toString(), line, message);
    }
  }
}
