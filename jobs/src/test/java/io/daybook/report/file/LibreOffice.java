package io.daybook.report.file;

import io.daybook.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** LibreOffice without a window: opens a file and says what is in it. */
final class LibreOffice {
  private static final int MOST_ROWS = 10_000;

  private LibreOffice() {}

  /**
   * A cell as LibreOffice has it.
   *
   * @param type float, percentage, currency, date or string; empty where nothing is
   * @param value of a number, or the date
   * @param formula empty where there is none
   */
  record OfficeCell(String type, String value, String formula, String text) {}

  /** Cells by sheet, row and column; empty when it does not open the file. */
  static Optional<List<List<List<OfficeCell>>>> read(Path file, Path folder) throws Exception {
    Path profile = Files.createTempDirectory(folder, "office");
    Path out = Files.createTempDirectory(folder, "opened");
    Path log = folder.resolve("soffice.txt");
    Process process =
        new ProcessBuilder(
                "soffice",
                "-env:UserInstallation=" + profile.toUri(),
                "--headless",
                "--convert-to",
                "fods",
                "--outdir",
                out.toString(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(Eventually.LIMIT.toMinutes(), TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("soffice takes too long: " + Files.readString(log));
    }
    Path flat = out.resolve(file.getFileName().toString().replaceAll("[.][^.]*$", ".fods"));
    return Files.exists(flat) ? Optional.of(sheets(flat)) : Optional.empty();
  }

  private static List<List<List<OfficeCell>>> sheets(Path flat) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    List<List<List<OfficeCell>>> sheets = new ArrayList<>();
    Element root = factory.newDocumentBuilder().parse(flat.toFile()).getDocumentElement();
    for (Element sheet : within(root, "table:table")) {
      List<List<OfficeCell>> rows = new ArrayList<>();
      for (Element row : within(sheet, "table:table-row")) {
        List<OfficeCell> cells = cells(row);
        int times = repeated(row, "table:number-rows-repeated");
        for (int i = 0; i < times && rows.size() < MOST_ROWS; i++) {
          rows.add(cells);
        }
      }
      sheets.add(rows);
    }
    return sheets;
  }

  private static List<OfficeCell> cells(Element row) {
    List<OfficeCell> cells = new ArrayList<>();
    for (Node node = row.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element cell && cell.getTagName().endsWith("table-cell")) {
        String type = cell.getAttribute("office:value-type");
        OfficeCell read =
            new OfficeCell(
                type,
                cell.getAttribute(type.equals("date") ? "office:date-value" : "office:value"),
                cell.getAttribute("table:formula"),
                cell.getTextContent());
        int times = Math.min(100, repeated(cell, "table:number-columns-repeated"));
        for (int i = 0; i < times; i++) {
          cells.add(read);
        }
      }
    }
    return cells;
  }

  private static int repeated(Element element, String attribute) {
    String times = element.getAttribute(attribute);
    return times.isEmpty() ? 1 : Integer.parseInt(times);
  }

  /** Rows may lie in groups, of headings for instance. */
  private static List<Element> within(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    var all = parent.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      found.add((Element) all.item(i));
    }
    return found;
  }
}
