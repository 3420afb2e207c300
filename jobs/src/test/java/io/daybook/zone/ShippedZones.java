package io.daybook.zone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The edition that ships with Daybook as a folder, for tests that change something in it. */
public final class ShippedZones {
  private static final String ROOT = "tzdata/zoneinfo/";

  private ShippedZones() {}

  /** Writes the folder. */
  public static Path unpack(Path folder) throws IOException {
    try (InputStream file = Zones.class.getResourceAsStream("zoneinfo.zip");
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith(ROOT)) {
          Path target = folder.resolve(entry.getName().substring(ROOT.length()));
          Files.createDirectories(target.getParent());
          Files.write(target, zip.readAllBytes());
        }
      }
    }
    return folder;
  }
}
