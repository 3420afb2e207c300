package io.daybook.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestUnit {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          money(tenant) | in the tenant's currency
          money(AUD) | in AUD
          cents(code) | in hundredths of the currency that code says
          money(unknown) | in a currency that the row does not say
          code(tenant) | which currency is the tenant's
          rate(code) | what one of the currency that code says costs in the tenant's currency
          rate(code, EUR) | what one of the currency that code says costs in EUR
          rate("from, of", into) | what one of the currency that from, of says costs in the currency that into says
          rate("from, of") | what one of the currency that from, of says costs in the tenant's currency
          rate("a ""b"", c", d) | what one of the currency that a "b", c says costs in the currency that d says
          money(from, of) | in the currency that from, of says
          kg | in kg
          """)
  void saysItsTextAgainAndWhatItMeans(String text, String words) {
    Unit unit = Unit.parse(text);
    assertThat(unit.words()).isEqualTo(words);
    assertThat(Unit.parse(unit.toString())).isEqualTo(unit);
  }

  @Test
  void refusesWhatDoesNotSayItsCurrency() {
    assertThatThrownBy(() -> Unit.parse("rate(unknown, EUR)"))
        .hasMessage(
            "rate(unknown, EUR) converts nothing; a rate says both currencies: rate(<column>,"
                + " <column>)");
    assertThatThrownBy(() -> Unit.parse("rate(a, b, c)"))
        .hasMessageStartingWith("rate(a, b, c) does not say its currency");
    assertThatThrownBy(() -> Unit.parse("money")).hasMessageContaining("money(<column>)");
    assertThat(Unit.recorded("rate(a, b, c)"))
        .isEqualTo(new Unit(Unit.Kind.NAMED, "rate(a, b, c)"));
  }
}
