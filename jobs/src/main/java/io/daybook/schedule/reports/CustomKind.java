package io.daybook.schedule.reports;

import io.daybook.config.YamlMap;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Asked;
import io.daybook.schedule.WorkKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code what: custom}: makes one of the reports that people have put together, and records its
 * deliveries. The source does not say when or for whom, so the schedule's file does.
 */
public final class CustomKind implements WorkKind {
  /** Its name. */
  public static final String NAME = "custom";

  /** Id of the report. */
  static final String REPORT = "report";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    return Stream.concat(Stream.of(REPORT), SentTo.KEYS.stream()).toList();
  }

  @Override
  public Map<String, String> parameters(YamlMap yaml) {
    Map<String, String> parameters = new TreeMap<>(SentTo.parameters(yaml, REPORT));
    parameters.put(REPORT, yaml.text(REPORT));
    return parameters;
  }

  /** What people have put together; the schedule's file says for whom, and should name one. */
  static final class Customs implements Maker {
    @Override
    public Optional<Asked> asked(ReleaseReports reports, Map<String, String> parameters) {
      return reports
          .custom()
          .asked(parameters.get(REPORT), SentTo.format(parameters), SentTo.addressees(parameters));
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
