package io.daybook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.source.SourceModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestFactModels {
  private static final Path SQL = Path.of(System.getProperty("daybook.home"), "sql");

  @Test
  void loadsTheFactsOfRenoz() {
    List<FactModel> facts = FactModels.load(SQL, SourceModel.load(SQL, "renoz"));
    for (FactModel f : facts) System.out.println(f.name() + "\n" + f.sql() + f.grain() + f.reads());
    assertThat(facts).hasSize(9);
  }
}
