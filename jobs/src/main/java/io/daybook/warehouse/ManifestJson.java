package io.daybook.warehouse;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.daybook.schema.DataType;
import io.daybook.schema.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The JSON of manifests and of the records in them: stable, readable, every field by its name.
 * Instants are ISO text, types and units are the text of YAML, an absent number is null.
 *
 * <p><b>To add a field</b>, add a component to the record; that is all. A list or map that is
 * missing in what an older program wrote is read as empty, an {@code Optional} as absent, a number
 * as 0, a boolean as false; for anything else let the compact constructor turn null into the value
 * that old content had. Say in its Javadoc what its absence means. When an older program would
 * misread what the field changes, count up {@link ManifestFile#FORMAT}, too.
 */
public final class ManifestJson {
  private static final JsonSetter.Value EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(module())
          .withConfigOverride(List.class, missing -> missing.setSetterInfo(EMPTY))
          .withConfigOverride(Map.class, missing -> missing.setSetterInfo(EMPTY))
          // A record is its components: a question that it answers besides is no field of it.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private ManifestJson() {}

  /** The JSON of a record as a tree. */
  public static ObjectNode tree(Object record) {
    return MAPPER.valueToTree(record);
  }

  /** The text of a tree, indented, no line break at the end. */
  public static String text(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot write as JSON: " + tree.getNodeType(), e);
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode parse(byte[] json) throws JsonProcessingException {
    return parse(new String(json, StandardCharsets.UTF_8));
  }

  /** The tree of a text. */
  public static JsonNode parse(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  /**
   * Reads a record, and passes over fields that it does not have: a newer program may have written
   * them.
   *
   * @throws JsonProcessingException when the tree is not of this type
   */
  public static <T> T read(JsonNode tree, Class<T> type) throws JsonProcessingException {
    return read(MAPPER.reader().without(FAIL_ON_UNKNOWN_PROPERTIES), tree, type);
  }

  /**
   * Reads a record that has every field of the tree.
   *
   * @throws UnrecognizedPropertyException with the first field that the record does not have
   * @throws JsonProcessingException when the tree is not of this type
   */
  public static <T> T readWhole(JsonNode tree, Class<T> type) throws JsonProcessingException {
    return read(MAPPER.reader().with(FAIL_ON_UNKNOWN_PROPERTIES), tree, type);
  }

  private static <T> T read(ObjectReader reader, JsonNode tree, Class<T> type)
      throws JsonProcessingException {
    return reader.treeToValue(tree, type);
  }

  /** Where in a tree it is, {@code snapshot.tables[0].rows} for instance. */
  public static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference each : e.getPath()) {
      if (each.getFieldName() == null) {
        path.append('[').append(each.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(each.getFieldName());
      }
    }
    return path.toString();
  }

  /** What is wrong with a tree, and where. */
  public static String problem(JsonProcessingException e) {
    String what = e.getOriginalMessage();
    boolean located = e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty();
    return located ? path((JsonMappingException) e) + ": " + what : what;
  }

  private static SimpleModule module() {
    SimpleModule module = new SimpleModule();
    addText(module, DataType.class, DataType::parse);
    addText(module, Unit.class, Unit::recorded);
    return module;
  }

  /** Writes values of a type as the text that they are in YAML. */
  private static <T> void addText(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(
        type,
        new JsonSerializer<>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(value.toString());
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return parse.apply(in.getText());
          }
        });
  }
}
