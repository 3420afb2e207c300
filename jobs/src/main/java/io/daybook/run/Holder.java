package io.daybook.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process as the holder of a lease. The start time tells it from a later process of the same id.
 *
 * @param host name of its machine
 * @param pid its process id there
 * @param startedAt when it began, empty text where the platform does not tell
 */
record Holder(String host, long pid, String startedAt) {
  private static final Pattern TEXT = Pattern.compile("process (\\d+) on (\\S+)(?: since (\\S+))?");

  /** This process. */
  static Holder ofThisProcess() {
    ProcessHandle process = ProcessHandle.current();
    return new Holder(hostName(), process.pid(), started(process));
  }

  /** Reads what {@link #text} wrote. */
  static Optional<Holder> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String since = matcher.group(3) == null ? "" : matcher.group(3);
    return Optional.of(new Holder(matcher.group(2), Long.parseLong(matcher.group(1)), since));
  }

  /** How people see it. */
  String text() {
    return "process " + pid + " on " + host + (startedAt.isEmpty() ? "" : " since " + startedAt);
  }

  /** Whether it is certain that the process has ended: only its own machine can tell. */
  boolean isDead() {
    if (!host.equals(hostName())) {
      return false;
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> !startedAt.isEmpty() && !started(process).equals(startedAt))
        .orElse(true);
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
