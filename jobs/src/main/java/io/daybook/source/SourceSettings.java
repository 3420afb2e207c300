package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.config.PostgresUrl;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.server.SourceErrors;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * How to reach a source, and how much of it we may use.
 *
 * @param url JDBC URL without credentials
 * @param user role that reads
 * @param password its password; in no text of this record
 * @param connections connections that may be open at once
 * @param yieldAfter how long somebody may wait on us before the extraction steps aside
 * @param lockTimeout how long a lock on the tables may take; below the server's deadlock_timeout
 * @param connectTimeout how long a connection may take to open
 * @param socketTimeout how long the server may be silent while we wait for it
 */
public record SourceSettings(
    String url,
    String user,
    String password,
    int connections,
    Duration yieldAfter,
    Duration lockTimeout,
    Duration connectTimeout,
    Duration socketTimeout)
    implements Serializable {
  public static final int DEFAULT_CONNECTIONS = 4;
  public static final Duration DEFAULT_YIELD_AFTER = Duration.ofSeconds(5);
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofMillis(800);
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration DEFAULT_SOCKET_TIMEOUT = Duration.ofSeconds(60);

  private static final String PROTOCOL = "jdbc:postgresql:";

  public SourceSettings {
    requireNonNull(url, "url is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
    requireNonNull(yieldAfter, "yieldAfter is null");
    requireNonNull(lockTimeout, "lockTimeout is null");
    requireNonNull(connectTimeout, "connectTimeout is null");
    requireNonNull(socketTimeout, "socketTimeout is null");
    PostgresUrl.fault(url)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("Invalid source URL: it " + fault);
            });
    if (connections < 2) {
      throw new IllegalArgumentException(
          "Invalid connections: " + connections + "; one holds the snapshot, others read");
    }
    requirePositive("yieldAfter", yieldAfter);
    requirePositive("lockTimeout", lockTimeout);
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("socketTimeout", socketTimeout);
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("Invalid " + name + ": " + duration);
    }
  }

  /** Settings with every limit at its default. */
  public static SourceSettings of(String url, String user, String password) {
    return new SourceSettings(
        url,
        user,
        password,
        DEFAULT_CONNECTIONS,
        DEFAULT_YIELD_AFTER,
        DEFAULT_LOCK_TIMEOUT,
        DEFAULT_CONNECT_TIMEOUT,
        DEFAULT_SOCKET_TIMEOUT);
  }

  /** Host, port and database, for messages: {@code db.example:5432/shop}. */
  public String place() {
    String rest = url.substring(PROTOCOL.length());
    int parameters = rest.indexOf('?');
    String place = parameters < 0 ? rest : rest.substring(0, parameters);
    return place.startsWith("//") ? place.substring(2) : place;
  }

  /**
   * Opens a session in auto-commit mode, whose transactions may only read. Nothing is set in the
   * session itself: behind a pooler it is anybody's, and others of the same role write with it. It
   * counts against {@link #connections}; that is the caller's to keep. A read that stays silent for
   * {@link #socketTimeout} fails; every statement that may be longer silent on purpose sets its own
   * with {@link Connection#setNetworkTimeout}.
   *
   * @param applicationName what the DBA sees in pg_stat_activity
   * @throws DaybookException SRC-UNREACHABLE, SRC-AUTH, SRC-DATABASE or SRC-VERSION
   */
  public Connection connect(String applicationName) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("connectTimeout", seconds(connectTimeout));
    properties.setProperty("loginTimeout", seconds(connectTimeout));
    properties.setProperty("socketTimeout", seconds(socketTimeout));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("readOnlyMode", "transaction");
    // A named statement outlives its transaction, and behind a pooler its session is anybody's.
    properties.setProperty("prepareThreshold", "0");
    try {
      return readOnly(DriverManager.getConnection(url, properties));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private Connection readOnly(Connection connection) throws SQLException {
    try {
      SourceErrors.requireVersion(
          place(),
          connection.getMetaData().getDatabaseMajorVersion(),
          connection.getMetaData().getDatabaseProductVersion());
      connection.setReadOnly(true);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private DaybookException failure(SQLException e) {
    Code code = SourceErrors.codeOfConnecting(e);
    String next =
        switch (code) {
          case SRC_AUTH ->
              "check the role and where its password comes from; this is not tried again";
          case SRC_DATABASE -> "check the database in the URL; this is not tried again";
          case SRC_RIGHTS ->
              "let the DBA grant the role CONNECT on the database, as daybook source grant prints it";
          case SRC_ENCODING -> SourceErrors.RECODE;
          case CFG_INVALID -> "mend the URL of the source in daybook.yml; this is not tried again";
          default -> "check that the server runs and that this machine may reach it";
        };
    return DaybookException.of(
            code,
            "Cannot connect to source "
                + place()
                + " as "
                + user
                + ": "
                + SourceErrors.reason(e)
                + SourceErrors.sqlState(e))
        .state("nothing was read; readers keep the published release")
        .next(next)
        .cause(e)
        .build();
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "SourceSettings[" + place() + ", user=" + user + ", connections=" + connections + "]";
  }
}
