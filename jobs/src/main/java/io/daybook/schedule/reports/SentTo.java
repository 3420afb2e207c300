package io.daybook.schedule.reports;

import io.daybook.audience.Addressees;
import io.daybook.config.YamlMap;
import io.daybook.report.file.FileFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * As what and to whom a report goes of which the source does not say it: the schedule's file does.
 */
final class SentTo {
  private static final String FORMAT = "format";

  /** Users of the organisation; who may not see the report gets none. */
  private static final String USERS = "users";

  /** Addresses that the operator answers for. */
  private static final String EMAILS = "emails";

  /** Its keys in a schedule's file. */
  static final List<String> KEYS = List.of(FORMAT, USERS, EMAILS, ReportsKind.FOLDER);

  private static final Pattern RELATIVE = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");

  private SentTo() {}

  /**
   * Reads them.
   *
   * @param report the key whose line tells that nobody gets the report
   */
  static Map<String, String> parameters(YamlMap yaml, String report) {
    Map<String, String> parameters = new TreeMap<>();
    String format = yaml.optionalText(FORMAT).orElse("xlsx");
    if (!FileFormat.byName().containsKey(format)) {
      yaml.problem(FORMAT, "must be one of " + String.join(", ", FileFormat.byName().keySet()));
    }
    parameters.put(FORMAT, format);
    for (String key : List.of(USERS, EMAILS)) {
      if (yaml.has(key)) {
        parameters.put(key, String.join("\n", yaml.texts(key)));
      }
    }
    parameters.putAll(folder(yaml));
    if (!yaml.has(USERS) && !yaml.has(EMAILS) && !yaml.has(ReportsKind.FOLDER)) {
      yaml.problem(report, "goes to nobody: name users, emails or a folder");
    }
    return parameters;
  }

  /** The folder that gets every report, too, where the file names one. */
  static Map<String, String> folder(YamlMap yaml) {
    return yaml.optionalText(ReportsKind.FOLDER)
        .map(
            folder -> {
              if (!RELATIVE.matcher(folder).matches()) {
                yaml.problem(
                    ReportsKind.FOLDER,
                    "must be a path below delivery.folder of letters, digits, - and _, such as"
                        + " finance/daily");
              }
              return Map.of(ReportsKind.FOLDER, folder);
            })
        .orElse(Map.of());
  }

  static FileFormat format(Map<String, String> parameters) {
    return FileFormat.byName().get(parameters.get(FORMAT));
  }

  static Addressees addressees(Map<String, String> parameters) {
    return new Addressees(named(parameters, EMAILS), named(parameters, USERS));
  }

  private static List<String> named(Map<String, String> parameters, String key) {
    return parameters.containsKey(key) ? parameters.get(key).lines().toList() : List.of();
  }
}
