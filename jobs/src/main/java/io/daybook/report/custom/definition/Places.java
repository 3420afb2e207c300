package io.daybook.report.custom.definition;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where the parts of a definition that was written anew stood in the text that people know. */
final class Places {
  private final Map<String, String> places = new LinkedHashMap<>();

  void put(String today, String before) {
    places.put(today, before);
  }

  /** The place in the old text; the same where nothing is known of it. */
  String before(String pointer) {
    String best = "";
    for (String known : places.keySet()) {
      boolean within = pointer.equals(known) || pointer.startsWith(known + "/");
      if (within && known.length() > best.length()) {
        best = known;
      }
    }
    String rest = best.endsWith("/value") ? pointer.substring(best.length()) : "";
    return best.isEmpty() ? pointer : places.get(best) + rest;
  }
}
