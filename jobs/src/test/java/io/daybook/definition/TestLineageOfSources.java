package io.daybook.definition;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.Lineage.Link;
import io.daybook.mart.MartModel;
import io.daybook.schema.Column;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money is somebody's: its lineage ends in a table of the source, whatever the mart does to it. */
class TestLineageOfSources {
  @Test
  void leadsAllMoneyBackToTheTables() {
    requireOrigins(Renoz.DEFINITION);
  }

  @Tag("slow")
  @Tag("promise")
  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void leadsAllMoneyBackToTheTables(String source) {
    requireOrigins(SourceDefinition.load(Renoz.SQL, source));
  }

  private static void requireOrigins(SourceDefinition definition) {
    Lineage lineage = definition.lineage();
    for (MartModel mart : atLeastOne(definition.marts())) {
      assertThat(reads(lineage.back(mart.dataset(), Lineage.ROWS)))
          .as("what %s is made of", mart.dataset())
          .containsAll(mart.reads());
      List<String> lost =
          mart.schema().columns().stream()
              .filter(column -> column.unit().isMoney())
              .map(Column::name)
              .filter(
                  column ->
                      reads(lineage.back(mart.dataset(), column)).stream()
                          .noneMatch(dataset -> dataset.startsWith("raw.")))
              .toList();
      assertThat(lost).as("money of %s that comes from nowhere", mart.dataset()).isEmpty();
    }
  }

  private static Set<String> reads(List<Link> links) {
    return links.stream().map(Link::reads).collect(Collectors.toSet());
  }
}
