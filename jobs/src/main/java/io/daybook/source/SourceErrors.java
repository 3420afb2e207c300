package io.daybook.source;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.fault.Kind;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a SQLSTATE of the source means: which failure it is and, by the failure's kind, whether a
 * second try can help.
 */
public final class SourceErrors {
  /** The oldest that scans a ctid range without reading the whole table (TID range scan). */
  private static final int OLDEST = 14;

  /** The newest that Daybook was tried on. */
  private static final int NEWEST = 18;

  private SourceErrors() {}

  /** The failure behind an error of a session that was open. */
  public static Code codeOf(SQLException error) {
    if (isTooLarge(error)) {
      return Code.SRC_POISON;
    }
    String state = state(error);
    return switch (state) {
      case "3D000" -> Code.SRC_DATABASE;
      case "42501" -> isRowSecurity(error) ? Code.SRC_RLS : Code.SRC_RIGHTS;
      case "42P01", "42703", "3F000", "42704" -> Code.SRC_SCHEMA;
      // Bytes that are no text of the database's encoding, or that have no character in UTF-8.
      case "22021", "22P05" -> Code.SRC_ENCODING;
      case "55P03", "40P01" -> Code.SRC_LOCK;
      // The server asks us to come again: too many sessions, starting up, shutting down.
      case "53300", "57P03" -> Code.SRC_UNREACHABLE;
      default ->
          switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "28" -> Code.SRC_AUTH;
            // Connection gone, standby conflict, session ended, resources or I/O of the server.
            case "08", "25", "40", "53", "55", "57", "58", "XX" -> Code.SRC_LOST;
            default -> Code.INTERNAL;
          };
    };
  }

  /** The failure behind an error of opening a session. */
  public static Code codeOfConnecting(SQLException error) {
    Code code = codeOf(error);
    return code.kind() == Kind.SOURCE || code == Code.INTERNAL ? Code.SRC_UNREACHABLE : code;
  }

  /** Whether the server could not build a value or a row because it has too many bytes. */
  public static boolean isTooLarge(SQLException error) {
    return state(error).equals("54000")
        || reason(error).startsWith("invalid memory alloc request size");
  }

  /** Whether the same action may succeed later without anybody mending anything. */
  public static boolean isTransient(SQLException error) {
    return codeOf(error).kind() == Kind.SOURCE;
  }

  /**
   * Starts the failure of an action on an open session.
   *
   * @param what what could not be done: {@code Cannot read table orders}
   */
  public static DaybookException.Builder failure(String what, SQLException error) {
    return DaybookException.of(codeOf(error), what + ": " + reason(error) + sqlState(error))
        .cause(error);
  }

  /**
   * The server's own sentence, first line only: details may quote values of rows. The driver's
   * sentence where the server said nothing.
   */
  static String reason(SQLException error) {
    ServerErrorMessage server = server(error);
    String text = server == null ? error.getMessage() : server.getMessage();
    if (error.getCause() instanceof UnknownHostException) {
      text = "no address is known for this host";
    }
    return text == null ? error.getClass().getSimpleName() : text.lines().findFirst().orElse("");
  }

  static String sqlState(SQLException error) {
    String state = state(error);
    return state.isEmpty() ? "" : " (SQLSTATE " + state + ")";
  }

  /** A table that row-level security filters shares its SQLSTATE with every other refusal. */
  private static boolean isRowSecurity(SQLException error) {
    ServerErrorMessage server = server(error);
    return server != null && "check_enable_rls".equals(server.getRoutine());
  }

  private static ServerErrorMessage server(SQLException error) {
    return error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
  }

  private static String state(SQLException error) {
    return error.getSQLState() == null ? "" : error.getSQLState().toUpperCase(Locale.ROOT);
  }

  /**
   * Lets the supported versions pass.
   *
   * @param place the server, for the message
   * @param version the version in full, for the message
   * @throws DaybookException SRC-VERSION
   */
  static void requireVersion(String place, int major, String version) {
    if (major >= OLDEST && major <= NEWEST) {
      return;
    }
    String why =
        major < OLDEST
            ? "it cannot read a slice of a table by ctid without scanning all of it"
            : "Daybook was not tried on it";
    throw DaybookException.of(
            Code.SRC_VERSION,
            "Cannot read source "
                + place
                + ": the server is PostgreSQL "
                + version
                + ", supported are "
                + OLDEST
                + " to "
                + NEWEST)
        .line("why", why)
        .state("nothing was read; readers keep the published release")
        .next(
            major < OLDEST
                ? "upgrade the server, or name a replica of a supported version in daybook.yml"
                : "use a Daybook that supports PostgreSQL " + major)
        .build();
  }
}
