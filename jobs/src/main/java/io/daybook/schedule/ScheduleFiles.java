package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.Rule;
import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.zone.Zones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder {@code schedules/}: one YAML file a schedule. */
public final class ScheduleFiles {
  /** How long an occurrence may take where its file does not say. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofHours(6);

  private static final String SUFFIX = ".yml";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");
  private static final List<String> KEYS = List.of("source", "what", "at", "catch_up", "deadline");
  private static final List<String> KEYS_OF_A_RULE = List.of("rule", "holidays", "zone");

  private final Path folder;
  private final Set<String> sources;
  private final Supplier<Set<String>> runnable;
  private final Map<String, WorkKind> kinds;

  /** A folder of schedules, all of whose sources can be run here. */
  public ScheduleFiles(Path folder, Collection<String> sources, Collection<WorkKind> kinds) {
    this(folder, sources, () -> Set.copyOf(sources), kinds);
  }

  /**
   * A folder of schedules.
   *
   * @param sources names of the sources that there are
   * @param runnable names of those that can be run here, asked whenever the files are read
   * @param kinds of work that a file may name
   */
  public ScheduleFiles(
      Path folder,
      Collection<String> sources,
      Supplier<Set<String>> runnable,
      Collection<WorkKind> kinds) {
    this.folder = requireNonNull(folder, "folder is null");
    this.sources = Set.copyOf(sources);
    this.runnable = requireNonNull(runnable, "runnable is null");
    this.kinds = kinds.stream().collect(Collectors.toMap(WorkKind::name, kind -> kind));
  }

  /**
   * What the files say.
   *
   * @param schedules of the files that can be used, by name
   * @param unusable names of the schedules whose files cannot
   * @param problem SCHED_INVALID with all problems of these files
   */
  public record Read(
      List<Schedule> schedules, Set<String> unusable, Optional<DaybookException> problem) {
    public Read {
      schedules = List.copyOf(schedules);
      unusable = Set.copyOf(unusable);
      requireNonNull(problem, "problem is null");
    }
  }

  /**
   * Reads every file: one that has problems stops none of the others. A pattern is due daily, by
   * the clocks of all tenants; see {@link #isPattern}.
   */
  public Read read() {
    Set<String> unusable = new TreeSet<>();
    Problems problems = new Problems(Code.SCHED_INVALID, "Cannot use the schedules in " + folder);
    List<Schedule> schedules = new ArrayList<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      String shown = folder.getFileName() + "/" + name;
      if (name.endsWith(".yaml")) {
        problems.add(shown, "is not read: the name of a schedule's file ends in " + SUFFIX);
      } else if (name.endsWith(SUFFIX)) {
        String schedule = name.substring(0, name.length() - SUFFIX.length());
        int before = problems.count();
        Optional<Schedule> read = read(schedule, file, shown, problems);
        if (problems.count() > before) {
          unusable.add(schedule);
        } else {
          read.ifPresent(schedules::add);
        }
      }
    }
    return new Read(schedules, unusable, problems.failure());
  }

  /** Whether it is not in force itself, but the schedules that follow from it. */
  public boolean isPattern(Schedule schedule) {
    return Optional.ofNullable(kinds.get(schedule.what())).map(WorkKind::isPattern).orElse(false);
  }

  /** Whether it is of a source that cannot be run here, and so not in force. */
  public boolean isResting(Schedule schedule) {
    return !runnable.get().contains(schedule.source());
  }

  /** Changes whenever a file does, or what can be run here. */
  String fingerprint() {
    StringBuilder text = new StringBuilder().append(new TreeSet<>(runnable.get())).append('\n');
    for (Path file : files()) {
      try {
        text.append(file.getFileName()).append('\n').append(Files.readString(file)).append('\n');
      } catch (IOException e) {
        text.append(e);
      }
    }
    return text.toString();
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder.toString(), e);
    }
  }

  private Optional<Schedule> read(String name, Path file, String shown, Problems problems) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      problems.add(shown, "cannot be read: " + e.getClass().getSimpleName());
      return Optional.empty();
    }
    if (!NAME.matcher(name).matches()) {
      problems.add(shown, "is not a name: lower-case letters, digits, - and _" + suchAs(name));
    }
    YamlMap yaml = YamlMap.parse(shown, text, problems);
    if (yaml.keys().isEmpty()) {
      if (text.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
        problems.add(shown, "holds no schedule");
      }
      return Optional.empty();
    }
    Optional<WorkKind> kind = known(yaml, "what", kinds.keySet()).map(kinds::get);
    boolean isPattern = kind.map(WorkKind::isPattern).orElse(false);
    List<String> keys = new ArrayList<>(KEYS);
    if (!isPattern) {
      keys.addAll(KEYS_OF_A_RULE);
    }
    // Which keys an unknown kind would have is not known either.
    kinds.values().stream()
        .filter(each -> kind.isEmpty() || each == kind.orElseThrow())
        .forEach(each -> keys.addAll(each.keys()));
    yaml.only(keys.toArray(String[]::new));
    String source = known(yaml, "source", sources).orElse("");
    Optional<Rule> rule = isPattern ? rule(yaml, "daily") : rule(yaml, yaml.text("rule"));
    Optional<Optional<ZoneId>> zone = isPattern ? Optional.of(Optional.empty()) : zone(yaml);
    CatchUp catchUp = catchUp(yaml);
    Duration deadline = deadline(yaml);
    Map<String, String> parameters = kind.map(each -> each.parameters(yaml)).orElse(Map.of());
    if (rule.isEmpty() || zone.isEmpty() || kind.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Schedule(
            name,
            source,
            kind.orElseThrow().name(),
            rule.orElseThrow(),
            zone.orElseThrow(),
            catchUp,
            deadline,
            parameters));
  }

  /** The name that was meant, as it may be written. */
  private static String suchAs(String name) {
    String word =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_]+", "-")
            .replaceFirst("^[^a-z]+", "")
            .replaceFirst("-$", "");
    return word.isEmpty() ? "" : ", such as " + word + SUFFIX;
  }

  private static Optional<String> known(YamlMap yaml, String key, Set<String> known) {
    String text = yaml.text(key);
    if (text.isEmpty() || known.contains(text)) {
      return Optional.of(text).filter(each -> !each.isEmpty());
    }
    String names = known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known));
    yaml.problem(
        key, "must be one of " + names + ", not " + text + Problems.didYouMean(text, known));
    return Optional.empty();
  }

  /** The rule, with time and holidays where they have keys of their own. */
  private static Optional<Rule> rule(YamlMap yaml, String text) {
    Optional<String> at = yaml.optionalText("at");
    List<String> holidays = yaml.texts("holidays");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean isCron = text.strip().startsWith("cron");
    if (isCron && at.isPresent()) {
      yaml.problem("at", "cron says its time itself");
    }
    if (isCron && !holidays.isEmpty()) {
      yaml.problem("holidays", "cron knows no holidays");
    }
    if (!isCron && at.isEmpty() && !text.contains(" at ")) {
      yaml.problem("at", "is missing, such as \"02:00\"");
      return Optional.empty();
    }
    try {
      return Optional.of(
          Rule.parse(
              isCron
                  ? text
                  : text
                      + at.map(time -> " at " + time).orElse("")
                      + (holidays.isEmpty() ? "" : " without " + String.join(", ", holidays))));
    } catch (IllegalArgumentException e) {
      yaml.problem(yaml.has("rule") ? "rule" : "at", e.getMessage());
      return Optional.empty();
    }
  }

  /** Empty when it is wrong; empty within when it is each tenant's. */
  private static Optional<Optional<ZoneId>> zone(YamlMap yaml) {
    String text = yaml.text("zone");
    if (text.equals(Schedule.EACH_TENANT)) {
      return Optional.of(Optional.empty());
    }
    Optional<ZoneId> zone = Zones.find(text);
    if (zone.isEmpty() && !text.isEmpty()) {
      // A name that is spelled alike may be hours away: none is suggested.
      yaml.problem(
          "zone",
          "must be a time zone like Europe/Paris, or " + Schedule.EACH_TENANT + ", not " + text);
    }
    return zone.isPresent() ? Optional.of(zone) : Optional.empty();
  }

  private static CatchUp catchUp(YamlMap yaml) {
    Optional<String> text = yaml.optionalText("catch_up");
    Optional<CatchUp> policy = text.flatMap(CatchUp::parse);
    if (text.isPresent() && policy.isEmpty()) {
      yaml.problem(
          "catch_up",
          "must be "
              + String.join(", ", CatchUp.names())
              + ", not "
              + text.orElseThrow()
              + Problems.didYouMean(text.orElseThrow(), CatchUp.names()));
    }
    return policy.orElse(CatchUp.LATEST);
  }

  private static Duration deadline(YamlMap yaml) {
    Duration deadline = yaml.duration("deadline").orElse(DEFAULT_DEADLINE);
    if (deadline.isZero()) {
      yaml.problem("deadline", "must be longer than nothing");
    }
    return deadline;
  }

  private static DaybookException unreadable(String what, IOException e) {
    return DaybookException.of(
            Code.SCHED_INVALID,
            "Cannot read " + what + ": " + e.getClass().getSimpleName() + " " + e.getMessage())
        .state("nothing was started or changed")
        .next("see that the folder can be read, and try again")
        .cause(e)
        .build();
  }
}
