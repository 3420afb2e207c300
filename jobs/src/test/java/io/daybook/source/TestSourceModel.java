package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestSourceModel {
  static final Path SQL = Path.of(System.getProperty("daybook.home"), "sql");

  private static final String CATALOGUE =
      """
      tables:
        accounts:
          columns:
            id: uuid not null
            zone: text not null
            removed_at: timestamptz
            parent_id: uuid
          key: id
        invoices:
          columns:
            id: uuid not null
            account_id: uuid not null
            status: invoice_status not null
            amount: numeric(12,2) not null
            api_token: text
            search: tsvector
            billed_by: uuid
            removed_at: timestamptz
          key: id
          references:
            account_id: accounts.id
        invoice_lines:
          columns:
            invoice_id: uuid not null
            line: integer not null
            label: varchar(40)
          key: [invoice_id, line]
          references:
            invoice_id: invoices.id
        currencies:
          columns:
            code: text not null
          key: code
      enums:
        invoice_status: [open, paid]
      """;

  private static final String SOURCE =
      """
      source: shop
      schema: public
      tenants:
        table: accounts
        key: id
        column: account_id
        zone: zone
        default_zone: Europe/Vienna
      deleted: removed_at
      leave_out: ['*_token']
      relations:
        billed_by: accounts
      tables:
        accounts:
          relations:
            parent_id: accounts as owner
        invoices:
          leave_out: [search]
          relations:
            account_id: as customer
        invoice_lines:
          tenant: via invoice
        currencies:
          tenant: global
      """;

  private static final String EVENTS =
      """
        events:
          tenant: account_id
          polymorphic:
            about_id:
              type: about
              parents:
                account: accounts
                invoice: invoices
      """;

  private static final String CATALOGUE_OF_EVENTS =
      CATALOGUE.replace(
          "enums:\n",
          """
            events:
              columns:
                id: uuid not null
                account_id: uuid not null
                about: about not null
                about_id: uuid not null
              key: id
          enums:
            about: [account, invoice, other]
          """);

  private static final String WRITTEN =
      CATALOGUE.replace(
          "      search: tsvector\n",
          """
                search: tsvector
                paid_on: text
                sent_at: varchar(40)
                cost: text
                rate: numeric
                net: money
                due_on: date
                seen_at: timestamptz
          """);

  @TempDir Path sql;

  @Test
  void loadsTheModelOfRenoz() {
    SourceModel model = SourceModel.load(SQL, "renoz");

    assertThat(model.tables()).hasSize(180);
    assertThat(model.schemas()).containsExactly("public");
    assertThat(model.tenants().deletedColumn()).contains("deleted_at");
    assertThat(model.tenants().defaultZone().getId()).isEqualTo("Australia/Sydney");
    assertThat(model.definitionHash()).matches("[0-9a-f]{64}");
    SourceTable orders = model.table("orders").orElseThrow();
    assertThat(orders.columns()).hasSize(44);
    assertThat(orders.key()).containsExactly("id");
    assertThat(orders.tenancy()).isEqualTo(new Tenancy.Own("organization_id"));
    assertThat(orders.relations().stream().map(Relation::toString))
        .containsExactly(
            "orders.organization_id -> organizations.id",
            "orders.customer_id -> customers.id",
            "orders.created_by -> users.id",
            "orders.updated_by -> users.id");
    assertThat(orders.rawSchema().column("total").map(Column::type))
        .contains(DataType.decimal(12, 2));
    assertThat(model.vocabularies().get("opportunity_stage"))
        .containsExactly("new", "qualified", "proposal", "negotiation", "won", "lost");
    SourceTable warranties = model.table("warranties").orElseThrow();
    assertThat(warranties.relation("customer"))
        .contains(new Relation("customer", "warranties", "customer_id", "customers", "id", false));
  }

  @Test
  void keepsSecretsInTheSource() {
    SourceTable jobs = SourceModel.load(SQL, "renoz").table("job_assignments").orElseThrow();
    assertThat(jobs.columns().stream().map(SourceColumn::name))
        .doesNotContain("sign_off_token", "confirmation_token")
        .contains("sign_off_token_expires_at");
  }

  @Test
  void takesTenantsDeletionAndRelationsFromBothFiles() throws IOException {
    SourceModel model = load(SOURCE, CATALOGUE);

    SourceTable invoices = model.table("invoices").orElseThrow();
    assertThat(invoices.columns().stream().map(SourceColumn::name))
        .containsExactly("id", "account_id", "status", "amount", "billed_by", "removed_at");
    assertThat(invoices.columns().get(2))
        .isEqualTo(new SourceColumn("status", "invoice_status", true, DataType.TEXT, false));
    assertThat(invoices.columns().get(5).sourceType()).isEqualTo("timestamp with time zone");
    assertThat(invoices.deletedColumn()).contains("removed_at");
    assertThat(invoices.relations())
        .containsExactly(
            new Relation("customer", "invoices", "account_id", "accounts", "id", true),
            new Relation("billed_by", "invoices", "billed_by", "accounts", "id", false));
    SourceTable lines = model.table("invoice_lines").orElseThrow();
    assertThat(lines.tenancy()).isEqualTo(new Tenancy.Via("invoice"));
    assertThat(lines.deletedColumn()).isEmpty();
    assertThat(lines.key()).containsExactly("invoice_id", "line");
    assertThat(model.table("currencies").orElseThrow().tenancy()).isEqualTo(new Tenancy.Global());
    assertThat(model.table("accounts").orElseThrow().relation("owner")).isPresent();
    assertThat(model.tenants().deletedColumn()).isEqualTo(Optional.of("removed_at"));
  }

  @Test
  void takesReferencesWhoseTableTheRowNames() throws IOException {
    SourceTable events = load(SOURCE + EVENTS, CATALOGUE_OF_EVENTS).table("events").orElseThrow();
    assertThat(events.polymorphic())
        .containsExactly(
            new PolymorphicRelation(
                "events",
                "about",
                "about_id",
                Map.of("account", "accounts", "invoice", "invoices")));
    assertThat(events.polymorphic().get(0)).hasToString("events.about_id -> by about");
    assertThat(events.relations()).isEmpty();
  }

  @Test
  void refusesAReferenceThatNoRowCouldHold() {
    assertEventsProblem("about_id:", "abut_id:", "has no column abut_id, did you mean about_id?");
    assertEventsProblem("type: about", "type: abut", "has no column abut, did you mean about?");
    assertEventsProblem("type: about", "types: about", "types: is unknown, did you mean type?");
    assertEventsProblem(
        "account: acc", "acount: acc", "not a value of about, did you mean account?");
    assertEventsProblem(": accounts", ": accountants", "parent accountants is not in this model");
    assertEventsProblem(
        ": accounts", ": invoice_lines", "invoice_lines has the key [invoice_id, line]");
    assertEventsProblem(
        ": accounts", ": currencies", "about_id is uuid, but currencies.code is text");
  }

  /** Of two ways with one name a path would follow either. */
  @Test
  void refusesTwoWaysOfOneNameUntilOneOfThemHasAnother() throws IOException {
    String catalogue =
        CATALOGUE_OF_EVENTS.replace(
            "about_id: uuid not null\n",
            "about_id: uuid not null\n      about_accounts_id: uuid\n");
    String source = SOURCE + EVENTS + "    relations:\n      about_accounts_id: accounts\n";
    assertThatThrownBy(() -> load(source, catalogue))
        .hasMessageMatching(
            "(?s).*source.yml:[0-9]+ tables.events.polymorphic.about_id.parents.account: the way to"
                + " accounts would be named about_accounts like events.about_accounts_id ->"
                + " accounts.id; give it a name: account: accounts as <name>.*");
    String named = source.replace("account: accounts", "account: accounts as person");
    SourceModel model = load(named, catalogue);
    assertThat(model.steps(model.table("events").orElseThrow()))
        .extracting(Relation::name)
        .containsExactlyInAnyOrder("about_accounts", "person", "about_invoices");
    assertThatThrownBy(
            () -> load(named.replace(": invoices\n", ": invoices as Person\n"), catalogue))
        .hasMessageContaining("would be named Person like events.about_id -> by about, accounts");
    assertThatThrownBy(
            () -> load(named.replace(": invoices\n", ": accounts as owner\n"), catalogue))
        .hasMessageContaining("the way to accounts is called person already");
  }

  private void assertEventsProblem(String before, String after, String message) {
    String events = EVENTS.replace(before, after);
    assertThat(events).isNotEqualTo(EVENTS);
    assertThatThrownBy(() -> load(SOURCE + events, CATALOGUE_OF_EVENTS))
        .hasMessageContaining(message);
  }

  @Test
  void onlyTheKeyIsRequiredInRawTables() throws IOException {
    SourceTable invoices = load(SOURCE, CATALOGUE).table("invoices").orElseThrow();
    assertThat(invoices.rawSchema().column("id").orElseThrow().nullable()).isFalse();
    assertThat(invoices.rawSchema().column("amount").orElseThrow().nullable()).isTrue();
  }

  @Test
  void theHashFollowsBothFiles() throws IOException {
    String before = load(SOURCE, CATALOGUE).definitionHash();
    assertThat(load(SOURCE, CATALOGUE).definitionHash()).isEqualTo(before);
    assertThat(load(SOURCE + "# more\n", CATALOGUE).definitionHash()).isNotEqualTo(before);
    assertThat(load(SOURCE, CATALOGUE + "# more\n").definitionHash()).isNotEqualTo(before);
  }

  @Test
  void reportsFiveMistakesAtOnceWithTheirLines() {
    String source =
        SOURCE
            .replace("Europe/Vienna", "Europe/Viena")
            .replace("leave_out: [search]", "leave_out: [serch]")
            .replace("account_id: as customer", "acount_id: as customer")
            .replace("via invoice", "via invoise")
            .replace("  currencies:", "  currency:");

    DaybookException failure =
        catchThrowableOfType(DaybookException.class, () -> load(source, CATALOGUE));

    assertThat(failure.code()).isEqualTo(Code.DEF_INVALID);
    String file = sql.resolve("shop/source.yml").toString();
    assertThat(failure.getMessage())
        .startsWith("DEF-INVALID Cannot load the model of source shop: 5 problems")
        .contains(
            file + ":8 tenants.default_zone: Europe/Viena is not a time zone like Europe/Paris",
            file
                + ":18 tables.invoices.leave_out: invoices has no column serch, did you mean"
                + " search?",
            file
                + ":20 tables.invoices.relations.acount_id: invoices has no such column, did you"
                + " mean account_id?",
            file
                + ":22 tables.invoice_lines.tenant: invoice_lines has no relation invoise, did you"
                + " mean invoice?",
            file + ":23 tables.currency: is not in catalogue.yml");
  }

  @Test
  void refusesWhatCannotHold() {
    assertProblem("    table: accounts", "    table: acounts", "acounts is not among the tables");
    assertProblem("    key: id", "    key: ident", "accounts has no column ident");
    assertProblem("    key: id", "    key: zone", "zone is not the primary key of accounts");
    assertProblem("    zone: zone", "    zone: zones", "has no column zones, did you mean zone?");
    assertProblem("source: shop", "source: shops", "is shops, but the folder is shop");
    assertProblem("deleted: removed_at", "delete: removed_at", "delete: is unknown, did you mean");
    assertProblem(
        "      tenant: via invoice",
        "      deleted: gone_at",
        "invoice_lines: has no tenant column account_id; say tenant: <column>",
        "deleted: invoice_lines has no column gone_at");
    assertProblem(
        "      tenant: global", "      tenant: via code", "currencies has no relation code");
    assertProblem(
        "        billed_by: accounts",
        "        billed_by: currencies",
        "is uuid, but currencies.code is text");
    assertProblem(
        "        billed_by: accounts", "        billed_by: partners", "is not in this model");
    assertProblem(
        "        billed_by: accounts",
        "        billed_by: invoice_lines",
        "parent invoice_lines has the key [invoice_id, line]");
    assertProblem(
        "        billed_by: accounts", "        billed_by: as payer", "declares no reference");
    assertProblem(
        "        billed_by: accounts",
        "        billed_by: a b c",
        "parent a b c is not in this model");
    assertProblem(
        "account_id: as customer",
        "account_id: invoices",
        "the database declares invoices.account_id -> accounts.id; say only: as <name>");
    assertProblem("account_id: as customer", "account_id: as billed_by", "give one of them a name");
    assertProblem("leave_out: [search]", "leave_out: [search, id]", "id is of the key");
  }

  @Test
  void tenantsWithoutAZoneColumnLiveInTheDefaultZone() throws IOException {
    TenantRule tenants = load(SOURCE.replace("  zone: zone\n", ""), CATALOGUE).tenants();
    assertThat(tenants.zoneColumn()).isEmpty();
    assertThat(tenants.defaultZone()).hasToString("Europe/Vienna");
    assertProblem("  default_zone: Europe/Vienna\n", "", "tenants.default_zone: is missing");
  }

  @Test
  void oneMessageSaysWhatASourceMustSayOfItsTenants() {
    String block = SOURCE.substring(SOURCE.indexOf("tenants:"), SOURCE.indexOf("deleted:"));
    assertThatThrownBy(() -> load(SOURCE.replace(block, ""), CATALOGUE))
        .hasMessageStartingWith("DEF-INVALID Cannot load the model of source shop: 1 problem")
        .hasMessageContaining("tenants: must say whose the rows are: name the table with one row")
        .hasMessageContaining("or say tenants: none, and default_zone beside it, where one");
  }

  @Test
  void aSourceMayHaveOneTenantAlone() throws IOException {
    String block = SOURCE.substring(SOURCE.indexOf("tenants:"), SOURCE.indexOf("deleted:"));
    String alone =
        SOURCE
            .replace(block, "tenants: none\ndefault_zone: Europe/Vienna\n")
            .replace("    tenant: via invoice\n", "")
            .replace("    tenant: global\n", "");
    SourceModel model = load(alone, CATALOGUE);
    assertThat(model.tenants().only())
        .contains(new TenantRule.Only("shop", "shop", Optional.empty(), Optional.empty()));
    assertThat(model.tenants().column()).isEqualTo("tenant_id");
    assertThat(model.tables().values())
        .allMatch(table -> table.tenancy().equals(new Tenancy.Only()));
    assertThatThrownBy(
            () ->
                load(
                    alone.replace(
                            "default_zone: Europe/Vienna", "tenant: {currency: EURO, zone: x}")
                        + "    tenant: global\n",
                    CATALOGUE))
        .hasMessageContaining("default_zone: is missing")
        .hasMessageContaining("tenant.currency: EURO is none of ISO 4217")
        .hasMessageContaining("tenant.zone: is unknown")
        .hasMessageContaining("tables.currencies.tenant: the source has one tenant alone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"integer", "numeric", "numeric(10,2)", "jsonb", "uuid", "interval", "text[]"})
  void aZoneIsAText(String type) {
    String catalogue = CATALOGUE.replace("zone: text", "zone: " + type);
    assertThatThrownBy(() -> load(SOURCE, catalogue))
        .hasMessageContaining("tenants.zone: zone is " + type + "; a zone is a text like Europe/P");
  }

  @Test
  void readsNaiveTimestampsByTheClockThatIsDeclared() throws IOException {
    String catalogue =
        CATALOGUE
            .replace("label: varchar(40)\n", "label: varchar(40)\n      at: timestamp\n")
            .replace(
                "billed_by: uuid\n",
                "billed_by: uuid\n      a: timestamp(3) without time zone\n      b: timestamp\n");
    assertThat(clock(load(SOURCE, catalogue), "invoices", "a")).isEqualTo(SourceColumn.Clock.UTC);

    String tenant = SOURCE.replace("deleted:", "naive: tenant\ndeleted:");
    String own =
        tenant.replace(
            "leave_out: [search]", "leave_out: [search]\n    naive: {a: utc, b: australia/sydney}");
    assertThat(clock(load(tenant, catalogue), "invoices", "a"))
        .isEqualTo(SourceColumn.Clock.TENANT);
    assertThat(clock(load(own, catalogue), "invoices", "a")).isEqualTo(SourceColumn.Clock.UTC);
    assertThat(clock(load(own, catalogue), "invoices", "b").zone()).isEqualTo("Australia/Sydney");
    assertThat(clock(load(own, catalogue), "invoice_lines", "at"))
        .isEqualTo(SourceColumn.Clock.TENANT);
    assertThat(clock(load(own, catalogue), "invoices", "removed_at"))
        .as("its values are instants")
        .isEqualTo(SourceColumn.Clock.UTC);
    assertThat(clock(load(tenant.replace("  zone: zone\n", ""), catalogue), "invoices", "a").zone())
        .as("that of all tenants where no column says another")
        .isEqualTo("Europe/Vienna");
    assertThatThrownBy(
            () ->
                load(
                    own.replace("a: utc, b: australia/sydney", "a: local, removed_at: tenant")
                        .replace("naive: tenant", "naive: Sydney"),
                    catalogue))
        .hasMessageContaining("naive: Sydney is neither utc nor tenant nor a time zone like")
        .hasMessageContaining("naive.a: local is neither utc nor tenant nor a time zone like")
        .hasMessageContaining("naive.removed_at: is timestamptz in the source; only a timestamp");
  }

  private static SourceColumn.Clock clock(SourceModel model, String table, String column) {
    return model.table(table).orElseThrow().column(column).orElseThrow().clock();
  }

  @Test
  void refusesPathsToATenantThatDoNotEnd() {
    String globalParent =
        SOURCE.replace("    leave_out: [search]", "    tenant: global\n    leave_out: [search]");
    assertThatThrownBy(() -> load(globalParent, CATALOGUE))
        .hasMessageContaining("the path ends at invoices, which is global");
    String circle =
        SOURCE
            .replace("    leave_out: [search]", "    tenant: via line\n    leave_out: [search]")
            .replace("account_id: as customer", "billed_by: as line");
    assertThatThrownBy(
            () ->
                load(
                    circle.replace("billed_by: accounts", "none: accounts"),
                    CATALOGUE.replace("account_id: accounts.id", "billed_by: invoices.id")))
        .hasMessageContaining("the path comes back to invoices and finds no tenant");
    assertThatThrownBy(() -> load(SOURCE, CATALOGUE.replace("invoices.id", "invoices.billed_by")))
        .hasMessageContaining("does not lead to the key of invoices, so a row could have several");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          uuid | uuid
          text | text
          varchar(20) | text
          character(5) | text
          name | text
          jsonb | text
          json | text
          boolean | boolean
          smallint | integer
          integer | integer
          bigint | bigint
          real | double
          double precision | double
          numeric(14,6) | decimal(14,6)
          numeric(38,38) | decimal(38,38)
          numeric(5,-2) | decimal(7,0)
          numeric(2,5) | decimal(5,5)
          numeric(37,-2) | text
          numeric(50,20) | text
          numeric | text
          numeric(12,2)[] | text
          date | date
          timestamptz | timestamp
          timestamp(3) with time zone | timestamp
          timestamp | timestamp
          time | text
          time with time zone | text
          interval | text
          bytea | text
          money | text
          text[] | text
          uuid[] | text
          inet | text
          ltree | text
          a_type_of_their_own | text
          """)
  void carriesEveryType(String type, String inParquet) {
    assertThat(PgType.parse(type, false).dataType()).hasToString(inParquet);
    assertThat(PgType.parse(type, false).text()).isEqualTo(type);
  }

  @Test
  void givesTypesToTextAndToNumericsOfAnySize() throws IOException {
    SourceModel model =
        load(
            SOURCE.replace(
                "    leave_out: [search]\n",
                """
                    leave_out: [search]
                    parse: {paid_on: date, sent_at: timestamp, cost: 'decimal(12,2)'}
                    types: {rate: 'decimal(20,6)', net: 'decimal(12,2)', due_on: text}
                    infinity: null
                    nan: {rate: null}
                """),
            WRITTEN);
    SourceTable invoices = model.table("invoices").orElseThrow();
    assertThat(invoices.columns())
        .contains(
            new SourceColumn("paid_on", "text", false, DataType.DATE, true),
            new SourceColumn("sent_at", "character varying(40)", false, DataType.TIMESTAMP, true),
            new SourceColumn("cost", "text", false, DataType.decimal(12, 2), true),
            new SourceColumn(
                "rate",
                "numeric",
                false,
                DataType.decimal(20, 6),
                true,
                Set.of(SourceColumn.NoValue.INFINITY, SourceColumn.NoValue.NAN),
                SourceColumn.Clock.UTC),
            new SourceColumn(
                "net",
                "money",
                false,
                DataType.decimal(12, 2),
                true,
                Set.of(SourceColumn.NoValue.INFINITY),
                SourceColumn.Clock.UTC),
            new SourceColumn("due_on", "date", false, DataType.TEXT, true),
            new SourceColumn(
                "seen_at",
                "timestamp with time zone",
                false,
                DataType.TIMESTAMP,
                true,
                Set.of(SourceColumn.NoValue.INFINITY),
                SourceColumn.Clock.UTC));
    assertThat(invoices.columns().stream().filter(SourceColumn::parsed).map(SourceColumn::name))
        .containsExactly("paid_on", "sent_at", "cost");
    assertThat(invoices.rawSchema().column("paid_on").orElseThrow().type())
        .isEqualTo(DataType.DATE);
  }

  @Test
  void refusesTypesThatWouldAlterValuesAllAtOnce() {
    String source =
        SOURCE.replace(
            "    leave_out: [search]\n",
            """
                    leave_out: [search]
                    parse: {payed_on: date, amount: date, cost: boolean, sent_at: moment, id: date}
                    types: {rate: date, amount: 'decimal(20,6)', seen_at: date, paid_on: text}
                    infinity: {sent_at: null, due_in: null, id: null, seen_at: never}
                    nan: {due_on: null}
                """);
    assertThatThrownBy(() -> load(source, WRITTEN))
        .message()
        .contains(
            "parse.payed_on: no such column, did you mean paid_on?",
            "parse.amount: is numeric(12,2) in the source; only text is parsed",
            "parse.cost: text is never parsed as boolean",
            "parse.sent_at: moment is not a type; it is integer, bigint, date, timestamp or, in"
                + " quotes, 'decimal(p,s)'",
            "parse.id: a column of the primary key keeps its type",
            "types.rate: is numeric in the source, which becomes a decimal(p,s) or text",
            "types.amount: is numeric(12,2) in the source, which is read as it is or as text",
            "types.seen_at: is timestamptz in the source, which is read as it is or as text",
            "types.paid_on: is text in the source; only a numeric, money, date or timestamp is",
            "infinity.sent_at: is read as text, which has no infinity to be null",
            "infinity.due_in: no such column, did you mean due_on?",
            "infinity.id: a column of the primary key has a value in every row",
            "infinity.seen_at: must be null: the value means that there is none",
            "nan.due_on: is read as date, which has no NaN to be null");
  }

  @Test
  void refusesColumnsThatDifferInCaseOnly() {
    assertProblemOfCatalogue(
        "label: varchar(40)",
        "label: varchar(40)\n      'Label': text",
        "invoice_lines.Label: differs from label in case only, which engines take for one; leave"
            + " one of them out: leave_out: [Label]");
  }

  @Test
  void saysWhichSourceWasMeant() throws IOException {
    Files.createDirectories(sql.resolve("shop"));
    assertThatThrownBy(() -> SourceModel.load(sql, "shops"))
        .hasMessageStartingWith("USAGE Cannot load the model of source shops: there is no folder")
        .hasMessageContaining("did you mean shop?");
  }

  private void assertProblem(String before, String after, String... messages) {
    String old = before.strip();
    String source = SOURCE.replaceFirst("\\Q" + old + "\\E", after.strip());
    assertThat(source).isNotEqualTo(SOURCE);
    assertThatThrownBy(() -> load(source, CATALOGUE)).message().contains(messages);
  }

  private void assertProblemOfCatalogue(String before, String after, String message) {
    assertThatThrownBy(() -> load(SOURCE, CATALOGUE.replace(before, after)))
        .hasMessageContaining(message);
  }

  private SourceModel load(String source, String catalogue) throws IOException {
    Path directory = Files.createDirectories(sql.resolve("shop"));
    Files.writeString(directory.resolve("source.yml"), source);
    Files.writeString(directory.resolve("catalogue.yml"), catalogue);
    return SourceModel.load(sql, "shop");
  }
}
