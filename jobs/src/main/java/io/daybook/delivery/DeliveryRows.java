package io.daybook.delivery;

import io.daybook.state.StateDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** How rows of the ledger are read. */
final class DeliveryRows {
  /** Of table {@code delivery} as {@code d}. */
  static final String COLUMNS =
      """
      d.delivery_id,
      d.source,
      d.tenant,
      d.report,
      d.occurrence,
      d.channel,
      d.recipient,
      d.resend,
      d.status,
      d.release,
      d.subject,
      d.attempt,
      d.token,
      d.not_before,
      d.recorded_at,
      d.first_attempt_at,
      d.finished_at,
      d.holder,
      d.note,
      d.requested_by,
      d.filing
      """;

  private DeliveryRows() {}

  static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong(1),
        new DeliveryKey(
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            Channel.valueOf(row.getString(6)),
            row.getString(7),
            row.getInt(8)),
        DeliveryStatus.valueOf(row.getString(9)),
        number(row, 10),
        Filing.parse(row.getString(21)),
        row.getString(11),
        row.getInt(12),
        row.getLong(13),
        instant(row, 14).orElseThrow(),
        instant(row, 15).orElseThrow(),
        instant(row, 16),
        instant(row, 17),
        text(row, 18),
        text(row, 19),
        text(row, 20));
  }

  static Part part(ResultSet row) throws SQLException {
    return new Part(
        Part.Role.valueOf(row.getString(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5));
  }

  static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        row.getInt(1),
        row.getString(2),
        instant(row, 3).orElseThrow(),
        text(row, 4),
        text(row, 5),
        instant(row, 6),
        instant(row, 7),
        instant(row, 8),
        text(row, 9),
        text(row, 10));
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return StateDatabase.instant(row, column);
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static OptionalLong number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
