package io.daybook;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** All that a file or a mail says, decoded as far as it goes. */
public final class PlainText {
  /** As XML writes one by its number. */
  private static final Pattern LETTER = Pattern.compile("&#(x?)([0-9A-Fa-f]+);");

  private final StringBuilder text = new StringBuilder();
  private final Set<String> formats = new TreeSet<>();

  private PlainText() {}

  /** Of a file of this name. */
  public static PlainText ofFile(String name, byte[] bytes) throws IOException {
    PlainText plain = new PlainText();
    plain.add(name, bytes);
    return plain;
  }

  /** Of a whole message: as it went over the line, its headers, and each part. */
  public static PlainText ofMail(String mail) throws MessagingException, IOException {
    PlainText plain = new PlainText();
    plain.text.append(mail);
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
    for (Header header : Collections.list(message.getAllHeaders())) {
      plain.text.append(MimeUtility.decodeText(MimeUtility.unfold(header.getValue()))).append('\n');
    }
    plain.add(message);
    return plain;
  }

  /** What it says. */
  public String text() {
    return text.toString();
  }

  /** How the names of its files end, where a report's files end so. */
  public Set<String> formats() {
    return formats;
  }

  private void add(Part part) throws MessagingException, IOException {
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        add(parts.getBodyPart(i));
      }
    } else {
      String name = part.getFileName() == null ? "" : part.getFileName();
      add(name, part.getInputStream().readAllBytes());
    }
  }

  private void add(String name, byte[] bytes) throws IOException {
    String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    text.append(name).append('\n');
    switch (format) {
      case "pdf" -> text.append(pdf(bytes));
      case "xlsx" -> text.append(unzipped(bytes));
      default -> text.append(new String(bytes, StandardCharsets.UTF_8));
    }
    if (Set.of("pdf", "xlsx", "csv", "html").contains(format)) {
      formats.add(format);
    }
  }

  /** Also without spaces: a line may end within a word. */
  private static String pdf(byte[] bytes) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      String pages = new PDFTextStripper().getText(document);
      return pages
          + pages.replaceAll("\\s+", "")
          + document.getDocumentInformation().getCOSObject();
    }
  }

  private static String unzipped(byte[] bytes) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        text.append(entry.getName()).append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return LETTER
        .matcher(text)
        .replaceAll(each -> Matcher.quoteReplacement(letter(each.group(1), each.group(2))));
  }

  private static String letter(String hexadecimal, String digits) {
    return Character.toString(Integer.parseInt(digits, hexadecimal.isEmpty() ? 10 : 16));
  }
}
