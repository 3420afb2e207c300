package io.daybook.report.issue;

import static java.util.Objects.requireNonNull;

import io.daybook.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which tenants have asked what of a source, on this machine: a small file a tenant and dataset,
 * whose time says when it was last. A hint for who gets things ready; what is lost of it is no
 * loss, and it fails nobody. Safe for several threads and processes.
 */
public final class AskedLately {
  private static final Logger log = LoggerFactory.getLogger(AskedLately.class);
  private static final int NAME_DIGITS = 32;

  private final Path folder;

  /** What was asked of a source; the folder may be missing. */
  public AskedLately(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  /** What somebody reads of a tenant. */
  public record Need(String tenant, String dataset) {
    public Need {
      requireNonNull(tenant, "tenant is null");
      requireNonNull(dataset, "dataset is null");
    }
  }

  /** Notes that these are asked now. */
  public void asked(String tenant, Set<String> datasets) {
    try {
      Files.createDirectories(folder);
      for (String dataset : datasets) {
        String text = tenant + "\n" + dataset;
        // The same text over itself: to empty a file first takes a disk many times as long.
        Files.writeString(
            folder.resolve(Sha256.of(text).substring(0, NAME_DIGITS)),
            text,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
      }
    } catch (IOException e) {
      log.debug("Cannot note what was asked in {}", folder, e);
    }
  }

  /**
   * What was asked since an instant, the latest first; what is older is forgotten.
   *
   * @throws UncheckedIOException where the folder cannot be read
   */
  public List<Need> since(Instant start) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    record Noted(Instant at, Need need) {}
    List<Noted> noted = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Instant at = Files.getLastModifiedTime(file).toInstant();
        String[] lines = Files.readString(file).split("\n", -1);
        if (at.isBefore(start)) {
          Files.deleteIfExists(file);
        } else if (lines.length == 2) {
          noted.add(new Noted(at, new Need(lines[0], lines[1])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return noted.stream()
        .sorted(Comparator.comparing(Noted::at).reversed())
        .map(Noted::need)
        .toList();
  }
}
