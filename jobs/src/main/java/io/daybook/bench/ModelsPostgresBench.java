package io.daybook.bench;

import io.daybook.engine.Engine;
import io.daybook.engine.Engines;
import io.daybook.warehouse.FileStore;

/** All facts and marts on DuckDB against the materialized views that they are to replace. */
final class ModelsPostgresBench implements Bench {
  @Override
  public String name() {
    return "facts-marts-duckdb";
  }

  @Override
  public String compares() {
    return "all facts and marts on DuckDB, with PostgreSQL's materialized views of them";
  }

  @Override
  public BenchResult run(BenchSource source) throws Exception {
    FileStore files = source.files();
    try (Engine engine = Engines.open("duckdb", source.setup().engine(), files)) {
      ModelBuild build = ModelBuild.overRaw(source, engine, files);
      try (StockPostgres postgres = StockPostgres.open(source, build.models())) {
        return faster(
            source,
            2,
            new Contest(source.setup())
                .run(
                    new Contender("daybook", build),
                    new Contender("materialized views", postgres::refresh)));
      }
    }
  }
}
