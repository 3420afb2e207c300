package io.daybook.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * One column of a row group, page by page. The values of a page are only collected, as the PLAIN
 * encoding has them; what a page needs is worked out for all of them when it ends: levels,
 * statistics, numbers of a dictionary. Of a row group's rows those that are no NULL have a value.
 */
abstract class ColumnChunk extends ColumnTarget {
  /** Rows of a page, about: readers skip whole pages. */
  private static final int PAGE_ROWS = 20_000;

  /** Bytes of a page's values, about. */
  private static final int PAGE_BYTES = 1 << 20;

  private static final int FIRST_WORDS = 16;

  private final ColumnDescriptor column;
  private final PrimitiveType type;
  private final boolean nullable;
  private PageWriter pages;

  /** The page's first row. */
  private int first;

  private int nulls;

  /** A bit for each row of the page; set where it is NULL. */
  private long[] absent = new long[FIRST_WORDS];

  ColumnChunk(ColumnDescriptor column) {
    this.column = column;
    this.type = column.getPrimitiveType();
    this.nullable = column.getMaxDefinitionLevel() > 0;
  }

  /** Bytes of the page's values, as PLAIN has them. */
  abstract long bytes();

  /** The page's values; may be used until the next value comes. */
  abstract BytesInput values();

  /**
   * Tells the smallest and the largest of the page's values, of which there is at least one. Called
   * after {@link #values}.
   */
  abstract void describe(Statistics<?> statistics);

  /** How {@link #values} encoded them. */
  abstract Encoding encoding();

  /** Forgets the page's values. */
  abstract void clear();

  /** The dictionary of the pages so far; null where none needs one. Forgets it. */
  abstract DictionaryPage takeDictionary();

  /** Begins a row group. */
  final void begin(PageWriter target) {
    pages = target;
    first = 0;
  }

  @Override
  final void writeNull(int row) {
    writeNulls(row, 1);
  }

  /**
   * NULLs of up to 64 rows.
   *
   * @param row number of the first of them in its row group
   * @param which a bit for each, the lowest for the first
   */
  final void writeNulls(int row, long which) {
    if (!nullable) {
      throw new IllegalStateException("Invalid row: NULL in " + this);
    }
    int place = row - first;
    int word = place >> 6;
    if (word + 1 >= absent.length) {
      absent = Arrays.copyOf(absent, Math.max(absent.length * 2, word + 2));
    }
    absent[word] |= which << place;
    // A shift by 64 would be none.
    absent[word + 1] |= which >>> 1 >>> (Long.SIZE - 1 - (place & Long.SIZE - 1));
    nulls += Long.bitCount(which);
  }

  /** Bytes that are held of the row group, about. */
  final long held() {
    return bytes() + pages.getMemSize();
  }

  /**
   * Ends the page where it is full.
   *
   * @param rows of the row group so far
   */
  final void endFullPage(int rows) throws IOException {
    if (rows - first >= PAGE_ROWS || bytes() >= PAGE_BYTES) {
      endPage(rows);
    }
  }

  /**
   * Ends the last page, and the chunk.
   *
   * @param rows of the row group
   */
  final void end(int rows) throws IOException {
    if (rows > first) {
      endPage(rows);
    }
    DictionaryPage dictionary = takeDictionary();
    if (dictionary != null) {
      pages.writeDictionaryPage(dictionary);
    }
  }

  private void endPage(int rows) throws IOException {
    int count = rows - first;
    BytesInput values = values();
    Statistics<?> statistics = Statistics.createStats(type);
    statistics.incrementNumNulls(nulls);
    if (nulls < count) {
      describe(statistics);
    }
    pages.writePage(
        nullable ? BytesInput.concat(Levels.of(count, nulls, absent), values) : values,
        count,
        count,
        statistics,
        Encoding.RLE,
        Encoding.RLE,
        encoding());
    clear();
    first = rows;
    if (nulls > 0) {
      nulls = 0;
      Arrays.fill(absent, 0);
    }
  }

  @Override
  public final String toString() {
    return column.toString();
  }
}
