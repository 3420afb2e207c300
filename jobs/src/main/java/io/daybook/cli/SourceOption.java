package io.daybook.cli;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which source a command is about, as {@code --source}. Each command about one source takes it. */
class SourceOption {
  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "name of a folder in sql/, needed where there are several")
  private Optional<String> option = Optional.empty();

  /** The same, and as the only word of the command as well. */
  static final class OrWord extends SourceOption {
    @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "the same as --source")
    private Optional<String> word = Optional.empty();

    @Override
    Optional<String> said() {
      Optional<String> option = super.said();
      if (word.isPresent() && option.isPresent() && !word.equals(option)) {
        throw DaybookException.of(
                Code.USAGE,
                "Cannot tell which source is meant: %s and --source %s"
                    .formatted(word.get(), option.get()))
            .state("nothing was started or changed")
            .next("name one")
            .build();
      }
      return word.or(() -> option);
    }
  }

  /** The name as it was given, whether there is such a source or not. */
  Optional<String> said() {
    return option;
  }

  /**
   * The source that is named, if one is.
   *
   * @throws DaybookException USAGE where there is no such source, with those that there are
   */
  Optional<String> named(Session session) {
    Optional<String> name = said();
    name.ifPresent(session.definitions()::requireKnown);
    return name;
  }

  /**
   * The source that is named; where none is, the only one that there is, or that can be run here.
   *
   * @throws DaybookException USAGE where there is no such source, or several and none is named
   */
  String only(Session session) {
    return named(session).orElseGet(() -> only(runnable(session)));
  }

  /** Of one model alone it does not matter whether it can be run. */
  private static List<String> runnable(Session session) {
    List<String> models = session.models();
    if (models.size() < 2) {
      return models;
    }
    List<String> runnable = new ArrayList<>(session.installation().sources());
    runnable.retainAll(models);
    return runnable.size() == 1 ? runnable : models;
  }

  private static String only(List<String> known) {
    if (known.size() == 1) {
      return known.get(0);
    }
    throw DaybookException.of(
            Code.USAGE,
            "Cannot tell which source is meant: sql/ has "
                + (known.isEmpty() ? "none" : String.join(", ", known)))
        .state("nothing was started or changed")
        .next(
            known.isEmpty()
                ? "daybook source new SOURCE writes the folder of a new source"
                : "name one with --source, such as --source " + known.get(0))
        .build();
  }
}
