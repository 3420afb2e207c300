package io.daybook.operate;

import io.daybook.config.HttpConfig;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * By which names the server may be called. A page in an operator's browser can make its own name
 * point to this machine and read what it answers then; it cannot make the browser send another
 * name. Addresses and {@code localhost} are nobody's to point elsewhere.
 */
final class Hosts {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|\\[[0-9a-f:.%]+]");
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

  private final HttpConfig config;

  Hosts(HttpConfig config) {
    this.config = config;
  }

  /**
   * Whether a request for this host, as its header says, is meant for us; null where it is absent.
   */
  boolean isOurs(String header) {
    if (header == null) {
      return false;
    }
    String name = PORT.matcher(header.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    return name.equals("localhost")
        || name.equals(config.host().toLowerCase(Locale.ROOT))
        || config.names().contains(name)
        || ADDRESS.matcher(name).matches();
  }
}
