package io.daybook.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.Step;
import io.daybook.warehouse.ManifestJson;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JSON in which the state keeps what a step left. A night that goes on from it must know all of
 * it: a field that this program does not have was written by a newer one, and is refused by name; a
 * field that an older one did not write is read as {@link ManifestJson} says, and where that cannot
 * be, the step is taken again.
 */
final class StepOutputJson {
  /** Grows when the meaning of a field changes; an output that does not say its format has 1. */
  private static final int FORMAT = 1;

  private static final Logger log = LoggerFactory.getLogger(StepOutputJson.class);

  private StepOutputJson() {}

  static String write(StepOutput output) {
    ObjectNode json = ManifestJson.tree(output);
    json.put("format", FORMAT);
    return ManifestJson.text(json);
  }

  /**
   * Reads what a step left.
   *
   * @return empty when it left nothing that this program can go on from
   * @throws DaybookException FORMAT_NEWER
   */
  static Optional<StepOutput> read(String source, Step step) {
    if (step.output().isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode json = ManifestJson.parse(step.output().get());
      int format = json.path("format").asInt(1);
      if (format > FORMAT) {
        throw newer(source, step, "it has format %d, not %d".formatted(format, FORMAT));
      }
      if (json instanceof ObjectNode fields) {
        fields.remove("format");
      }
      return Optional.of(ManifestJson.readWhole(json, StepOutput.class));
    } catch (UnrecognizedPropertyException e) {
      throw newer(source, step, "it has the field " + ManifestJson.path(e));
    } catch (JsonProcessingException e) {
      log.info(
          "Step {} of run {} is taken again: it was left by an older Daybook: {}",
          step.name(),
          step.run(),
          ManifestJson.problem(e));
      return Optional.empty();
    }
  }

  private static DaybookException newer(String source, Step step, String why) {
    return DaybookException.of(
            Code.FORMAT_NEWER,
            "Cannot resume run %s: its step %s was taken by a newer Daybook: %s"
                .formatted(step.run(), step.name(), why))
        .state("readers keep the published release; what the run has done is kept")
        .next("resume it with that Daybook, or begin a new run: daybook run " + source)
        .build();
  }
}
