package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decodes the messages of a binary COPY, a row each, and writes the rows; of several, one after
 * another, where a table's rows come in several. A value that cannot be carried is written as NULL,
 * or costs its row, as {@link TableRead#cost} says. For one thread.
 *
 * <p>A batch of rows is decoded and written a column after another as long as all its values can be
 * carried. Where one cannot, nothing of the batch has been written or counted yet, and its rows are
 * taken one after another.
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
  private final int[] keys;
  private final Cost[] costs;
  private final String[] faults;
  private final long[] cells;
  private final long[] rowsLost;
  private final ParsedField[] parsed;
  private final Unparsed[] unparsed;
  private final List<Quarantined> samples = new ArrayList<>();
  private final Batch batch;

  /** Null where texts come as UTF-8. */
  private final Transcoder transcoder;

  private ParquetRowWriter writer;
  private boolean begun;
  private boolean ended;
  private final boolean[] tooLarge;
  private boolean isAnyTooLarge;
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
      fields[i] = Field.of(i, table.columns().get(i), table.encoding().asBytes());
    }
    this.transcoder =
        table
            .encoding()
            .charset()
            .map(charset -> new Transcoder(charset, table.texts()))
            .orElse(null);
    this.costs =
        table.columns().stream().map(column -> table.cost(column.name())).toArray(Cost[]::new);
    this.keys =
        table.key().stream()
            .flatMapToInt(
                name ->
                    IntStream.range(0, fields.length)
                        .filter(i -> fields[i].column.name().equals(name)))
            .toArray();
    this.batch = new Batch(fields.length);
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
  public void take(byte[] sent) throws IOException {
    int start = begun ? 0 : header(sent);
    if (start == sent.length) {
      return;
    }
    int count = Bytes.int16(sent, start);
    if (count < 0) {
      writeBatch();
      ended = true;
      return;
    }
    if (count != fields.length) {
      throw malformed(count + " fields for " + fields.length + " columns");
    }
    byte[] message = transcoder == null ? sent : transcoder.utf8(sent, start);
    boolean isAlone = message.length >= ParquetRowWriter.LONE_ROW_BYTES;
    if (isAlone) {
      writeBatch();
    }
    int end = batch.add(message, start + Short.BYTES);
    if (end != message.length) {
      throw malformed("a row of " + (end - start) + " bytes in a message of " + message.length);
    }
    fingerprint += XxHash64.hash(message, start, end - start);
    if (isAlone) {
      writeRows();
    } else if (batch.isFull()) {
      writeBatch();
    }
  }

  private void writeBatch() throws IOException {
    if (batch.rows() == 0) {
      return;
    }
    if (!isAnyTooLarge && isCarried()) {
      writeColumns();
    } else {
      writeRows();
    }
  }

  private boolean isCarried() {
    for (Field field : fields) {
      if (!field.decode(batch)) {
        return false;
      }
    }
    return true;
  }

  private void writeColumns() throws IOException {
    ParquetRowWriter into = writer();
    for (Field field : fields) {
      field.write(batch, into);
    }
    into.endRows(batch.rows());
    rows += batch.rows();
    for (int i = 0; i < parsed.length; i++) {
      for (long left = parsed[i].unparsedRows(); left != 0; left &= left - 1) {
        int row = Long.numberOfTrailingZeros(left);
        for (int key : keys) {
          take(key, row);
        }
        countUnparsed(i);
      }
    }
    batch.clear();
  }

  private void writeRows() throws IOException {
    for (int row = 0; row < batch.rows(); row++) {
      row(row);
    }
    for (Field field : fields) {
      field.release();
    }
    batch.clear();
  }

  private int header(byte[] message) {
    begun = true;
    int extension = SIGNATURE + Integer.BYTES;
    return extension + Integer.BYTES + Bytes.int32(message, extension);
  }

  private void row(int row) throws IOException {
    boolean isFaulty = false;
    int fatal = -1;
    for (int i = 0; i < fields.length; i++) {
      faults[i] = take(i, row);
      if (faults[i] == null && tooLarge[i]) {
        faults[i] = tooLargeReason;
      }
      if (faults[i] != null) {
        isFaulty = true;
        fatal = fatal < 0 && costs[i] == Cost.ROW ? i : fatal;
      }
    }
    if (fatal >= 0) {
      leaveOut(fatal);
      return;
    }
    if (isFaulty) {
      loseCells();
    }
    write(batch.message(row).length);
  }

  /** Takes one value; null, or why it cannot be carried. */
  private String take(int column, int row) {
    byte[] message = batch.message(row);
    int place = batch.place(column, row);
    return fields[column].take(message, place + Integer.BYTES, Bytes.int32(message, place));
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
    ParquetRowWriter into = writer();
    if (bytes >= ParquetRowWriter.LONE_ROW_BYTES) {
      into.beginLoneRow();
    }
    for (Field field : fields) {
      field.writeTo(into);
    }
    into.endRow();
    rows++;
    for (int i = 0; i < parsed.length; i++) {
      if (parsed[i].takeUnparsed()) {
        countUnparsed(i);
      }
    }
  }

  private ParquetRowWriter writer() throws IOException {
    if (writer == null) {
      writer = target.open();
    }
    return writer;
  }

  private void countUnparsed(int field) {
    unparsed[field] = unparsed[field].plus(unparsed[field].rows() < Unparsed.KEYS ? key() : "");
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

  /** The key of the row whose values were taken last. */
  private String key() {
    return IntStream.of(keys).mapToObj(i -> fields[i].keyText()).collect(Collectors.joining(","));
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
    isAnyTooLarge = true;
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
