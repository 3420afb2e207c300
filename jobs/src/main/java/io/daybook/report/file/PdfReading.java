package io.daybook.report.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/**
 * What a PDF says to who reads it by its tags, as a screen reader does: its text in order, and its
 * tables cell by cell. What is repeated on every page is no part of it.
 */
final class PdfReading implements Closeable {
  private final PDDocument document;
  private final PDStructureNode root;
  private final Map<COSDictionary, Map<Integer, String>> texts = new HashMap<>();

  private PdfReading(PDDocument document) throws IOException {
    this.document = document;
    this.root = document.getDocumentCatalog().getStructureTreeRoot();
    if (root == null) {
      throw new IOException("it has no tags");
    }
    for (PDPage page : document.getPages()) {
      PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
      extractor.processPage(page);
      Map<Integer, String> found = new HashMap<>();
      extractor.getMarkedContents().forEach(content -> collect(content, found));
      texts.put(page.getCOSObject(), found);
    }
  }

  static PdfReading open(Path file) throws IOException {
    PDDocument document = Loader.loadPDF(file.toFile());
    try {
      return new PdfReading(document);
    } catch (IOException | RuntimeException e) {
      document.close();
      throw e;
    }
  }

  private static void collect(PDMarkedContent content, Map<Integer, String> found) {
    StringBuilder text = new StringBuilder();
    for (Object part : content.getContents()) {
      if (part instanceof TextPosition position) {
        text.append(position.getUnicode());
      } else if (part instanceof PDMarkedContent inner) {
        collect(inner, found);
      }
    }
    if (content.getMCID() >= 0) {
      found.merge(content.getMCID(), text.toString(), String::concat);
    }
  }

  /** All text in reading order. */
  String text() {
    StringBuilder text = new StringBuilder();
    append(root, text);
    return text.toString();
  }

  /** Every table in reading order, its rows with their cells' texts; headings are a row. */
  List<List<List<String>>> tables() {
    List<List<List<String>>> tables = new ArrayList<>();
    elements(root, "Table").forEach(table -> tables.add(rows(table)));
    return tables;
  }

  private List<List<String>> rows(PDStructureElement table) {
    List<List<String>> rows = new ArrayList<>();
    for (PDStructureElement row : elements(table, "TR")) {
      List<String> cells = new ArrayList<>();
      for (Object kid : row.getKids()) {
        if (kid instanceof PDStructureElement cell) {
          StringBuilder text = new StringBuilder();
          append(cell, text);
          cells.add(text.toString().strip());
        }
      }
      rows.add(cells);
    }
    return rows;
  }

  /**
   * Demands pictures that say in words what they show.
   *
   * @throws WrongFile when there are more or fewer, or one says nothing
   */
  void requireFigures(int number) throws WrongFile {
    List<PDStructureElement> figures = elements(root, "Figure");
    long described =
        figures.stream()
            .map(PDStructureElement::getAlternateDescription)
            .filter(text -> text != null && !text.isBlank())
            .count();
    if (described != number) {
      throw new WrongFile(described + " charts with a description instead of " + number);
    }
  }

  /** Elements of a type below a node, in order, those within each other left out. */
  private static List<PDStructureElement> elements(PDStructureNode node, String type) {
    List<PDStructureElement> found = new ArrayList<>();
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        if (type.equals(element.getStructureType())) {
          found.add(element);
        } else {
          found.addAll(elements(element, type));
        }
      }
    }
    return found;
  }

  private void append(PDStructureNode node, StringBuilder text) {
    for (Piece piece : pieces(node, Optional.empty())) {
      text.append(textOf(piece.page(), piece.content())).append(piece.endsElement() ? " " : "");
    }
  }

  /** Marked content on a page. */
  private record Piece(PDPage page, int content, boolean endsElement) {}

  private List<Piece> pieces(PDStructureNode node, Optional<PDPage> inherited) {
    List<Piece> pieces = new ArrayList<>();
    Optional<PDPage> page =
        node instanceof PDStructureElement element && element.getPage() != null
            ? Optional.of(element.getPage())
            : inherited;
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        pieces.addAll(pieces(element, page));
      } else if (kid instanceof Integer content && page.isPresent()) {
        pieces.add(new Piece(page.get(), content, false));
      } else if (kid instanceof PDMarkedContentReference reference) {
        pieces.add(new Piece(reference.getPage(), reference.getMCID(), false));
      }
    }
    if (pieces.isEmpty()) {
      return pieces;
    }
    Piece last = pieces.remove(pieces.size() - 1);
    pieces.add(new Piece(last.page(), last.content(), true));
    return isHeading(node) ? onFirstPage(pieces) : pieces;
  }

  private static boolean isHeading(PDStructureNode node) {
    return node instanceof PDStructureElement element && "TH".equals(element.getStructureType());
  }

  /** A heading that is drawn again on the next page is the same heading. */
  private static List<Piece> onFirstPage(List<Piece> pieces) {
    COSDictionary first = pieces.get(0).page().getCOSObject();
    return pieces.stream().filter(piece -> piece.page().getCOSObject() == first).toList();
  }

  private String textOf(PDPage page, int content) {
    return texts.getOrDefault(page.getCOSObject(), Map.of()).getOrDefault(content, "");
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
