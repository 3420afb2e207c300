package io.daybook.source;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import io.daybook.schema.DataType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a first model of an unknown database leaves where it is, by names and types. */
class TestUnread {
  private static final Path SQL = Path.of(System.getProperty("daybook.home"), "sql");

  /** Whoever described these sources by hand has thought of each column. */
  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void whatPeopleLeftOutIsLeftOutOrAskedAbout(String source) {
    SourceModel model = SourceModel.load(SQL, source);
    Catalogue live = catalogue(source);
    Unread unread = Unread.of(live, new Schemas(model.schemas()), (table, column) -> true);
    Catalogue rest = unread.rest(live);
    for (SourceTable table : atLeastOne(model.tables().values())) {
      Catalogue.Table read = rest.tables().get(table.name());
      if (read != null) {
        Set<String> silent = new TreeSet<>(table.leftOut());
        silent.retainAll(read.columns().keySet());
        silent.removeAll(Personal.asked(read));
        // When somebody signed is no signature.
        silent.removeIf(
            column -> read.columns().get(column).type().dataType().equals(DataType.TIMESTAMP));
        assertThat(silent).as(table.name()).isEmpty();
      }
    }
  }

  /** And neither are copies of any value, which may be such a number or a secret. */
  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void numbersOfPeopleAreReadOfNoSourceThatPeopleDescribed(String source) {
    SourceModel model = SourceModel.load(SQL, source);
    Catalogue live = catalogue(source);
    for (SourceTable table : atLeastOne(model.tables().values())) {
      Catalogue.Table all = live.tables().get(table.name());
      Set<String> read = new TreeSet<>(all.columns().keySet());
      read.removeAll(table.leftOut());
      read.removeIf(
          column -> !Personal.isLikely(all, column) && !column.matches("(old|new)_values"));
      assertThat(read).as(table.name()).isEmpty();
    }
  }

  @Test
  void aCodeOrKeyThatMayOpenSomethingIsLeftOut() {
    assertThat(
            kept(
                "pass_code passcode gate_code alarm_code access_code security_code reset_code"
                    + " verification_code mfa_code entranceCode ssh_key license_key webhook_key"
                    + " master_key aes_key hmac_key passkey client_key bearer authorization"
                    + " security_answer connection_string dsn config_data integration_settings"
                    + " device_fingerprint key_location"))
        .isEmpty();
  }

  @Test
  void numbersOfPeopleAreLeftOut() {
    assertThat(
            kept(
                "ssn cpf cnpj iban passport_number tax_id vatNumber national_id account_number"
                    + " customer_signature emergency_contact_phone insurance_policy_number"))
        .isEmpty();
  }

  @Test
  void whatTellsRowsApartOrClassesThemIsRead() {
    String harmless =
        "code key country_code currency currency_code postal_code postcode barcode product_code"
            + " customer_code locationCode reason_code sort_key idempotency_key setting_key"
            + " dedupe_key public_key invoice_number authorization_amount key_features";
    assertThat(kept(harmless)).containsExactly(harmless.split(" "));
  }

  @Test
  void aNumberedKeyIsNoSecret() {
    assertThat(Secrets.isLikely(table(List.of("client_ref_key"), "bigint"), "client_ref_key"))
        .isFalse();
    assertThat(Secrets.isLikely(table(List.of("client_ref_key"), "text"), "client_ref_key"))
        .isTrue();
    assertThat(Personal.isLikely(table(List.of("tax_id"), "uuid"), "tax_id")).isFalse();
  }

  /** A report may need an address to write to, so it is read, and a person is asked. */
  @Test
  void ofAddressesAPersonIsAsked() {
    List<String> names = List.of("email", "emailAddress", "phone", "ip_address", "new_values");
    assertThat(kept(String.join(" ", names))).containsExactlyElementsOf(names);
    assertThat(Personal.asked(table(names, "text"))).containsExactlyElementsOf(names);
    assertThat(Personal.asked(table(List.of("email_count", "telephone_id"), "text"))).isEmpty();
  }

  private static Catalogue catalogue(String source) {
    Problems problems = new Problems(Code.DEF_INVALID, "Cannot read");
    Catalogue live =
        CatalogueFile.read(YamlMap.load(SQL.resolve(source).resolve("catalogue.yml"), problems));
    problems.throwIfAny();
    return live;
  }

  private static List<String> kept(String names) {
    Catalogue live =
        new Catalogue(Map.of("rows", table(List.of(names.split(" ")), "text")), Map.of());
    Set<String> unread =
        Unread.of(live, new Schemas(List.of("public")), (table, column) -> true)
            .columns()
            .get("rows")
            .keySet();
    return Stream.of(names.split(" ")).filter(name -> !unread.contains(name)).toList();
  }

  private static Catalogue.Table table(List<String> columns, String type) {
    Map<String, Catalogue.Column> typed =
        columns.stream()
            .collect(
                Collectors.toMap(
                    name -> name,
                    name -> new Catalogue.Column(new PgType(type, false), false, false),
                    (one, other) -> one,
                    LinkedHashMap::new));
    typed.put("id", new Catalogue.Column(new PgType("integer", false), false, false));
    return new Catalogue.Table(Catalogue.Kind.TABLE, typed, List.of("id"), Map.of(), List.of());
  }
}
