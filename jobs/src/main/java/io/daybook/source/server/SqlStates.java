package io.daybook.source.server;

import io.daybook.fault.Code;
import java.util.Map;

/**
 * What each SQLSTATE of a session that was open means: five letters where one state stands out, two
 * where its whole class means the same. What is in neither map is a statement of ours that no
 * server takes.
 */
final class SqlStates {
  static final Map<String, Code> STATES =
      Map.ofEntries(
          // rights, names, the database
          Map.entry("42501", Code.SRC_RIGHTS),
          Map.entry("3D000", Code.SRC_DATABASE),
          Map.entry("57P04", Code.SRC_DATABASE),
          Map.entry("3F000", Code.SRC_SCHEMA),
          Map.entry("42P01", Code.SRC_SCHEMA),
          Map.entry("42703", Code.SRC_SCHEMA),
          Map.entry("42704", Code.SRC_SCHEMA),
          Map.entry("42804", Code.SRC_SCHEMA),
          Map.entry("42809", Code.SRC_SCHEMA),
          Map.entry("42846", Code.SRC_SCHEMA),
          Map.entry("42883", Code.SRC_SCHEMA),
          // bytes that are no text of the database's encoding, or have no character in UTF-8
          Map.entry("22021", Code.SRC_ENCODING),
          Map.entry("22P05", Code.SRC_ENCODING),
          // a value or a row of more bytes than the server can handle
          Map.entry("54000", Code.SRC_POISON),
          // somebody holds a lock
          Map.entry("55P03", Code.SRC_LOCK),
          Map.entry("55006", Code.SRC_LOCK),
          Map.entry("40P01", Code.SRC_LOCK),
          // the server asks us to come again: too many sessions, starting up, shutting down
          Map.entry("53300", Code.SRC_UNREACHABLE),
          Map.entry("57P03", Code.SRC_UNREACHABLE),
          // two programs share a server session and its named statements, through a pooler
          Map.entry("42P05", Code.SRC_LOST),
          // a page that cannot be read, an index that is broken: no second try mends them
          Map.entry("XX001", Code.SRC_TABLE),
          Map.entry("XX002", Code.SRC_TABLE));

  static final Map<String, Code> CLASSES =
      Map.ofEntries(
          Map.entry("28", Code.SRC_AUTH),
          // connection gone, transaction ended, standby conflict, resources or I/O of the server
          Map.entry("08", Code.SRC_LOST),
          Map.entry("25", Code.SRC_LOST),
          Map.entry("26", Code.SRC_LOST),
          Map.entry("40", Code.SRC_LOST),
          Map.entry("53", Code.SRC_LOST),
          Map.entry("57", Code.SRC_LOST),
          Map.entry("58", Code.SRC_LOST),
          Map.entry("XX", Code.SRC_LOST),
          // not readable on this server, a value that an expression of the source fails at, a limit
          // of the server, a view that was never filled, a function or a foreign server that fails
          Map.entry("0A", Code.SRC_TABLE),
          Map.entry("21", Code.SRC_TABLE),
          Map.entry("22", Code.SRC_TABLE),
          Map.entry("2F", Code.SRC_TABLE),
          Map.entry("38", Code.SRC_TABLE),
          Map.entry("39", Code.SRC_TABLE),
          Map.entry("54", Code.SRC_TABLE),
          Map.entry("55", Code.SRC_TABLE),
          Map.entry("HV", Code.SRC_TABLE),
          Map.entry("P0", Code.SRC_TABLE));

  private SqlStates() {}

  static Code code(String state) {
    Code known = STATES.get(state);
    if (known != null) {
      return known;
    }
    return CLASSES.getOrDefault(state.length() < 2 ? "" : state.substring(0, 2), Code.INTERNAL);
  }
}
