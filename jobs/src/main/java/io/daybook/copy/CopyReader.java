package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decodes the messages of a binary COPY, a row each, and writes the rows; of several, one after
 * another, where a table's rows come in several. A value that cannot be carried is written as NULL,
 * or costs its row, as {@link TableRead#cost} says. For one thread.
 *
 * <p>A stream begins with a signature, flags and an extension, in front of the first row's message;
 * a row is its number of fields, then length and bytes of each; a count of -1 ends it.
 */
public final class CopyReader {
  private static final int SIGNATURE = 11;

  /** Why a value is not read whose row needs more memory than a row may have. */
  private static final String TOO_LARGE = "too large: more than %d MB in one row";

  /** Keys that are kept of a column that nothing reads. */
  private static final int UNUSED_NAMED = 100;

  private final TableRead table;
  private final Target target;
  private final long named;
  private final Field[] fields;
  private final Cost[] costs;
  private final String[] faults;
  private final long[] cells;
  private final long[] rowsLost;
  private final ParsedField[] parsed;
  private final Unparsed[] unparsed;
  private final List<Quarantined> samples = new ArrayList<>();
  private ParquetRowWriter writer;
  private boolean begun;
  private boolean ended;
  private final boolean[] tooLarge;
  private String tooLargeReason = "";
  private long rows;
  private long leftOut;
  private long fingerprint;

  /** Opens the file when the first row is there. */
  public interface Target {
    /** A writer of the table's {@link TableRead#schema}; closed by whoever opened it. */
    ParquetRowWriter open() throws IOException;
  }

  /**
   * A reader of one table's rows; the file is opened only when there is a row.
   *
   * @param named values that cannot be carried that are named of each column, the first of them
   */
  public CopyReader(TableRead table, Target target, long named) {
    this.table = table;
    this.target = target;
    this.named = named;
    this.fields = new Field[table.columns().size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = Field.of(i, table.columns().get(i), table.textAsBytes());
    }
    this.costs =
        table.columns().stream().map(column -> table.cost(column.name())).toArray(Cost[]::new);
    this.faults = new String[fields.length];
    this.tooLarge = new boolean[fields.length];
    this.cells = new long[fields.length];
    this.rowsLost = new long[fields.length];
    this.parsed =
        Stream.of(fields).filter(ParsedField.class::isInstance).toArray(ParsedField[]::new);
    this.unparsed = new Unparsed[parsed.length];
    for (int i = 0; i < parsed.length; i++) {
      unparsed[i] = Unparsed.none(table.name(), parsed[i].column.name());
    }
  }

  /**
   * Takes one message of the stream.
   *
   * @throws IllegalStateException when it is not what a COPY of this table sends
   */
  public void take(byte[] message) throws IOException {
    int start = begun ? 0 : header(message);
    if (start == message.length) {
      return;
    }
    int count = Bytes.int16(message, start);
    if (count < 0) {
      ended = true;
      return;
    }
    if (count != fields.length) {
      throw malformed(count + " fields for " + fields.length + " columns");
    }
    int end = row(message, start + Short.BYTES);
    if (end != message.length) {
      throw malformed("a row of " + (end - start) + " bytes in a message of " + message.length);
    }
    fingerprint += XxHash64.hash(message, start, end - start);
    if (message.length >= ParquetRowWriter.LONE_ROW_BYTES) {
      for (Field field : fields) {
        field.release();
      }
    }
  }

  private int header(byte[] message) {
    begun = true;
    int extension = SIGNATURE + Integer.BYTES;
    return extension + Integer.BYTES + Bytes.int32(message, extension);
  }

  private int row(byte[] message, int start) throws IOException {
    int position = start;
    boolean isFaulty = false;
    int fatal = -1;
    for (int i = 0; i < fields.length; i++) {
      int length = Bytes.int32(message, position);
      position += Integer.BYTES;
      faults[i] = fields[i].take(message, position, length);
      if (faults[i] == null && tooLarge[i]) {
        faults[i] = tooLargeReason;
      }
      if (faults[i] != null) {
        isFaulty = true;
        fatal = fatal < 0 && costs[i] == Cost.ROW ? i : fatal;
      }
      position += Math.max(0, length);
    }
    if (fatal >= 0) {
      leaveOut(fatal);
      return position;
    }
    if (isFaulty) {
      loseCells();
    }
    write(message.length);
    return position;
  }

  /** What cannot be carried is NULL; the row stays. */
  private void loseCells() {
    for (int i = 0; i < fields.length; i++) {
      if (faults[i] != null) {
        fields[i].lose();
        cells[i]++;
        if (cells[i] <= named(i)) {
          String column = fields[i].column.name();
          samples.add(Quarantined.cell(table.name(), key(), column, faults[i]));
        }
      }
    }
  }

  private long named(int column) {
    return costs[column] == Cost.UNUSED ? Math.min(named, UNUSED_NAMED) : named;
  }

  private void write(int bytes) throws IOException {
    if (writer == null) {
      writer = target.open();
    }
    if (bytes >= ParquetRowWriter.LONE_ROW_BYTES) {
      writer.beginLoneRow();
    }
    for (Field field : fields) {
      field.writeTo(writer);
    }
    writer.endRow();
    rows++;
    for (int i = 0; i < parsed.length; i++) {
      if (parsed[i].takeUnparsed()) {
        unparsed[i] = unparsed[i].plus(unparsed[i].rows() < Unparsed.KEYS ? key() : "");
      }
    }
  }

  private void leaveOut(int fatal) {
    leftOut++;
    rowsLost[fatal]++;
    for (ParsedField field : parsed) {
      field.leaveOutUnparsed();
    }
    for (Field field : fields) {
      field.leaveOut();
    }
    if (rowsLost[fatal] <= named) {
      String column = fields[fatal].column.name();
      samples.add(Quarantined.row(table.name(), key(), column, faults[fatal]));
    }
  }

  private String key() {
    return table.key().stream()
        .flatMap(name -> Stream.of(fields).filter(field -> field.column.name().equals(name)))
        .map(Field::keyText)
        .collect(Collectors.joining(","));
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  /** Rows left out so far. */
  public long leftOut() {
    return leftOut;
  }

  /** What became of values that cannot be carried, of each column that had one. */
  public List<ColumnLoss> losses() {
    List<ColumnLoss> losses = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      Field field = fields[i];
      if (cells[i] + rowsLost[i] + field.refused() > 0) {
        losses.add(
            new ColumnLoss(
                table.name(),
                field.column.name(),
                costs[i],
                cells[i],
                rowsLost[i],
                field.declared(),
                field.refused()));
      }
    }
    return losses;
  }

  /** Sum of the hashes of all rows, written or left out. */
  public long fingerprint() {
    return fingerprint;
  }

  /** What cannot be carried: the first values of each column. */
  public List<Quarantined> samples() {
    return samples;
  }

  /** What the rows written hold as NULL because it did not parse; one a parsed column. */
  public List<Unparsed> unparsed() {
    return List.of(unparsed);
  }

  /**
   * Texts of the parsed columns, in order, that are accounted for: written as what they say,
   * counted as {@link #unparsed}, or in a row left out.
   */
  public List<Long> parsed() {
    List<Long> texts = new ArrayList<>();
    for (int i = 0; i < parsed.length; i++) {
      texts.add(parsed[i].written() + unparsed[i].rows() + parsed[i].leftOut());
    }
    return texts;
  }

  /** Sums of the decimal columns, unscaled, in order, of rows written and left out. */
  public List<BigInteger> sums() {
    return Stream.of(fields).map(Field::sum).filter(Objects::nonNull).toList();
  }

  /**
   * The rows of the next streams are too large to be read as a whole, and come without their
   * largest values. A text that would be parsed counts as one that does not parse.
   *
   * @param columns places of the columns whose values do not come
   * @param limit bytes that a row may have
   */
  public void loseAsTooLarge(Set<Integer> columns, long limit) {
    for (int i = 0; i < fields.length; i++) {
      tooLarge[i] = columns.contains(i) && !(fields[i] instanceof ParsedField);
    }
    tooLargeReason = TOO_LARGE.formatted(limit >> 20);
  }

  /** Demands that the stream came to its end; another may follow. */
  public void requireEnd() {
    if (!ended) {
      throw malformed("it ends without its last message");
    }
    begun = false;
    ended = false;
  }

  private IllegalStateException malformed(String why) {
    return new IllegalStateException("Invalid COPY stream of " + table.name() + ": " + why);
  }
}
