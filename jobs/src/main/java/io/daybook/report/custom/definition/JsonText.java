package io.daybook.report.custom.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a text as JSON within bounds of size and depth. A member that stands twice is a problem,
 * because two readers would take different ones.
 */
final class JsonText {
  /** Characters of a definition. */
  static final int LONGEST = 65_536;

  private static final int DEEPEST = 32;
  private static final int LONGEST_TEXT = 10_000;
  private static final int LONGEST_NUMBER = 40;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_TEXT)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .build();

  private final JsonParser parser;
  private final Findings findings;

  private JsonText(JsonParser parser, Findings findings) {
    this.parser = parser;
    this.findings = findings;
  }

  /** The value; empty, and a problem, when the text is none or too large. */
  static Optional<Json> read(String text, Findings findings) {
    if (text.length() > LONGEST) {
      findings.shape("", "has %d characters, %d at most".formatted(text.length(), LONGEST));
      return Optional.empty();
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonText reader = new JsonText(parser, findings);
      if (parser.nextToken() == null) {
        findings.shape("", "is empty");
        return Optional.empty();
      }
      Json json = reader.value("");
      if (parser.nextToken() != null) {
        findings.shape("", "goes on behind its end" + place(parser));
      }
      return Optional.of(json);
    } catch (StreamConstraintsException e) {
      findings.shape(
          "",
          "is too large: %d levels, %,d characters a text and %d digits a number at most"
              .formatted(DEEPEST, LONGEST_TEXT, LONGEST_NUMBER));
    } catch (JsonProcessingException e) {
      findings.shape("", "is not JSON" + place(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.empty();
  }

  /** Never the parser's own words: they repeat the text. */
  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : ", line %d, column %d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  private static String place(JsonParser parser) {
    return ", line %d, column %d"
        .formatted(
            parser.currentTokenLocation().getLineNr(), parser.currentTokenLocation().getColumnNr());
  }

  private Json value(String pointer) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(pointer);
      case START_ARRAY -> items(pointer);
      case VALUE_STRING -> new Json.Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(pointer);
      case VALUE_TRUE -> new Json.Truth(true);
      case VALUE_FALSE -> new Json.Truth(false);
      default -> new Json.Null();
    };
  }

  private Json members(String pointer) throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String at = Findings.at(pointer, name);
      parser.nextToken();
      if (members.put(name, value(at)) != null) {
        findings.shape(at, "stands here twice");
      }
    }
    return new Json.Members(members);
  }

  private Json items(String pointer) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(Findings.at(pointer, items.size())));
    }
    return new Json.Items(items);
  }

  /** An exponent makes a short text a number of any size. */
  private Json number(String pointer) throws IOException {
    String text = parser.getText();
    BigDecimal value = text.length() <= LONGEST_NUMBER ? exact(text) : null;
    if (value == null
        || value.scale() > LONGEST_NUMBER
        || value.precision() - (long) value.scale() > LONGEST_NUMBER) {
      findings.meaning(pointer, "has more than " + LONGEST_NUMBER + " digits");
      return new Json.Numeric(BigDecimal.ZERO);
    }
    return new Json.Numeric(value);
  }

  private static BigDecimal exact(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null; // an exponent beyond the range of an integer
    }
  }
}
