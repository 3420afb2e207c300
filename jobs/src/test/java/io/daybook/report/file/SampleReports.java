package io.daybook.report.file;

import io.daybook.report.layout.Better;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Note;
import io.daybook.report.layout.Provenance;
import io.daybook.report.layout.Ratio;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Rows;
import io.daybook.report.layout.Series;
import io.daybook.report.layout.Target;
import io.daybook.report.layout.Tenant;
import io.daybook.report.layout.Total;
import io.daybook.report.layout.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Reports as a finance lead gets them, with numbers from a fixed seed. */
public final class SampleReports {
  public static final Tenant SYDNEY =
      new Tenant(
          "t-1",
          "Southern Cross Storage Pty Ltd",
          ZoneId.of("Australia/Sydney"),
          Currency.getInstance("AUD"),
          Locale.forLanguageTag("en-AU"));
  public static final Tenant SAO_PAULO =
      new Tenant(
          "t-2",
          "Energia do Vale Ltda.",
          ZoneId.of("America/Sao_Paulo"),
          Currency.getInstance("BRL"),
          Locale.forLanguageTag("pt-BR"));
  static final DateSpan JULY = span("2026-07-01", "2026-08-01");
  static final DateSpan JUNE = span("2026-06-01", "2026-07-01");
  static final Provenance FROM =
      new Provenance(
          "renoz",
          214,
          Instant.parse("2026-07-31T16:04:12Z"),
          Optional.of("2026f"),
          "sales 3",
          "0.1.0");

  private static final List<String> CUSTOMERS =
      List.of(
          "Alinta Grove Estate",
          "Bayview Dental Group",
          "Coolum Surf Club",
          "Denman Wines",
          "Eastgate Body Corporate",
          "Fremantle Boatworks",
          "Gippsland Dairy Co-operative",
          "Harbour City Aquatics",
          "Illawarra Packaging",
          "Jindabyne Lodge");

  private SampleReports() {}

  /** Makes every file of a report in a folder; started as a process of its own. */
  public static void main(String[] arguments) {
    ReportFiles files = new ReportFiles();
    for (FileFormat format : FileFormat.values()) {
      files.make(monthly(SYDNEY), format, Path.of(arguments[0]));
    }
  }

  static DateSpan span(String from, String until) {
    return new DateSpan(LocalDate.parse(from), LocalDate.parse(until));
  }

  static Measure measure(String value) {
    return Measure.of(new BigDecimal(value));
  }

  /** Eight figures, two charts, a table of forty rows. */
  public static Report monthly(Tenant tenant) {
    boolean english = tenant.locale().getLanguage().equals("en");
    return new Report(
        english ? "Sales and cash" : "Vendas e caixa",
        tenant,
        JULY,
        Optional.of(JUNE),
        FROM,
        figures(english),
        charts(english),
        List.of(receivables(english, 40, UnaryOperator.identity())),
        List.of(
            new Note(
                Note.Kind.DEFINITION,
                english
                    ? "Booked revenue counts orders that are neither draft nor cancelled, by order"
                        + " date."
                    : "A receita contratada conta pedidos que não são rascunho nem cancelados, pela"
                        + " data do pedido.")));
  }

  /** The same report with another table. */
  static Report withTable(Report report, ReportTable table) {
    return new Report(
        report.title(),
        report.tenant(),
        report.period(),
        report.comparison(),
        report.provenance(),
        report.figures(),
        report.charts(),
        List.of(table),
        report.notes());
  }

  static List<Figure> figures(boolean english) {
    Figure booked =
        Figure.of(
                english ? "Revenue booked" : "Receita contratada",
                Unit.MONEY,
                measure("1284310.50"))
            .withComparison(measure("1142876.25"))
            .withBetter(Better.HIGHER)
            .withTarget(
                new Target(
                    new BigDecimal("4000000"),
                    new BigDecimal("1284310.50"),
                    span("2026-07-01", "2026-10-01"),
                    LocalDate.parse("2026-08-01"),
                    true));
    Figure cash =
        Figure.of(english ? "Cash received" : "Caixa recebido", Unit.MONEY, measure("978432.10"))
            .withComparison(measure("1010288.94"))
            .withBetter(Better.HIGHER);
    Figure orders =
        Figure.of(english ? "Orders" : "Pedidos", Unit.COUNT, Measure.of(412))
            .withComparison(Measure.of(387))
            .withBetter(Better.HIGHER);
    Figure average =
        Figure.of(
                english ? "Average order value" : "Valor médio do pedido",
                Unit.MONEY,
                measure("3117.26"))
            .withComparison(measure("2953.17"))
            .withRatio(
                new Ratio(
                    new Ratio.Part(
                        english ? "booked" : "contratados",
                        Unit.MONEY,
                        new BigDecimal("1284310.50")),
                    new Ratio.Part(
                        english ? "orders" : "pedidos", Unit.COUNT, new BigDecimal("412"))))
            .withBetter(Better.HIGHER);
    Figure winRate =
        Figure.of(english ? "Win rate" : "Taxa de ganho", Unit.PERCENT, measure("0.41379"))
            .withComparison(measure("0.43548"))
            .withRatio(
                new Ratio(
                    new Ratio.Part(english ? "won" : "ganhas", Unit.COUNT, new BigDecimal("48")),
                    new Ratio.Part(
                        english ? "decided" : "decididas", Unit.COUNT, new BigDecimal("116"))))
            .withBetter(Better.HIGHER);
    Figure claims =
        Figure.of(english ? "Warranty claims" : "Chamados de garantia", Unit.COUNT, Measure.of(19))
            .withComparison(Measure.of(14))
            .withBetter(Better.LOWER);
    Figure deployed =
        Figure.of(
                english ? "Storage deployed" : "Armazenamento instalado",
                Unit.measure("kWh"),
                measure("2184.5"))
            .withComparison(measure("2184.5"));
    Figure satisfaction =
        Figure.of(
                english ? "Customer satisfaction" : "Satisfação dos clientes",
                Unit.SCORE,
                Measure.unavailable(
                    english
                        ? "No survey was answered in this period."
                        : "Nenhuma pesquisa foi respondida neste período."))
            .withComparison(measure("4.4"));
    return List.of(booked, cash, orders, average, winRate, claims, deployed, satisfaction);
  }

  static List<Chart> charts(boolean english) {
    return List.of(
        Chart.of(
                Chart.Kind.LINE,
                english ? "Revenue booked by day" : "Receita contratada por dia",
                Unit.MONEY,
                Series.Step.DAY,
                daily(JULY, 31, 41_000, 17))
            .withPrevious(daily(JUNE, 30, 37_000, 3)),
        Chart.of(
            Chart.Kind.BAR,
            english ? "Orders by week" : "Pedidos por semana",
            Unit.COUNT,
            Series.Step.WEEK,
            new Series(
                span("2026-05-04", "2026-08-03"),
                IntStream.range(0, 13)
                    .filter(week -> week != 6)
                    .mapToObj(
                        week ->
                            new Series.Point(
                                LocalDate.parse("2026-05-04").plusWeeks(week),
                                BigDecimal.valueOf(78 + week * 37 % 29)))
                    .toList())));
  }

  /** Two days of the second week are missing. */
  private static Series daily(DateSpan span, int days, int level, int seed) {
    Random random = new Random(seed);
    List<Series.Point> points = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      boolean weekend = span.from().plusDays(day).getDayOfWeek().getValue() > 5;
      int cents = (int) (level * 100L * (weekend ? 0.3 : 1) * (0.7 + 0.6 * random.nextDouble()));
      if (day != 8 && day != 9) {
        points.add(
            new Series.Point(
                span.from().plusDays(day), BigDecimal.valueOf(cents).movePointLeft(2)));
      }
    }
    return new Series(span, points);
  }

  /** A receivables table; {@code name} may spoil the customers' names. */
  static ReportTable receivables(boolean english, int rows, UnaryOperator<String> name) {
    List<Column> columns =
        english
            ? List.of(
                Column.text("Invoice"),
                Column.text("Customer"),
                Column.day("Due"),
                Column.number("Days overdue", Unit.COUNT),
                Column.number("Total", Unit.MONEY),
                Column.number("Balance", Unit.MONEY),
                Column.number("Paid", Unit.PERCENT),
                Column.text("Bucket"))
            : List.of(
                Column.text("Fatura"),
                Column.text("Cliente"),
                Column.day("Vencimento"),
                Column.number("Dias em atraso", Unit.COUNT),
                Column.number("Total", Unit.MONEY),
                Column.number("Saldo", Unit.MONEY),
                Column.number("Pago", Unit.PERCENT),
                Column.text("Faixa"));
    Random random = new Random(7);
    List<List<Cell>> data = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal balance = BigDecimal.ZERO;
    for (int i = 0; i < rows; i++) {
      int overdue = random.nextInt(140) - 20;
      BigDecimal amount = BigDecimal.valueOf(120_000 + random.nextInt(4_800_000), 2);
      BigDecimal open =
          amount
              .multiply(BigDecimal.valueOf(random.nextInt(101), 2))
              .setScale(2, RoundingMode.HALF_UP);
      total = total.add(amount);
      balance = balance.add(open);
      BigDecimal paid = BigDecimal.ONE.subtract(open.divide(amount, 5, RoundingMode.HALF_UP));
      data.add(
          List.of(
              Cell.text("%08d".formatted(4_100 + i)),
              Cell.text(name.apply(CUSTOMERS.get(i % CUSTOMERS.size()))),
              i % 13 == 5
                  ? Cell.blank()
                  : Cell.day(LocalDate.parse("2026-07-31").minusDays(overdue)),
              i % 13 == 5
                  ? Measure.unavailable("No due date is kept for this invoice.")
                  : Measure.of(overdue),
              Measure.of(amount),
              Measure.of(open),
              Measure.of(paid),
              Cell.text(
                  overdue <= 0
                      ? "current"
                      : overdue <= 30
                          ? "1–30"
                          : overdue <= 60 ? "31–60" : overdue <= 90 ? "61–90" : "90+")));
    }
    return ReportTable.of(
            english ? "Receivables by invoice" : "Contas a receber por fatura",
            columns,
            Rows.of(data))
        .withTotals(
            List.of(
                Total.none(),
                Total.none(),
                Total.none(),
                Total.none(),
                Total.sum(Measure.of(total)),
                Total.sum(Measure.of(balance)),
                Total.given(
                    Measure.of(
                        total.signum() == 0
                            ? BigDecimal.ZERO
                            : total.subtract(balance).divide(total, 5, RoundingMode.HALF_UP))),
                Total.none()));
  }
}
