package io.daybook.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of {@code releases/<n>.json}, and of every form that they ever had.
 *
 * <p>The frame of a manifest stays the same in all formats to come, so that any program can tell a
 * damaged manifest from one that it is too old for: a JSON object with the keys {@code format},
 * {@code daybook} (the program that built it) and, as the last one, {@code sha256}. That is the
 * digest of all bytes before the comma in front of it; what follows always has the same length, so
 * {@code head -c -84 7.json | sha256sum} proves release 7. A digest in a file of its own could be
 * missing or of another attempt; this way a manifest stays one file that is created in one step.
 *
 * <ol>
 *   <li>Format 1 had the digest in a line in front of the JSON: {@code // sha256 <digest>}.
 *   <li>Format 2 has the frame above. Nothing else differs.
 *   <li>Format 3 has columns of type {@code uuid}; before, keys were stored as texts and said so.
 * </ol>
 *
 * <p>A field that an older program may do without does not change the format: that program does not
 * see it, and keeps it when it shows the release again. The format grows when a program that does
 * not know of the change would misread a release; such a program then refuses it by name.
 */
final class ManifestFile {
  static final int FORMAT = 3;

  private static final byte[] OLD_START = bytes("// sha256 ");
  private static final int DIGEST = 64;
  private static final String BEFORE_DIGEST = ",\n  \"sha256\" : \"";
  private static final String AFTER_DIGEST = "\"\n}\n";
  private static final int TAIL = BEFORE_DIGEST.length() + DIGEST + AFTER_DIGEST.length();

  private ManifestFile() {}

  /** The bytes of a manifest in the current format. */
  static byte[] write(ObjectNode manifest) {
    ObjectNode framed = ManifestJson.object();
    framed.put("format", FORMAT);
    manifest.properties().forEach(field -> framed.set(field.getKey(), field.getValue()));
    String json = ManifestJson.text(framed);
    String open = json.substring(0, json.length() - "\n}".length());
    return bytes(open + BEFORE_DIGEST + Sha256.of(open) + AFTER_DIGEST);
  }

  /**
   * Reads a manifest of any format up to this one, as it would be in this one, without the frame's
   * format and digest.
   *
   * @throws DaybookException RELEASE_CORRUPT, or FORMAT_NEWER
   */
  static ObjectNode read(long release, byte[] content) {
    String path = Releases.manifestPath(release);
    byte[] json =
        proven(content)
            .orElseThrow(() -> Releases.corrupt(release, path, "its checksum does not match"));
    JsonNode read;
    try {
      read = ManifestJson.parse(json);
    } catch (JsonProcessingException e) {
      throw Releases.corrupt(release, path, "it is not JSON: " + e.getOriginalMessage());
    }
    int format = read.path("format").asInt();
    if (!read.isObject() || format < 1) {
      throw Releases.corrupt(release, path, "it does not say which format it has");
    }
    if (format > FORMAT) {
      throw newer(release, path, format, read.path("daybook").asText("of a newer version"));
    }
    ObjectNode manifest = (ObjectNode) read;
    manifest.remove(List.of("format", "sha256"));
    return manifest;
  }

  /** The JSON, if it is what was written; empty when a byte of the file differs. */
  private static Optional<byte[]> proven(byte[] content) {
    if (startsWith(content, OLD_START)) {
      int json = OLD_START.length + DIGEST + 1;
      byte[] rest = Arrays.copyOfRange(content, Math.min(json, content.length), content.length);
      byte[] line = bytes("// sha256 " + Sha256.of(rest) + "\n");
      return startsWith(content, line) ? Optional.of(rest) : Optional.empty();
    }
    int open = content.length - TAIL;
    if (open < 0) {
      return Optional.empty();
    }
    MessageDigest digest = Sha256.begin();
    digest.update(content, 0, open);
    byte[] tail = bytes(BEFORE_DIGEST + Sha256.end(digest) + AFTER_DIGEST);
    return Arrays.equals(content, open, content.length, tail, 0, tail.length)
        ? Optional.of(content)
        : Optional.empty();
  }

  private static boolean startsWith(byte[] content, byte[] start) {
    return content.length >= start.length
        && Arrays.equals(content, 0, start.length, start, 0, start.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static DaybookException newer(long release, String path, int format, String daybook) {
    return DaybookException.of(
            Code.FORMAT_NEWER,
            "Cannot use release %d: %s has format %d, this Daybook reads formats 1 to %d"
                .formatted(release, path, format, FORMAT))
        .line("built", "by Daybook " + daybook)
        .state("nothing was changed")
        .next("use the Daybook that published it, or a newer one")
        .build();
  }
}
