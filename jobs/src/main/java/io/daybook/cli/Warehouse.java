package io.daybook.cli;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;

/** The folder of one source in the warehouse, for commands that read releases. */
record Warehouse(String source, FileStore files, Releases releases) {
  static Warehouse open(Session session, String source) {
    String root = session.config().warehouse();
    FileStore files = FileStore.open(root.endsWith("/") ? root + source : root + "/" + source);
    return new Warehouse(source, files, new Releases(files));
  }

  /** The release that readers see. */
  Manifest current() {
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
