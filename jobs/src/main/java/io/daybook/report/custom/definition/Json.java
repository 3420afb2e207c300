package io.daybook.report.custom.definition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A JSON value as it stands in the text; numbers are exact. */
sealed interface Json {
  /** Members in the order of the text. */
  record Members(Map<String, Json> members) implements Json {}

  /** A list. */
  record Items(List<Json> items) implements Json {}

  /** A text. */
  record Text(String text) implements Json {}

  /** A number. */
  record Numeric(BigDecimal value) implements Json {}

  /** A truth. */
  record Truth(boolean value) implements Json {}

  /** Null. */
  record Null() implements Json {}

  /** What it is, for messages. */
  default String kind() {
    if (this instanceof Members) {
      return "an object";
    } else if (this instanceof Items) {
      return "a list";
    } else if (this instanceof Text) {
      return "a text";
    } else if (this instanceof Numeric) {
      return "a number";
    }
    return this instanceof Truth ? "true or false" : "null";
  }
}
