package io.daybook.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A JDBC URL of PostgreSQL as the configuration may have it: what no retry can mend is said when it
 * is read. A credential in it is never repeated.
 */
public final class PostgresUrl {
  private static final String PROTOCOL = "jdbc:postgresql:";
  private static final Pattern HOST = Pattern.compile("\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+|/.*");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

  /** Parameters that are credentials, or the way to one. */
  private static final Set<String> CREDENTIALS = Set.of("user", "password", "sslpassword");

  private PostgresUrl() {}

  /**
   * What is wrong with it, as the end of a sentence that begins with its place; empty if nothing.
   */
  public static Optional<String> fault(String url) {
    if (!url.startsWith(PROTOCOL)) {
      return Optional.of("must be like jdbc:postgresql://host:5432/database");
    }
    List<String> names = parameters(url);
    if (url.contains("@") || names.stream().anyMatch(CREDENTIALS::contains)) {
      return Optional.of("holds a user or password; they have keys of their own");
    }
    Properties parsed = Driver.parseURL(url, new Properties());
    if (parsed == null) {
      return Optional.of(
          "is not a URL that the PostgreSQL driver understands; it is like"
              + " jdbc:postgresql://host:5432/database, its port a number up to 65535");
    }
    String hosts = parsed.getProperty(PGProperty.PG_HOST.getName(), "localhost");
    for (String host : hosts.split(",", -1)) {
      if (!HOST.matcher(host).matches()) {
        return Optional.of("names the host \"" + host + "\", which no host can be called");
      }
    }
    if (hosts.contains(",") && "true".equals(parsed.getProperty("loadBalanceHosts"))) {
      return Optional.of(
          "spreads sessions over several servers (loadBalanceHosts), and a snapshot lives on one");
    }
    return names.stream().flatMap(name -> fault(name, parsed).stream()).findFirst();
  }

  private static Optional<String> fault(String name, Properties parsed) {
    PGProperty property = PGProperty.forName(name);
    if (property == null) {
      Set<String> known = new TreeSet<>();
      Arrays.stream(PGProperty.values()).forEach(each -> known.add(each.getName()));
      return Optional.of(
          "has the parameter "
              + name
              + ", which the driver lacks"
              + Problems.didYouMean(name, known));
    }
    String value = parsed.getProperty(name, "");
    String[] choices = property.getChoices();
    if (choices != null && Arrays.stream(choices).noneMatch(each -> each.equalsIgnoreCase(value))) {
      return Optional.of(
          "has "
              + name
              + "="
              + value
              + "; it may be "
              + String.join(", ", choices)
              + Problems.didYouMean(value.toLowerCase(Locale.ROOT), Arrays.asList(choices)));
    }
    String usual = property.getDefaultValue();
    boolean numeric = usual != null && NUMBER.matcher(usual).matches();
    return numeric && !NUMBER.matcher(value).matches()
        ? Optional.of("has " + name + "=" + value + ", which must be a whole number")
        : Optional.empty();
  }

  private static List<String> parameters(String url) {
    int start = url.indexOf('?');
    return start < 0
        ? List.of()
        : Arrays.stream(url.substring(start + 1).split("&"))
            .filter(each -> !each.isEmpty())
            .map(each -> each.split("=", 2)[0])
            .toList();
  }

  /** The database that it names. */
  public static Optional<String> database(String url) {
    return Optional.ofNullable(Driver.parseURL(url, new Properties()))
        .map(parsed -> parsed.getProperty(PGProperty.PG_DBNAME.getName()))
        .filter(name -> !name.isEmpty());
  }
}
