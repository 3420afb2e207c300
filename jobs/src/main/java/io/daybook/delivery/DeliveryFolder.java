package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.folder.OwnedFolder;
import io.daybook.delivery.smtp.OneLine;
import io.daybook.delivery.smtp.Unusable;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Deliveries as files, where a person finds them: tenant, report, period. Each has a folder of its
 * own, which appears whole or not at all; writing the same delivery again changes nothing, so it
 * needs no care about doing it twice. No two tenants share a folder, whatever they are called.
 */
final class DeliveryFolder {
  private static final int LONGEST = 150;

  private final Path root;

  DeliveryFolder(Path root) {
    this.root = requireNonNull(root, "root is null").toAbsolutePath().normalize();
  }

  /** Writes a mail that goes to nobody: as it would be sent, and its attachments beside it. */
  Path shadow(Delivery delivery, List<LoadedPart> parts, Map<String, byte[]> more) {
    DeliveryKey key = delivery.key();
    Path folder = root.resolve("shadow").resolve(OneLine.fileName(key.source()));
    String name = delivery.filing().period() + " for " + key.recipient();
    return write(folder, OneLine.folderName(name, LONGEST), delivery, files(parts, more));
  }

  /** Writes the files of a delivery into the folder that is its recipient. */
  Path live(Delivery delivery, List<LoadedPart> parts) throws Unusable {
    Path folder = root.resolve("live").resolve(delivery.key().recipient()).normalize();
    if (!folder.startsWith(root.resolve("live"))) {
      throw new Unusable("no folder below the configured one: " + delivery.key().recipient());
    }
    for (Path each = folder; !each.equals(root); each = each.getParent()) {
      if (OwnedFolder.isOwned(each)) {
        throw new Unusable("the folder of one organisation: " + delivery.key().recipient());
      }
    }
    return write(folder, delivery.filing().period(), delivery, files(parts, Map.of()));
  }

  private static Path write(
      Path folder, String name, Delivery delivery, Map<String, byte[]> files) {
    DeliveryKey key = delivery.key();
    Filing filing = delivery.filing();
    String tenant = key.source() + "\n" + key.tenant();
    try {
      Path own = OwnedFolder.of(folder, filing.tenant(), Sha256.of(tenant));
      return OwnedFolder.with(own.resolve(filing.report()), name, key.hash(), files);
    } catch (IOException e) {
      throw DaybookException.of(Code.RES_IO, "Cannot write into the folder " + folder + ": " + e)
          .state("nothing was handed over; it is tried again")
          .next("see that the folder can be written and has room")
          .cause(e)
          .build();
    }
  }

  private static Map<String, byte[]> files(List<LoadedPart> parts, Map<String, byte[]> more) {
    Map<String, byte[]> files = new LinkedHashMap<>(more);
    Map<String, String> images = images(parts);
    for (LoadedPart each : parts) {
      switch (each.part().role()) {
        case HTML -> files.put("message.html", withFiles(each.bytes(), images));
        case TEXT -> files.put("message.txt", each.bytes());
        case IMAGE -> files.put(images.get(each.part().name()), each.bytes());
        case ATTACHMENT -> files.put(free(each.part().name(), files), each.bytes());
      }
    }
    return files;
  }

  /** The files of the images, by what the HTML calls them. */
  private static Map<String, String> images(List<LoadedPart> parts) {
    Map<String, String> images = new LinkedHashMap<>();
    for (LoadedPart each : parts) {
      if (each.part().role() == Part.Role.IMAGE) {
        String type = each.part().mediaType();
        String extension = type.substring(type.indexOf('/') + 1).replaceAll("[^a-z0-9].*", "");
        images.put(each.part().name(), "chart-%d.%s".formatted(images.size() + 1, extension));
      }
    }
    return images;
  }

  /** A browser knows no {@code cid:}, which is how mails name what they carry. */
  private static byte[] withFiles(byte[] html, Map<String, String> images) {
    String text = new String(html, StandardCharsets.UTF_8);
    for (Map.Entry<String, String> image : images.entrySet()) {
      text = text.replace("\"cid:" + image.getKey() + "\"", "\"" + image.getValue() + "\"");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Two attachments of one name keep both, also where capitals do not count. */
  private static String free(String name, Map<String, byte[]> taken) {
    List<String> names =
        taken.keySet().stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    String free = name;
    for (int i = 2; names.contains(free.toLowerCase(Locale.ROOT)); i++) {
      free = i + " " + name;
    }
    return free;
  }
}
