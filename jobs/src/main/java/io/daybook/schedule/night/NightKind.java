package io.daybook.schedule.night;

import io.daybook.config.EngineChoice;
import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.schedule.WorkKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code what: night}: makes the next release of the whole source. */
public final class NightKind implements WorkKind {
  /** Its name. */
  public static final String NAME = "night";

  static final String ENGINE = "engine";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    return List.of(ENGINE);
  }

  @Override
  public Map<String, String> parameters(YamlMap yaml) {
    Optional<String> engine = yaml.optionalText(ENGINE);
    if (engine.isPresent() && EngineChoice.parse(engine.orElseThrow()).isEmpty()) {
      yaml.problem(
          ENGINE,
          "must be %s, not %s%s"
              .formatted(
                  String.join(" or ", EngineChoice.names()),
                  engine.orElseThrow(),
                  Problems.didYouMean(engine.orElseThrow(), EngineChoice.names())));
    }
    return engine.map(name -> Map.of(ENGINE, name)).orElse(Map.of());
  }
}
