package io.daybook.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code delivery:} of a {@code daybook.yml}. */
final class DeliveryReader {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+");
  private static final Pattern NAMED = Pattern.compile("(?:[^<>\\p{Cntrl}]*<([^<>]+)>|([^<>]+))");
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})(kB|MB)");
  private static final Duration LONGEST = Duration.ofDays(5);

  private final ConfigReader reader;

  DeliveryReader(ConfigReader reader) {
    this.reader = reader;
  }

  DeliveryConfig read(YamlMap yaml, Path directory) {
    yaml.only(
        "from",
        "smtp",
        "folder",
        "redirect_to",
        "allowed_domains",
        "largest",
        "give_up_after",
        "sources");
    DeliveryConfig config =
        new DeliveryConfig(
            from(yaml),
            yaml.has("smtp") ? Optional.of(smtp(yaml.map("smtp"))) : Optional.empty(),
            reader
                .path(yaml, "folder")
                .orElseGet(() -> DeliveryConfig.defaults(directory).folder()),
            redirectTo(yaml),
            domains(yaml),
            largest(yaml),
            giveUpAfter(yaml),
            sources(yaml.map("sources")));
    requireServer(yaml, config);
    return config;
  }

  private static Optional<String> from(YamlMap yaml) {
    Optional<String> text = yaml.optionalText("from");
    text.ifPresent(
        from -> {
          Matcher named = NAMED.matcher(from);
          boolean right = named.matches();
          String address = right && named.group(1) != null ? named.group(1) : from;
          if (!right || !ADDRESS.matcher(address).matches()) {
            yaml.problem("from", "must be like Daybook <reports@example.com>, not " + from);
          }
        });
    return text;
  }

  private static Optional<String> redirectTo(YamlMap yaml) {
    Optional<String> text = yaml.optionalText("redirect_to");
    text.filter(address -> !ADDRESS.matcher(address).matches())
        .ifPresent(wrong -> yaml.problem("redirect_to", "must be one address, not " + wrong));
    return text;
  }

  private static Set<String> domains(YamlMap yaml) {
    Set<String> domains =
        yaml.texts("allowed_domains").stream()
            .map(domain -> domain.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    domains.stream()
        .filter(domain -> domain.isBlank() || domain.contains("@") || domain.contains("*"))
        .forEach(
            wrong ->
                yaml.problem("allowed_domains", "must be domains like example.com, not " + wrong));
    return domains;
  }

  private static long largest(YamlMap yaml) {
    Optional<String> text = yaml.optionalText("largest");
    if (text.isEmpty()) {
      return DeliveryConfig.DEFAULT_LARGEST;
    }
    Matcher size = SIZE.matcher(text.orElseThrow());
    if (!size.matches()) {
      yaml.problem("largest", "must be a size such as 20MB, not " + text.orElseThrow());
      return DeliveryConfig.DEFAULT_LARGEST;
    }
    return Long.parseLong(size.group(1)) * (size.group(2).equals("MB") ? 1_000_000 : 1_000);
  }

  private static Duration giveUpAfter(YamlMap yaml) {
    Optional<Duration> duration = yaml.duration("give_up_after");
    if (duration.filter(given -> given.compareTo(LONGEST) > 0).isPresent()) {
      yaml.problem("give_up_after", "must be at most 5d");
    }
    return duration.orElse(DeliveryConfig.DEFAULT_GIVE_UP_AFTER);
  }

  private SmtpConfig smtp(YamlMap yaml) {
    yaml.only("host", "port", "user", "password", "tls", "timeout", "final_timeout");
    SmtpConfig.Tls tls = tls(yaml);
    Optional<String> user = yaml.optionalText("user");
    Optional<Secret> password =
        user.isPresent() || yaml.has("password")
            ? Optional.of(reader.secret(yaml, "password"))
            : Optional.empty();
    if (user.isEmpty() && password.isPresent()) {
      yaml.problem("user", "is missing: there is a password");
    }
    if (user.isPresent() && tls == SmtpConfig.Tls.NONE) {
      yaml.problem("tls", "must be starttls or implicit: the password would be sent in the clear");
    }
    Optional<Integer> port = yaml.integer("port");
    if (port.filter(number -> number < 1 || number > 65_535).isPresent()) {
      yaml.problem("port", "must be from 1 to 65535, not " + port.orElseThrow());
    }
    return new SmtpConfig(
        yaml.text("host"),
        port.orElse(tls.port()),
        user,
        password,
        tls,
        positive(yaml, "timeout").orElse(SmtpConfig.DEFAULT_TIMEOUT),
        positive(yaml, "final_timeout").orElse(SmtpConfig.DEFAULT_FINAL_TIMEOUT));
  }

  private static Optional<Duration> positive(YamlMap yaml, String key) {
    Optional<Duration> duration = yaml.duration(key);
    if (duration.filter(Duration::isZero).isPresent()) {
      yaml.problem(key, "must be more than nothing");
    }
    return duration;
  }

  private static SmtpConfig.Tls tls(YamlMap yaml) {
    return choice(
            yaml,
            "tls",
            SmtpConfig.Tls.names(),
            (map, text) -> SmtpConfig.Tls.valueOf(text.toUpperCase(Locale.ROOT)))
        .orElse(SmtpConfig.Tls.STARTTLS);
  }

  private static <T> Optional<T> choice(
      YamlMap yaml,
      String key,
      java.util.List<String> names,
      BiFunction<YamlMap, String, T> parse) {
    Optional<String> text = yaml.optionalText(key);
    if (text.isPresent() && !names.contains(text.orElseThrow())) {
      String wrong = text.orElseThrow();
      yaml.problem(
          key,
          "must be "
              + String.join(" or ", names)
              + ", not "
              + wrong
              + Problems.didYouMean(wrong, names));
      return Optional.empty();
    }
    return text.map(name -> parse.apply(yaml, name));
  }

  private static Optional<DeliveryMode> mode(YamlMap yaml, String key) {
    return choice(
        yaml, key, DeliveryMode.names(), (map, text) -> DeliveryMode.parse(text).orElseThrow());
  }

  private static Map<String, DeliveryConfig.Modes> sources(YamlMap yaml) {
    Map<String, DeliveryConfig.Modes> sources = new LinkedHashMap<>();
    for (String name : yaml.keys()) {
      YamlMap source = yaml.map(name);
      source.only("mode", "tenants");
      YamlMap tenants = source.map("tenants");
      Map<String, DeliveryMode> modes = new LinkedHashMap<>();
      tenants
          .keys()
          .forEach(tenant -> mode(tenants, tenant).ifPresent(mode -> modes.put(tenant, mode)));
      sources.put(
          name, new DeliveryConfig.Modes(mode(source, "mode").orElse(DeliveryMode.SHADOW), modes));
    }
    return sources;
  }

  private static void requireServer(YamlMap yaml, DeliveryConfig config) {
    boolean live = config.sources().values().stream().anyMatch(DeliveryConfig.Modes::isAnyLive);
    if (live && config.smtp().isEmpty()) {
      yaml.problem("smtp", "is missing: a source is live");
    }
    if (live && config.from().isEmpty()) {
      yaml.problem("from", "is missing: a source is live");
    }
  }
}
