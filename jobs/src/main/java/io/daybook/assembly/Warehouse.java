package io.daybook.assembly;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;

/** The folder of one source in the warehouse, for whoever reads releases. */
public record Warehouse(String source, FileStore files, Releases releases) {
  static Warehouse open(String root, String source) {
    FileStore files = FileStore.open(root.endsWith("/") ? root + source : root + "/" + source);
    return new Warehouse(source, files, new Releases(files));
  }

  /** The release that readers see. */
  public Manifest current() {
    return releases
        .current()
        .orElseThrow(
            () ->
                DaybookException.of(
                        Code.RELEASE_MISSING,
                        "Cannot find a release of " + source + ": none was published yet")
                    .line("looked", files.root())
                    .state("nothing was changed")
                    .next("daybook run " + source + ", or for a first look: daybook demo")
                    .build());
  }
}
