package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.definition.SourceDefinition;
import io.daybook.definition.Unproven;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A definition that was loaded, and that the engine of the night cannot bind. */
class TestUnboundNight {
  @TempDir Path directory;

  @Test
  @Tag("slow")
  @Tag("promise")
  void endsOnSparkBeforeItExtracts() throws Exception {
    BookShop shop = BookShop.open(directory);
    SourceDefinition sound = SourceDefinition.load(shop.sql, BookShop.NAME);
    shop.define(
        "marts/sales.sql",
        """
        select branch_id, placed_local_date as day, shelf, sum(totl) as total
        from facts.orders
        group by branch_id, placed_local_date, shelf
        """);
    SourceDefinition unbound = Unproven.marts(shop.sql, sound);
    TestPostgres database = TestPostgres.database();
    List<Step> started = new ArrayList<>();
    try (State state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC())) {
      Night night =
          new Night(
              shop.setup(unbound, state, directory),
              new RunListener() {
                @Override
                public void stepStarted(Step step) {
                  started.add(step);
                }
              });
      DaybookException refusal =
          catchThrowableOfType(DaybookException.class, () -> night.run("spark"));
      assertThat(refusal.code()).isEqualTo(Code.DEF_INVALID);
      assertThat(refusal)
          .hasMessageContaining("Cannot compute the definitions of source bookshop with spark")
          .hasMessageContaining("marts/sales.sql")
          .hasMessageContaining("totl");
      assertThat(started).isEmpty();
    }
  }
}
