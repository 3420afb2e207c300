package io.daybook.postgres;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The failures of a server, in the house's form. */
final class Failures {
  private Failures() {}

  static DaybookException.Builder unavailable(Path directory, String what, String reason) {
    return DaybookException.of(
        Code.STATE_UNAVAILABLE, "Cannot %s in %s: %s".formatted(what, directory, reason));
  }

  static DaybookException connect(Path directory, String url, SQLException e) {
    if (refused(e)) {
      return DaybookException.of(
              Code.STATE_AUTH,
              "Cannot connect to the server of %s: it refuses the password".formatted(directory))
          .state("the server and its data were not changed")
          .next("restore " + directory.resolve(ServerDirectory.PASSWORD) + " from a backup")
          .cause(e)
          .build();
    }
    return DaybookException.of(
            Code.STATE_UNAVAILABLE, "Cannot connect to %s: %s".formatted(url, e.getMessage()))
        .state("the server's data in " + directory + " is kept")
        .next("run the command again: it starts a server that has died")
        .cause(e)
        .build();
  }

  /** SQLSTATE class 28: the role or its password. */
  static boolean refused(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("28");
  }
}
