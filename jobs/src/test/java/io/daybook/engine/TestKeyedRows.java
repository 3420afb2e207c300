package io.daybook.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class TestKeyedRows {
  private static final long MUCH = 1L << 30;
  private static final List<Object[]> ONE = List.<Object[]>of(new Object[] {1});

  @Test
  void findsEachRowByItsKeyAndNoOther() {
    DataType[] types = {
      DataTypes.StringType, DataTypes.BinaryType, DataTypes.LongType, DataTypes.IntegerType
    };
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      rows.add(new Object[] {text("t" + i % 7), ("k" + i).getBytes(UTF_8), (long) i, -i});
    }
    KeyedRows keyed = keyed(MUCH, false, KeyCell.TEXT, KeyCell.BYTES, KeyCell.BIGINT);
    assertThat(keyed.add(unsafe(rows, types).iterator())).isEqualTo(50_000);
    assertThat(keyed.index(50_000, 4)).isTrue();
    for (Object[] row : rows) {
      assertThat(keyed.apply(key(row[0], row[1], row[2])).getInt(3)).isEqualTo(row[3]);
    }
    assertThat(keyed.apply(key(text("t1"), "k0".getBytes(UTF_8), 0L))).isNull();
    assertThat(keyed.apply(key(text("t0"), "k0".getBytes(UTF_8), 1L))).isNull();
    assertThat(keyed.apply(key(text("t0"), null, 0L))).isNull();
    keyed.close();
  }

  @Test
  void findsTheRowInWhoseRangeAValueLies() {
    DataType[] types = {DataTypes.StringType, DataTypes.LongType, DataTypes.LongType};
    List<Object[]> rows =
        List.of(
            new Object[] {text("a"), 0L, 10L},
            new Object[] {text("a"), 10L, 20L},
            new Object[] {text("b"), 5L, 15L});
    KeyedRows keyed = keyed(MUCH, true, KeyCell.TEXT);
    keyed.add(unsafe(rows, types).iterator());
    assertThat(keyed.index(3, 3)).isTrue();
    assertThat(keyed.apply(key(text("a"), 9L)).getLong(1)).isZero();
    assertThat(keyed.apply(key(text("a"), 10L)).getLong(1)).isEqualTo(10);
    assertThat(keyed.apply(key(text("a"), 20L))).isNull();
    assertThat(keyed.apply(key(text("b"), 4L))).isNull();
    assertThat(keyed.apply(key(text("b"), null))).isNull();
    keyed.close();
  }

  @Test
  void refusesWhatTwoRowsWouldBeFoundBy() {
    DataType[] types = {DataTypes.IntegerType, DataTypes.LongType, DataTypes.LongType};
    List<Object[]> overlapping =
        List.of(new Object[] {1, 0L, 11L}, new Object[] {2, 0L, 11L}, new Object[] {1, 10L, 20L});
    KeyedRows ranged = keyed(MUCH, true, KeyCell.INTEGER);
    ranged.add(unsafe(overlapping, types).iterator());
    assertThat(ranged.index(3, 3)).isFalse();
    ranged.close();
    KeyedRows plain = keyed(MUCH, false, KeyCell.INTEGER);
    plain.add(unsafe(overlapping, types).iterator());
    assertThat(plain.index(3, 3)).isFalse();
    plain.close();
  }

  @Test
  void holdsNoMoreThanItMayAndGivesItBack() {
    DataType[] types = {DataTypes.IntegerType};
    NativeMemory memory = new NativeMemory(9L << 20);
    KeyedRows first = new KeyedRows(List.of(KeyCell.INTEGER), false, memory);
    assertThat(first.add(unsafe(ONE, types).iterator())).isEqualTo(1);
    assertThat(first.index(1, 1)).isTrue();
    KeyedRows second = new KeyedRows(List.of(KeyCell.INTEGER), false, memory);
    assertThat(second.add(unsafe(ONE, types).iterator())).isEqualTo(KeyedRows.NO_MEMORY);
    first.close();
    assertThat(second.add(unsafe(ONE, types).iterator())).isEqualTo(1);
    second.close();
  }

  private static KeyedRows keyed(long memory, boolean ranged, KeyCell... cells) {
    return new KeyedRows(List.of(cells), ranged, new NativeMemory(memory));
  }

  private static List<InternalRow> unsafe(List<Object[]> rows, DataType[] types) {
    UnsafeProjection projection = UnsafeProjection.create(types);
    List<InternalRow> made = new ArrayList<>();
    rows.forEach(row -> made.add(projection.apply(key(row)).copy()));
    return made;
  }

  private static InternalRow key(Object... parts) {
    return new GenericInternalRow(parts);
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }
}
