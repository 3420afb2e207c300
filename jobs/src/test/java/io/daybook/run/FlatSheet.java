package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What LibreOffice makes of a file: its cells, as its own XML has them.
 *
 * @param rows cells by row; empty ones at the end are left out
 */
record FlatSheet(List<List<FlatSheet.Cell>> rows) {
  private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
  private static final String TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
  private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";

  /** An empty row is thousands of empty cells. */
  private static final int MOST_COLUMNS = 100;

  /**
   * One cell.
   *
   * @param type string, float, date ...; empty where nothing is
   * @param value the exact value of a number
   * @param text as it is shown
   * @param formula empty where it is none
   */
  record Cell(String type, String value, String text, String formula) {}

  /**
   * Opens a file as a person would.
   *
   * @param filter how it is read; empty for the program's own choice
   */
  static FlatSheet open(Path file, Path scratch, String filter)
      throws IOException, InterruptedException, XMLStreamException {
    Path out = Files.createDirectories(scratch.resolve("flat"));
    List<String> command =
        new ArrayList<>(
            List.of(
                "soffice",
                "-env:UserInstallation=" + scratch.resolve("profile").toUri(),
                "--headless",
                "--norestore",
                "--convert-to",
                "fods",
                "--outdir",
                out.toString()));
    if (!filter.isEmpty()) {
      command.add("--infilter=" + filter);
    }
    command.add(file.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("soffice.log").toFile())
            .start();
    try {
      assertThat(process.waitFor(Eventually.LIMIT.toMinutes(), TimeUnit.MINUTES))
          .as("it ends")
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    String name = file.getFileName().toString();
    Path flat = out.resolve(name.substring(0, name.lastIndexOf('.')) + ".fods");
    assertThat(flat).as(Files.readString(scratch.resolve("soffice.log"))).exists();
    try (InputStream in = Files.newInputStream(flat)) {
      return new FlatSheet(rows(in));
    }
  }

  private static List<List<Cell>> rows(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    List<List<Cell>> rows = new ArrayList<>();
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT
          && xml.getNamespaceURI().equals(TABLE)
          && xml.getLocalName().equals("table-row")) {
        List<Cell> row = row(xml);
        while (!row.isEmpty() && row.get(row.size() - 1).type().isEmpty()) {
          row.remove(row.size() - 1);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<Cell> row(XMLStreamReader xml) throws XMLStreamException {
    List<Cell> cells = new ArrayList<>();
    while (!(xml.next() == XMLStreamConstants.END_ELEMENT
        && xml.getLocalName().equals("table-row"))) {
      if (xml.isStartElement() && xml.getLocalName().equals("table-cell")) {
        String repeated = attribute(xml, TABLE, "number-columns-repeated");
        int times = repeated.isEmpty() ? 1 : Math.min(MOST_COLUMNS, Integer.parseInt(repeated));
        cells.addAll(Collections.nCopies(times, cell(xml)));
      }
    }
    return cells;
  }

  private static Cell cell(XMLStreamReader xml) throws XMLStreamException {
    String type = attribute(xml, OFFICE, "value-type");
    String value = attribute(xml, OFFICE, "value");
    String formula = attribute(xml, TABLE, "formula");
    StringBuilder text = new StringBuilder();
    int paragraphs = 0;
    boolean isInside = false;
    while (!(xml.next() == XMLStreamConstants.END_ELEMENT
        && xml.getLocalName().equals("table-cell"))) {
      if (xml.isStartElement()) {
        switch (xml.getLocalName()) {
          case "p" -> {
            text.append(paragraphs++ == 0 ? "" : "\n");
            isInside = true;
          }
          case "s" -> text.append(" ".repeat(spaces(xml)));
          case "tab" -> text.append('\t');
          case "line-break" -> text.append('\n');
          default -> {
            // styles inside of a text say nothing
          }
        }
      } else if (xml.isEndElement() && xml.getLocalName().equals("p")) {
        isInside = false;
      } else if (xml.isCharacters() && isInside) {
        text.append(xml.getText());
      }
    }
    return new Cell(type, value, text.toString(), formula);
  }

  private static int spaces(XMLStreamReader xml) {
    String count = attribute(xml, TEXT, "c");
    return count.isEmpty() ? 1 : Integer.parseInt(count);
  }

  private static String attribute(XMLStreamReader xml, String namespace, String name) {
    String value = xml.getAttributeValue(namespace, name);
    return value == null ? "" : value;
  }
}
