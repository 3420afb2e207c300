package io.daybook.report.file;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** What a page says: its text, its tables cell by cell, its pictures. */
record HtmlReading(Document document) {
  static HtmlReading of(String html) throws IOException {
    String doctype = "<!DOCTYPE html>";
    if (!html.startsWith(doctype)) {
      throw new IOException("it is not a page");
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return new HtmlReading(
          builder.parse(new InputSource(new StringReader(html.substring(doctype.length())))));
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("it is not well-formed: " + e.getMessage(), e);
    }
  }

  /** Reports nothing on the console, and lets nothing pass. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }

  /** All text of the body in order. */
  String text() {
    return elements(document.getDocumentElement(), "body").get(0).getTextContent();
  }

  /** Every table that does not only arrange; headings are a row. */
  List<List<List<String>>> tables() {
    List<List<List<String>>> tables = new ArrayList<>();
    for (Element table : elements(document.getDocumentElement(), "table")) {
      if (!table.getAttribute("role").equals(HtmlPage.ARRANGING)) {
        tables.add(elements(table, "tr").stream().map(HtmlReading::cells).toList());
      }
    }
    return tables;
  }

  private static List<String> cells(Element row) {
    List<String> cells = new ArrayList<>();
    NodeList kids = row.getChildNodes();
    for (int i = 0; i < kids.getLength(); i++) {
      if (kids.item(i) instanceof Element cell) {
        cells.add(cell.getTextContent());
      }
    }
    return cells;
  }

  /** Where the pictures are. */
  List<String> pictures() {
    return elements(document.getDocumentElement(), "img").stream()
        .map(image -> image.getAttribute("src"))
        .toList();
  }

  private static List<Element> elements(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
