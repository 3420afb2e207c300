package io.daybook.check;

import io.daybook.sql.Quoted;
import io.daybook.warehouse.Dataset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Proves that an engine reads the files that were written: other checks compare what one view gives
 * with what another one gives, and would not see that both are over the wrong files.
 */
public final class RegisteredRows {
  private static final String NAME = "datasets.rows";

  private RegisteredRows() {}

  /**
   * The check that each dataset has, under its name, the rows that its files were written with. A
   * count reads no more of a file than its footer.
   *
   * @param datasets registered with the engine; at least one
   */
  public static Check check(Collection<Dataset> datasets) {
    return new Check(
            NAME,
            CheckKind.ROWS,
            "datasets",
            "the files that are read under a dataset's name are not those that were written for it",
            true,
            datasets.stream()
                .map(RegisteredRows::counted)
                .collect(Collectors.joining("\n    union all\n    ", "(\n    ", "\n)")),
            "read_rows <> written_rows",
            List.of("dataset", "written_rows", "read_rows"))
        .of(LookedAt.all(datasets.stream().map(Dataset::name).toList()));
  }

  private static String counted(Dataset dataset) {
    return "select %s as dataset, cast(%d as bigint) as written_rows, count(*) as read_rows from %s"
        .formatted(Quoted.text(dataset.name()), dataset.rows(), dataset.quotedName());
  }
}
