package io.daybook.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;

/**
 * A column whose pages hold numbers of a dictionary while that pays, the values themselves
 * afterwards. It pays while each page is smaller for it, the entries that it adds included, until
 * the dictionary is full.
 */
abstract class DictionaryValues extends ColumnChunk {
  /** Values between two looks at whether numbering is worth its while. */
  private static final int BETWEEN_LOOKS = 1 << 10;

  /** A larger one does not stay in the cache of a core, neither here nor with readers. */
  private static final int MOST_BYTES = 1 << 18;

  /**
   * Percent of the values' bytes that a page may take. Where it takes more, what is compressed gets
   * no smaller by it: a value that comes again soon is found by the compression, too.
   */
  private static final int MOST_SHARE = 40;

  private final boolean mayRepeat;
  private int[] numbers = {};
  private boolean isPlain;
  private boolean isNumbered;
  private int published;

  /**
   * A column.
   *
   * @param mayRepeat whether a dictionary is tried at all
   */
  DictionaryValues(ColumnDescriptor column, boolean mayRepeat) {
    super(column);
    this.mayRepeat = mayRepeat;
    this.isPlain = !mayRepeat;
  }

  /** Values of the page. */
  abstract int count();

  /** The page's values as PLAIN has them. */
  abstract BytesInput plain();

  /**
   * Numbers the page's values, and enters those that are new.
   *
   * @return whether that was worth it to the end; what was entered then counts for nothing
   */
  abstract boolean number(int[] target);

  /** Values in the dictionary. */
  abstract int distinct();

  /** Bytes of the dictionary's first values, as PLAIN has them. */
  abstract int entryBytes(int values);

  /** The dictionary's first values, as PLAIN has them. */
  abstract BytesInput entries(int values);

  /** Empties the dictionary. */
  abstract void forget();

  /** Whether the page's values are said by their numbers; known once {@link #values} was called. */
  final boolean isNumbered() {
    return isNumbered;
  }

  /** The numbers of the page's values. */
  final int[] numbers() {
    return numbers;
  }

  @Override
  final BytesInput values() {
    isNumbered = false;
    if (isPlain || count() == 0) {
      return plain();
    }
    if (numbers.length < count()) {
      numbers = new int[count()];
    }
    int before = entryBytes(distinct());
    if (number(numbers)) {
      BytesInput page = NumberRuns.of(numbers, count(), width(distinct()));
      int dictionary = entryBytes(distinct());
      if (pays(dictionary, dictionary - before, page.size(), bytes())) {
        isNumbered = true;
        published = distinct();
        return page;
      }
    }
    isPlain = true;
    return plain();
  }

  /** Whether to look, after this value of a page, if it is worth its while to go on. */
  static boolean isTimeToLook(int value, int dictionary) {
    return value % BETWEEN_LOOKS == BETWEEN_LOOKS - 1 || dictionary > MOST_BYTES;
  }

  /**
   * Whether it is worth its while to number a page.
   *
   * @param dictionary bytes of the dictionary
   * @param added bytes of it that the page added
   * @param numbers bytes of the page's numbers
   * @param plain bytes of the page's values as PLAIN has them
   */
  static boolean pays(int dictionary, int added, long numbers, long plain) {
    return dictionary <= MOST_BYTES && (added + numbers) * 100 < plain * MOST_SHARE;
  }

  /** Bits that the largest number takes. */
  private static int width(int distinct) {
    return BytesUtils.getWidthFromMaxInt(distinct - 1);
  }

  /** Bytes that so many numbers take when they are packed. */
  static long packed(int values, int distinct) {
    return (long) values * width(distinct) / Byte.SIZE;
  }

  @Override
  @SuppressWarnings("deprecation") // what the first version of data pages calls a dictionary
  final Encoding encoding() {
    return isNumbered ? Encoding.PLAIN_DICTIONARY : Encoding.PLAIN;
  }

  @Override
  @SuppressWarnings("deprecation")
  final DictionaryPage takeDictionary() {
    DictionaryPage page =
        published == 0
            ? null
            : new DictionaryPage(entries(published), published, Encoding.PLAIN_DICTIONARY);
    if (mayRepeat) {
      forget();
      isPlain = false;
      published = 0;
    }
    return page;
  }
}
