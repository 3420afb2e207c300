package io.daybook.schedule.reports;

import io.daybook.audience.Addressees;
import io.daybook.config.YamlMap;
import io.daybook.report.ReleaseReports;
import io.daybook.report.file.FileFormat;
import io.daybook.report.issue.Asked;
import io.daybook.schedule.WorkKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * {@code what: custom}: makes one of the reports that people have put together, and records its
 * deliveries. The source does not say when or for whom, so the schedule's file does.
 */
public final class CustomKind implements WorkKind {
  /** Its name. */
  public static final String NAME = "custom";

  /** Id of the report. */
  static final String REPORT = "report";

  static final String FORMAT = "format";

  /** Users of the organisation; who may not see the report gets none. */
  static final String USERS = "users";

  /** Addresses that the operator answers for. */
  static final String EMAILS = "emails";

  private static final Pattern RELATIVE = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    return List.of(REPORT, FORMAT, USERS, EMAILS, ReportsKind.FOLDER);
  }

  @Override
  public Map<String, String> parameters(YamlMap yaml) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(REPORT, yaml.text(REPORT));
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
    yaml.optionalText(ReportsKind.FOLDER)
        .ifPresent(
            folder -> {
              if (!RELATIVE.matcher(folder).matches()) {
                yaml.problem(
                    ReportsKind.FOLDER,
                    "must be a path below delivery.folder of letters, digits, - and _, such as"
                        + " finance/daily");
              }
              parameters.put(ReportsKind.FOLDER, folder);
            });
    if (!yaml.has(USERS) && !yaml.has(EMAILS) && !yaml.has(ReportsKind.FOLDER)) {
      yaml.problem(REPORT, "goes to nobody: name users, emails or a folder");
    }
    return parameters;
  }

  /** What people have put together; the schedule's file says for whom, and should name one. */
  static final class Customs implements Maker {
    @Override
    public Optional<Asked> asked(ReleaseReports reports, Map<String, String> parameters) {
      return reports
          .custom()
          .asked(
              parameters.get(REPORT),
              FileFormat.byName().get(parameters.get(FORMAT)),
              new Addressees(named(parameters, EMAILS), named(parameters, USERS)));
    }

    private static List<String> named(Map<String, String> parameters, String key) {
      return parameters.containsKey(key) ? parameters.get(key).lines().toList() : List.of();
    }

    @Override
    public boolean isMissedWhereAbsent() {
      return true;
    }

    @Override
    public String listing(String source) {
      return "daybook report custom " + source;
    }
  }
}
