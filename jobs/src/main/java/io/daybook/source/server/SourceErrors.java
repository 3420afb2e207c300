package io.daybook.source.server;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.fault.Kind;
import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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

  /**
   * The driver's own: the server takes no TLS, or asks for a password in a way it does not know.
   */
  private static final String NO_SUCH_WAY = "08004";

  /** What a function raised; only its author knows what the sentence says. */
  private static final String RAISED = "P0001";

  private static final String CONFLICT = "40001";
  private static final String NAMED_TWICE = "42P05";

  /** What helps where the encoding of a source is in the way. */
  public static final String RECODE =
      "dump the source with pg_dump --encoding=<one that has all its characters>, restore it into a"
          + " database in UTF8 and read that";

  /** Classes whose sentences may quote a value. */
  private static final Set<String> QUOTING = Set.of("21", "22", "23", "2F", "38", "39", "HV", "P0");

  /** In quotes of any language that a server speaks. */
  private static final Pattern QUOTED =
      Pattern.compile("[\"\u00ab\u00bb\u201c-\u201e].*[\"\u00ab\u00bb\u201c-\u201e]");

  private SourceErrors() {}

  /** The failure behind an error of a session that was open. */
  public static Code codeOf(SQLException error) {
    if (isTooLarge(error)) {
      return Code.SRC_POISON;
    }
    Code code = SqlStates.code(state(error));
    return code == Code.SRC_RIGHTS && isRowSecurity(error) ? Code.SRC_RLS : code;
  }

  /** The failure behind an error of opening a session. */
  public static Code codeOfConnecting(SQLException error) {
    if (hasCause(error, GeneralSecurityException.class)) {
      return Code.SRC_AUTH;
    }
    boolean ours = server(error) == null;
    if (ours
        && (state(error).equals(NO_SUCH_WAY) || hasCause(error, FileNotFoundException.class))) {
      return Code.CFG_INVALID;
    }
    if (isWithoutUtf8(error)) {
      return Code.SRC_ENCODING;
    }
    Code code = codeOf(error);
    return code.kind() == Kind.SOURCE || code == Code.INTERNAL || code == Code.SRC_TABLE
        ? Code.SRC_UNREACHABLE
        : code;
  }

  /** Whether the server has no way from its encoding to ours: it refuses the session. */
  private static boolean isWithoutUtf8(SQLException error) {
    ServerErrorMessage server = server(error);
    return server != null
        && state(error).equals("0A000")
        && String.valueOf(server.getMessage()).contains("MULE_INTERNAL");
  }

  private static boolean hasCause(Throwable error, Class<? extends Throwable> type) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return true;
      }
    }
    return false;
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
   * The server's own sentence, first line only: details may quote values of rows, and where the
   * sentence itself may, they are left out. The driver's sentence where the server said nothing.
   */
  public static String reason(SQLException error) {
    ServerErrorMessage server = server(error);
    String text = server == null ? error.getMessage() : server.getMessage();
    if (error.getCause() instanceof UnknownHostException) {
      text = "no address is known for this host";
    }
    if (text == null) {
      return error.getClass().getSimpleName();
    }
    if (isWithoutUtf8(error)) {
      return "its encoding is MULE_INTERNAL, which PostgreSQL does not convert to UTF8";
    }
    String state = state(error);
    if (state.equals(RAISED)) {
      return "a function of the source refused, in words of its own that may quote a row";
    }
    String first = text.lines().findFirst().orElse("");
    return QUOTING.contains(state.substring(0, Math.min(2, state.length())))
        ? QUOTED.matcher(first).replaceAll("\"...\"")
        : first;
  }

  /**
   * What a person does about a session that the server ended, as the next step of a failure.
   *
   * @param onReplica whether the server was in recovery
   */
  public static String nextWhenEnded(boolean onReplica) {
    return onReplica
        ? "on the replica, set hot_standby_feedback = on, or max_standby_streaming_delay above the"
            + " length of the night: it ends sessions that read what the primary has cleaned up"
        : "see in the server's log why it ended the session that held the snapshot; then run again";
  }

  /**
   * What a person does about it, as the next step of a failure.
   *
   * @param source the source's name
   * @param onReplica whether the server was in recovery
   */
  public static String next(SQLException error, String source, boolean onReplica) {
    String state = state(error);
    if (onReplica && (state.equals(CONFLICT) || state.equals("57P01") || state.startsWith("08"))) {
      return nextWhenEnded(true);
    }
    if (state.equals(NAMED_TWICE) || state.startsWith("26")) {
      return "let Daybook reach the server itself, or a pool of its own: another program's named"
          + " statements stand in the sessions of this pooler";
    }
    Code code = codeOf(error);
    return switch (code) {
      case SRC_RIGHTS, SRC_RLS -> "let the DBA run the output of: daybook source grant " + source;
      case SRC_SCHEMA -> "compare the source with its model: daybook source check " + source;
      case SRC_TABLE ->
          "mend the table or view in the source, or leave it or its column out in sql/"
              + source
              + "/source.yml; then: daybook source check "
              + source;
      case SRC_AUTH, SRC_DATABASE -> "check the source " + source + " in daybook.yml";
      case SRC_ENCODING -> RECODE;
      case INTERNAL -> "keep the log and report it: it is a defect of Daybook";
      default -> "run again, or leave it to the schedule; if it lasts, look at the server's log";
    };
  }

  public static String sqlState(SQLException error) {
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
  public static void requireVersion(String place, int major, String version) {
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
