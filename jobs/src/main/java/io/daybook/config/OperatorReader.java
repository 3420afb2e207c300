package io.daybook.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what the operator sees: {@code serve:}, {@code alerts:} and {@code log:}. */
final class OperatorReader {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,]+@[^\\s@<>,]+");
  private static final Pattern URL = Pattern.compile("(?i)https?://[^\\s/]+.*");

  private final ConfigReader reader;

  OperatorReader(ConfigReader reader) {
    this.reader = reader;
  }

  Optional<HttpConfig> http(YamlMap yaml) {
    YamlMap serve = yaml.map("serve");
    serve.only("http");
    if (!serve.isMap("http")) {
      Optional<String> word = serve.optionalText("http");
      if (word.isPresent() && !word.orElseThrow().equals("off")) {
        serve.problem("http", "must be off, or host and port");
      }
      return word.isPresent() ? Optional.empty() : Optional.of(HttpConfig.DEFAULT);
    }
    YamlMap http = serve.map("http");
    http.only("host", "port", "names");
    Optional<Integer> port = http.integer("port");
    if (port.filter(number -> number < 0 || number > 65_535).isPresent()) {
      http.problem("port", "must be from 0 to 65535, not " + port.orElseThrow());
      port = Optional.empty();
    }
    Set<String> names =
        http.texts("names").stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return Optional.of(
        new HttpConfig(
            http.optionalText("host").orElse(HttpConfig.DEFAULT.host()),
            port.orElse(HttpConfig.DEFAULT.port()),
            port.isPresent(),
            names));
  }

  AlertsConfig alerts(YamlMap yaml, DeliveryConfig delivery) {
    YamlMap alerts = yaml.map("alerts");
    alerts.only("to", "ping", "stale_after");
    List<String> to = alerts.texts("to");
    to.stream()
        .filter(address -> !ADDRESS.matcher(address).matches())
        .forEach(wrong -> alerts.problem("to", "must be addresses, not " + wrong));
    if (!to.isEmpty() && (delivery.smtp().isEmpty() || delivery.from().isEmpty())) {
      alerts.problem("to", "needs delivery.smtp and delivery.from to send by");
    }
    Optional<Duration> staleAfter = alerts.duration("stale_after");
    if (staleAfter.filter(Duration::isZero).isPresent()) {
      alerts.problem("stale_after", "must be more than nothing");
    }
    return new AlertsConfig(to, ping(alerts), staleAfter.orElse(AlertsConfig.DEFAULT_STALE_AFTER));
  }

  /** Its text is never repeated, wherever it stands. */
  private Optional<Secret> ping(YamlMap alerts) {
    if (!alerts.has("ping")) {
      return Optional.empty();
    }
    if (alerts.isMap("ping")) {
      return Optional.of(reader.secret(alerts, "ping"));
    }
    Optional<String> url = alerts.optionalText("ping");
    if (url.filter(text -> !URL.matcher(text).matches()).isPresent()) {
      alerts.problem("ping", "must begin with https://, or name the place of such a text");
    }
    return url.map(Secret::of);
  }

  LogFormat log(YamlMap yaml) {
    Optional<String> text = yaml.optionalText("log");
    Optional<LogFormat> format = text.flatMap(LogFormat::parse);
    if (text.isPresent() && format.isEmpty()) {
      yaml.problem(
          "log",
          "must be %s, not %s%s"
              .formatted(
                  String.join(" or ", LogFormat.names()),
                  text.orElseThrow(),
                  Problems.didYouMean(text.orElseThrow(), LogFormat.names())));
    }
    return format.orElse(LogFormat.TEXT);
  }
}
