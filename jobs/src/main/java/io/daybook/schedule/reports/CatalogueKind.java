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
 * {@code what: catalogue}: makes a report of the source's catalogue for one organisation, and
 * records its deliveries. The schedule's file says for whom, and what the report needs to know.
 */
public final class CatalogueKind implements WorkKind {
  /** Its name. */
  public static final String NAME = "catalogue";

  /** Name of the report: that of its folder. */
  private static final String REPORT = "report";

  private static final String ORGANISATION = "organisation";

  /** Values of the report's parameters, by name. */
  private static final String WITH = "with";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    return Stream.concat(Stream.of(REPORT, ORGANISATION, WITH), SentTo.KEYS.stream()).toList();
  }

  @Override
  public Map<String, String> parameters(YamlMap yaml) {
    Map<String, String> parameters = new TreeMap<>(SentTo.parameters(yaml, REPORT));
    parameters.put(REPORT, yaml.text(REPORT));
    parameters.put(ORGANISATION, yaml.text(ORGANISATION));
    YamlMap with = yaml.map(WITH);
    with.keys().forEach(name -> parameters.put(WITH + "." + name, with.text(name)));
    return parameters;
  }

  /** The source's own reports; a schedule that names none of them is a mistake. */
  static final class Own implements Maker {
    @Override
    public Optional<Asked> asked(ReleaseReports reports, Map<String, String> parameters) {
      Map<String, String> values = new TreeMap<>();
      String prefix = WITH + ".";
      parameters.forEach(
          (key, value) -> {
            if (key.startsWith(prefix)) {
              values.put(key.substring(prefix.length()), value);
            }
          });
      return reports
          .catalogue()
          .asked(
              parameters.get(REPORT),
              parameters.get(ORGANISATION),
              values,
              SentTo.format(parameters),
              SentTo.addressees(parameters));
    }

    @Override
    public boolean isMissedWhereAbsent() {
      return true;
    }

    @Override
    public String listing(String source) {
      return "daybook report catalogue REPORT --tenant ID --source " + source;
    }
  }
}
