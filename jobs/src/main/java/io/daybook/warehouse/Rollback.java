package io.daybook.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.time.Instant;
import java.util.UUID;

/**
 * A new release with the content of an older one: the same data files, and a new database over
 * them. Recorded datasets stay as they are now: they cannot be computed again.
 *
 * <p>Changes the old manifest's JSON only where it must, so that what a newer program wrote there
 * is shown again, too.
 */
final class Rollback {
  private final FileStore files;
  private final Releases.Read now;
  private final Releases.Read old;

  Rollback(FileStore files, Releases.Read now, Releases.Read old) {
    this.files = files;
    this.now = now;
    this.old = old;
  }

  Manifest publish(Releases releases, Instant at) {
    long release = now.manifest().release() + 1;
    String folder = "data/rollback-" + release + "-" + UUID.randomUUID();
    ObjectNode manifest = old.json().deepCopy();
    manifest.put("release", release);
    manifest.put("base", now.manifest().release());
    manifest.put("publishedAt", at.toString());
    // The release that was built: one that shows it again has recorded nothing of its own.
    manifest.put("rollbackOf", old.manifest().rollbackOf().orElse(old.manifest().release()));
    ArrayNode datasets = manifest.putArray("datasets");
    add(datasets, old, false);
    add(datasets, now, true);
    DataFile database = database(folder + "/marts.duckdb", release, manifest);
    manifest.set("database", ManifestJson.tree(database));
    try {
      return releases.publish(manifest);
    } catch (DaybookException e) {
      if (e.code() != Code.PUBLISH_UNKNOWN) {
        files.deleteFolder(folder);
      }
      throw e;
    }
  }

  private static void add(ArrayNode datasets, Releases.Read from, boolean recorded) {
    JsonNode all = from.json().path("datasets");
    for (int i = 0; i < all.size(); i++) {
      Dataset.Layer layer = from.manifest().datasets().get(i).layer();
      if ((layer == Dataset.Layer.RECORDED) == recorded) {
        datasets.add(all.get(i));
      }
    }
  }

  /** Not the old file: it says the old number, and its views show the old recorded datasets. */
  private DataFile database(String path, long release, ObjectNode json) {
    Manifest shown = Releases.manifest(release, json);
    AnalystDatabase.About about =
        new AnalystDatabase.About(
            release, shown.source(), shown.run(), shown.engine(), shown.daybook(), shown.asOf());
    return new AnalystDatabase(files).build(path, about, shown.datasets());
  }
}
