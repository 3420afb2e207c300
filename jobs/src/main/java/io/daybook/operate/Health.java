package io.daybook.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether this process can do its work: its parts, each with what is wrong with it. */
final class Health {
  private final Map<String, Supplier<Optional<String>>> parts;

  /**
   * Health of some parts.
   *
   * @param parts what is wrong with each, in a few words without a secret; must not take long
   */
  Health(Map<String, Supplier<Optional<String>>> parts) {
    this.parts = new LinkedHashMap<>(parts);
  }

  /** 200 when all is well, 503 otherwise; JSON. */
  Answer answer() {
    boolean isWell = true;
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Supplier<Optional<String>>> part : parts.entrySet()) {
      Optional<String> problem = part.getValue().get();
      isWell &= problem.isEmpty();
      said.put(part.getKey(), problem.orElse("ok"));
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("status", isWell ? "ok" : "failing").set("parts", said);
    return new Answer(isWell ? 200 : 503, "application/json", all + "\n");
  }
}
