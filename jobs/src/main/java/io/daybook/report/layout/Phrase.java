package io.daybook.report.layout;

import java.util.Locale;

/** Every word that Daybook itself puts into a report. Titles and labels come from definitions. */
public enum Phrase {
  DATA_AS_OF("Data as of", "Dados de"),
  PERIOD("Period", "Período"),
  COMPARED_WITH("Compared with", "Comparado com"),
  TENANT("Organisation", "Organização"),
  ZONE("Time zone", "Fuso horário"),
  ZONE_RULES("rules", "regras"),
  CURRENCY("Currency", "Moeda"),
  RELEASE("Release", "Versão dos dados"),
  DEFINITION("Definition", "Definição"),
  BUILD("Daybook", "Daybook"),
  PAGE("Page", "Página"),
  OF("of", "de"),
  FIGURES("Figures", "Indicadores"),
  FIGURE("Figure", "Indicador"),
  UNIT("Unit", "Unidade"),
  VALUE("Value", "Valor"),
  PREVIOUS("Previous", "Anterior"),
  CHANGE("Change", "Variação"),
  CHANGE_PERCENT("Change %", "Variação %"),
  NUMERATOR("Numerator", "Numerador"),
  DENOMINATOR("Denominator", "Denominador"),
  BASIS("Basis", "Base"),
  TARGET("Target", "Meta"),
  PACE("Pace", "Ritmo"),
  REACHED("Reached", "Alcançado"),
  TOTAL("Total", "Total"),
  TOTAL_FORMULA("Total (formula)", "Total (fórmula)"),
  ROW("row", "linha"),
  ROWS("rows", "linhas"),
  THE_REST(
      "the XLSX or CSV file of this report has all of them",
      "o arquivo XLSX ou CSV deste relatório tem todas"),
  LIMITED("the definition limits them", "a definição as limita"),
  TOTALS_COVER_ALL("Totals cover all rows.", "Os totais cobrem todas as linhas."),
  SUMMARY("Summary", "Resumo"),
  CHARTS("Charts", "Gráficos"),
  DAY("Day", "Dia"),
  THIS_PERIOD("This period", "Este período"),
  PREVIOUS_PERIOD("Previous period", "Período anterior"),
  NOTES("Notes", "Notas"),
  NOTE("Note", "Nota"),
  NOT_AVAILABLE("n/a", "n/d"),
  POINTS("pp", "p.p."),
  VERSUS("vs", "vs."),
  AHEAD("ahead of pace", "acima do ritmo"),
  BEHIND("behind pace", "abaixo do ritmo"),
  ON_PACE("on pace", "no ritmo"),
  HOURS("h", "h"),
  THOUSAND("k", " mil"),
  MILLION("M", " mi"),
  BILLION("B", " bi"),
  ROUNDING(
      "Changes are taken from the values as shown; percentages are rounded half up to 0.1.",
      "As variações partem dos valores mostrados; percentuais são arredondados a 0,1."),
  UNPRINTABLE(
      "Characters that this file's font lacks are shown as \uFFFD; the XLSX or CSV file has them.",
      "Caracteres que a fonte deste arquivo não tem aparecem como \uFFFD; o arquivo XLSX ou CSV os tem."),
  GAPS("Gaps in charts are days without data.", "Lacunas nos gráficos são dias sem dados."),
  INCOMPLETE(
      "Values of the source that cannot be read count as missing here:",
      "Valores da origem que não podem ser lidos contam aqui como ausentes:"),
  LATE("Delivered late: it was due", "Entregue com atraso: o previsto era"),
  PARTIAL(
      "Figures that your role does not see are left out of this report:",
      "Indicadores que a sua função não vê ficaram fora deste relatório:"),
  ATTACHED("The whole report is attached.", "O relatório completo está anexo.");

  private final String english;
  private final String portuguese;

  Phrase(String english, String portuguese) {
    this.english = english;
    this.portuguese = portuguese;
  }

  /** The phrase in the locale's language, English where there is no translation. */
  public String in(Locale locale) {
    return isPortuguese(locale) ? portuguese : english;
  }

  /** The language that {@link #in} answers in, as BCP 47 names it. */
  public static String language(Locale locale) {
    boolean known = isPortuguese(locale) || locale.getLanguage().equals("en");
    return known ? locale.toLanguageTag() : "en";
  }

  private static boolean isPortuguese(Locale locale) {
    return locale.getLanguage().equals("pt");
  }
}
