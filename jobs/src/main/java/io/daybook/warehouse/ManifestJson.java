package io.daybook.warehouse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.daybook.schema.DataType;
import java.io.IOException;

/**
 * The JSON of manifests and of the records in them: stable, readable, every field by its name.
 * Instants are ISO text, types are the text of YAML, an absent number is null.
 */
public final class ManifestJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ManifestJson() {}

  /** The JSON of a record. */
  public static String write(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot write as JSON: " + record.getClass(), e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the text is not of this type; an unknown field counts
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot read as " + type.getSimpleName(), e);
    }
  }

  private static SimpleModule module() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(
        DataType.class,
        new JsonSerializer<>() {
          @Override
          public void serialize(DataType type, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(type.toString());
          }
        });
    module.addDeserializer(
        DataType.class,
        new JsonDeserializer<>() {
          @Override
          public DataType deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            return DataType.parse(in.getText());
          }
        });
    return module;
  }
}
