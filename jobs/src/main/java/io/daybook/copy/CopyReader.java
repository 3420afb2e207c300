package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decodes the messages of a binary COPY, a row each, and writes the rows; of several, one after
 * another, where a table's rows come in several. For one thread.
 *
 * <p>A stream begins with a signature, flags and an extension, in front of the first row's message;
 * a row is its number of fields, then length and bytes of each; a count of -1 ends it.
 */
public final class CopyReader {
  private static final int SIGNATURE = 11;
  private static final int NONE = -1;

  /** Why a row is left out that needs more memory than a row may have. */
  private static final String TOO_LARGE = "too large: more than %d MB in one row";

  private final TableRead table;
  private final Target target;
  private final long named;
  private final Field[] fields;
  private final ParsedField[] parsed;
  private final Unparsed[] unparsed;
  private final List<Quarantined> samples = new ArrayList<>();
  private ParquetRowWriter writer;
  private boolean begun;
  private boolean ended;
  private int tooLarge = NONE;
  private String tooLargeReason = "";
  private long rows;
  private long quarantined;
  private long fingerprint;

  /** Opens the file when the first row is there. */
  public interface Target {
    /** A writer of the table's {@link TableRead#schema}; closed by whoever opened it. */
    ParquetRowWriter open() throws IOException;
  }

  /**
   * A reader of one table's rows; the file is opened only when there is a row.
   *
   * @param named rows left out that are named, the first of them
   */
  public CopyReader(TableRead table, Target target, long named) {
    this.table = table;
    this.target = target;
    this.named = named;
    this.fields = new Field[table.columns().size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = Field.of(i, table.columns().get(i), table.textAsBytes());
    }
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
    Field bad = tooLarge == NONE ? null : fields[tooLarge];
    String reason = tooLargeReason;
    for (Field field : fields) {
      int length = Bytes.int32(message, position);
      position += Integer.BYTES;
      String fault = field.take(message, position, length);
      if (fault != null && bad == null) {
        bad = field;
        reason = fault;
      }
      position += Math.max(0, length);
    }
    if (bad == null) {
      write(message.length);
    } else {
      leaveOut(bad, reason);
    }
    return position;
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

  private void leaveOut(Field bad, String reason) {
    quarantined++;
    for (ParsedField field : parsed) {
      field.leaveOutUnparsed();
    }
    for (Field field : fields) {
      field.leaveOut();
    }
    if (samples.size() < named) {
      samples.add(new Quarantined(table.name(), key(), bad.column.name(), reason));
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
  public long quarantined() {
    return quarantined;
  }

  /** Sum of the hashes of all rows, written or left out. */
  public long fingerprint() {
    return fingerprint;
  }

  /** The rows left out, the first of them. */
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
   * The rows of the next streams are left out: they are too large to be read, and come without
   * their large values.
   *
   * @param column place of the column with the largest
   * @param limit bytes that a row may have
   */
  public void leaveOutAsTooLarge(int column, long limit) {
    tooLarge = column;
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
