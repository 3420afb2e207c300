package io.daybook.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * The dialect's {@code json_text}: the text of one value of a JSON document, by the keys that lead
 * to it. The same code in all engines, because their own functions write numbers in different ways.
 */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /**
   * Looks a value up.
   *
   * @param document JSON, or null
   * @param path keys joined by dots, {@code address.city}, or null
   * @return a string's content, a number or boolean as written; null for null, for an object or
   *     array, and where there is no such key
   * @throws IllegalArgumentException when the document is not JSON
   */
  static String at(String document, String path) {
    if (document == null || path == null) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(document)) {
      JsonToken token = parser.nextToken();
      for (String key : path.split("\\.", -1)) {
        if (token != JsonToken.START_OBJECT) {
          return null;
        }
        token = value(parser, key);
      }
      boolean scalar = token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL;
      return scalar ? parser.getText() : null;
    } catch (IOException e) {
      // Not the cause: its message quotes the document.
      throw new IllegalArgumentException("Cannot read a value of json_text: it is not JSON");
    }
  }

  /** Moves to the value of a key of this object; null when there is none. */
  private static JsonToken value(JsonParser parser, String key) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(key);
      JsonToken token = parser.nextToken();
      if (found) {
        return token;
      }
      parser.skipChildren();
    }
    return null;
  }
}
