package io.daybook.duckdb;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/**
 * Reads what a statement gives as DuckDB holds it, vector by vector: texts take less than half of
 * the time that a {@link java.sql.ResultSet} takes.
 */
public final class Vectors {
  /**
   * Rows come while the statement still runs, and the driver tells nobody when it failed between
   * two of them: whoever trusts the last chunk has half an answer.
   */
  private static final MethodHandle CHECK_ERROR = checkError();

  private Vectors() {}

  /** One value of a vector that is not null. */
  private interface Read {
    Object value(DuckDBReadableVector vector, long row);
  }

  /**
   * Gives each row: texts, numbers as BigDecimal, Boolean, LocalDate, Instant, or null. There is no
   * uuid among what the driver reads.
   *
   * @param statement with its parameters
   * @throws SQLException where not all rows came, after some of them were given
   */
  public static void rows(DuckDBPreparedStatement statement, Consumer<Object[]> rows)
      throws SQLException {
    try (DuckDBChunkedResult result = statement.query()) {
      while (result.nextChunk()) {
        for (Object[] row : rows(result.chunk())) {
          rows.accept(row);
        }
      }
      requireWhole(result);
    }
  }

  private static Object[][] rows(DuckDBDataChunkReader chunk) {
    int columns = Math.toIntExact(chunk.columnCount());
    Object[][] rows = new Object[Math.toIntExact(chunk.rowCount())][columns];
    for (int column = 0; column < columns; column++) {
      DuckDBReadableVector vector = chunk.vector(column);
      Read read = read(vector.getType());
      for (int row = 0; row < rows.length; row++) {
        rows[row][column] = vector.isNull(row) ? null : read.value(vector, row);
      }
    }
    return rows;
  }

  private static Read read(DuckDBColumnType type) {
    return switch (type) {
      case VARCHAR -> DuckDBReadableVector::getString;
      case BOOLEAN -> DuckDBReadableVector::getBoolean;
      case TINYINT -> (vector, row) -> BigDecimal.valueOf(vector.getByte(row));
      case SMALLINT -> (vector, row) -> BigDecimal.valueOf(vector.getShort(row));
      case INTEGER -> (vector, row) -> BigDecimal.valueOf(vector.getInt(row));
      case BIGINT -> (vector, row) -> BigDecimal.valueOf(vector.getLong(row));
      case HUGEINT -> (vector, row) -> new BigDecimal(vector.getHugeInt(row));
      case DECIMAL -> DuckDBReadableVector::getBigDecimal;
      case DOUBLE -> (vector, row) -> new BigDecimal(Double.toString(vector.getDouble(row)));
      case DATE -> DuckDBReadableVector::getLocalDate;
      case TIMESTAMP -> (vector, row) -> vector.getLocalDateTime(row).toInstant(ZoneOffset.UTC);
      case TIMESTAMP_WITH_TIME_ZONE -> (vector, row) -> vector.getOffsetDateTime(row).toInstant();
      default -> throw new IllegalStateException("A column of no known type: " + type);
    };
  }

  private static void requireWhole(DuckDBChunkedResult result) throws SQLException {
    try {
      CHECK_ERROR.invokeExact(result);
    } catch (SQLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("The driver threw what it does not declare", e);
    }
  }

  /** The driver asks itself when a statement begins, and lets nobody else ask. */
  private static MethodHandle checkError() {
    try {
      return MethodHandles.privateLookupIn(DuckDBChunkedResult.class, MethodHandles.lookup())
          .findVirtual(DuckDBChunkedResult.class, "checkError", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This driver of DuckDB does not say when it failed", e);
    }
  }
}
