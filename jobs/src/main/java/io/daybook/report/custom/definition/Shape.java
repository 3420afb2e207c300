package io.daybook.report.custom.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes members of an object by the type that they must have; what is not is a problem. */
record Shape(String pointer, Map<String, Json> members, Findings findings) {
  /** The value as an object; without members, and a problem, when it is none. */
  static Shape of(String pointer, Json json, Findings findings) {
    if (json instanceof Json.Members object) {
      return new Shape(pointer, object.members(), findings);
    }
    findings.shape(pointer, "is " + json.kind() + ", an object is needed");
    return new Shape(pointer, Map.of(), findings);
  }

  String at(String member) {
    return Findings.at(pointer, member);
  }

  boolean has(String member) {
    return members.containsKey(member);
  }

  /** Makes a problem of every other member. */
  void only(List<String> known) {
    only(known, Map.of());
  }

  /**
   * Makes a problem of every other member.
   *
   * @param elsewhere what to say of members that have a meaning in another shape
   */
  void only(List<String> known, Map<String, String> elsewhere) {
    for (String member : members.keySet()) {
      if (elsewhere.containsKey(member)) {
        findings.shape(at(member), elsewhere.get(member));
      } else if (!known.contains(member)) {
        findings.shape(at(member), "is unknown" + Findings.didYouMean(member, known));
      }
    }
  }

  /** A text of this length; empty when it is absent or none. */
  Optional<String> text(String member, int longest) {
    return Optional.ofNullable(members.get(member))
        .flatMap(json -> text(at(member), json, longest, findings));
  }

  static Optional<String> text(String pointer, Json json, int longest, Findings findings) {
    if (!(json instanceof Json.Text text)) {
      findings.shape(pointer, "is " + json.kind() + ", a text is needed");
      return Optional.empty();
    }
    int length = text.text().codePointCount(0, text.text().length());
    if (length == 0 || length > longest) {
      findings.shape(pointer, "has %d characters, 1 to %d are needed".formatted(length, longest));
      return Optional.empty();
    }
    return Optional.of(text.text());
  }

  /** The items of a list of at most so many; none when it is absent or no list. */
  List<Json> items(String member, int most) {
    Json json = members.get(member);
    if (json == null) {
      return List.of();
    }
    if (!(json instanceof Json.Items list)) {
      findings.shape(at(member), "is " + json.kind() + ", a list is needed");
      return List.of();
    }
    if (list.items().size() > most) {
      findings.shape(at(member), "has %d items, %d at most".formatted(list.items().size(), most));
      return List.of();
    }
    return list.items();
  }

  /** True or false. */
  boolean truth(String member, boolean otherwise) {
    Json json = members.get(member);
    if (json == null) {
      return otherwise;
    }
    if (json instanceof Json.Truth truth) {
      return truth.value();
    }
    findings.shape(at(member), "is " + json.kind() + ", true or false is needed");
    return otherwise;
  }

  /** One of these words; empty when it is absent or none of them. */
  Optional<String> word(String member, List<String> words) {
    Optional<String> text = text(member, 64);
    if (text.isPresent() && !words.contains(text.get())) {
      findings.shape(
          at(member),
          Findings.shown(text.get())
              + " is none of "
              + String.join(", ", words)
              + Findings.didYouMean(text.get(), words));
      return Optional.empty();
    }
    return text;
  }
}
