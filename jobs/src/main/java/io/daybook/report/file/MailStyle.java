package io.daybook.report.file;

import io.daybook.report.chart.Palette;

/**
 * Styles of mail and web pages. Mail programs drop style sheets, so that what matters stands at
 * each element; the style sheet adds dark mode and narrow screens for those that keep it.
 */
final class MailStyle {
  static final String BODY =
      "margin:0;padding:0;background:#ffffff;color:%s;font-family:Roboto,'Segoe UI',Helvetica,Arial,sans-serif;font-size:14px;line-height:1.4"
          .formatted(Palette.INK.css());
  static final String WIDTH = "max-width:640px;margin:0 auto;padding:16px";
  static final String TENANT = "color:%s;font-weight:bold".formatted(Palette.MAIN.css());
  static final String TITLE =
      "margin:2px 0 4px 0;font-size:24px;line-height:1.2;overflow-wrap:anywhere";
  static final String MUTED = "color:%s;font-size:12px".formatted(Palette.MUTED.css());
  static final String WARNING =
      "margin:8px 0;padding:8px 12px;border-left:4px solid %s;background:%s;color:%s;font-weight:bold"
          .formatted(Palette.BAD.css(), Palette.GROUND.css(), Palette.BAD.css());
  static final String CARDS = "width:100%;border-collapse:separate;border-spacing:0";
  static final String PLACE = "width:33.3%;padding:0 6px 6px 0;vertical-align:top";
  static final String CARD =
      "padding:10px 12px;background:%s;border-top:2px solid %s"
          .formatted(Palette.GROUND.css(), Palette.MAIN.css());
  static final String VALUE = "font-size:22px;line-height:1.25;font-weight:bold;white-space:nowrap";
  static final String HEADING =
      "margin:20px 0 6px 0;font-size:16px;color:%s".formatted(Palette.MAIN.css());
  static final String IMAGE =
      "display:block;width:100%;max-width:640px;height:auto;border:0;border-radius:4px;background:#ffffff";
  static final String SCROLL = "overflow-x:auto";
  static final String TABLE =
      "width:100%;border-collapse:collapse;font-size:12px;font-variant-numeric:tabular-nums";

  /** For screens that are dark or narrow. */
  static final String SHEET =
      """
      :root { color-scheme: light dark; supported-color-schemes: light dark; }
      @media (max-width: 480px) {
        .place { display: block !important; width: auto !important; padding-right: 0 !important; }
      }
      @media (prefers-color-scheme: dark) {
        body { background: #14181c !important; color: #e6ebf0 !important; }
        .card { background: #1f262d !important; border-top-color: #8fc1ea !important; }
        .main, th { color: #8fc1ea !important; }
        .muted { color: #a3b1bd !important; }
        .good { color: #6cc5e3 !important; }
        .bad { color: #f0a069 !important; }
        .warning { background: #1f262d !important; color: #f0a069 !important; }
        th { background: #1f262d !important; }
        th, td { border-color: #38434d !important; }
      }
      """;

  private MailStyle() {}

  static String cell(boolean right, boolean total) {
    return "padding:4px 6px;vertical-align:top;text-align:%s;%s"
        .formatted(
            right ? "right;white-space:nowrap" : "left",
            total
                ? "font-weight:bold;border-top:2px solid " + Palette.MAIN.css()
                : "border-bottom:1px solid " + Palette.RULE.css());
  }

  /** The first cell of a figure keeps its words together on a narrow screen. */
  static String label() {
    return cell(false, false) + ";min-width:150px";
  }

  static String heading(boolean right) {
    return "padding:4px 6px;vertical-align:bottom;text-align:%s;color:%s;background:%s;border-bottom:2px solid %s"
        .formatted(
            right ? "right" : "left", Palette.MAIN.css(), Palette.GROUND.css(), Palette.MAIN.css());
  }

  static String tone(int tone) {
    return switch (tone) {
      case 1 -> "color:" + Palette.GOOD.css();
      case -1 -> "color:" + Palette.BAD.css();
      default -> "";
    };
  }

  static String toneClass(int tone) {
    return switch (tone) {
      case 1 -> "good";
      case -1 -> "bad";
      default -> "same";
    };
  }
}
