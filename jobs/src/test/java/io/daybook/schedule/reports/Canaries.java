package io.daybook.schedule.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.delivery.Delivery;
import io.daybook.delivery.smtp.ScriptedSmtpServer.Accepted;
import io.daybook.demo.DemoTenant;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Looks for a string of one tenant in the mails of the others, decoded as far as it goes. */
final class Canaries {
  private final List<DemoTenant> tenants;
  private final Map<String, Delivery> byId = new HashMap<>();
  private final List<Accepted> mails;
  private final Set<String> formats = new TreeSet<>();

  Canaries(ReportsFixture fixture, ReportsDesk desk, List<Accepted> mails) {
    this.tenants = fixture.source.tenants();
    this.mails = mails;
    desk.ledger().forEach(each -> byId.put(each.key().hash(), each));
  }

  /** Every mail has its own tenant's string, which proves the search, and none of another's. */
  void requireSeparate(Set<String> expectedFormats) throws MessagingException, IOException {
    for (Accepted mail : mails) {
      String id = mail.header("Message-ID");
      Delivery delivery = byId.get(id.substring(1, id.indexOf('@')));
      StringBuilder text = new StringBuilder(mail.message());
      MimeMessage message =
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(mail.message().getBytes(StandardCharsets.UTF_8)));
      text.append(message.getSubject());
      read(message, text);
      for (DemoTenant tenant : tenants) {
        if (tenant.id().toString().equals(delivery.key().tenant())) {
          assertThat(text).as(delivery.subject()).contains(tenant.canary());
        } else {
          assertThat(text)
              .as(delivery.subject())
              .doesNotContain(tenant.canary())
              .doesNotContain(tenant.id().toString());
        }
      }
    }
    assertThat(formats).isEqualTo(new TreeSet<>(expectedFormats));
  }

  private void read(Part part, StringBuilder text) throws MessagingException, IOException {
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart each = parts.getBodyPart(i);
        read(each, text);
      }
      return;
    }
    byte[] bytes = part.getInputStream().readAllBytes();
    String name = part.getFileName() == null ? "" : part.getFileName().toLowerCase(Locale.ROOT);
    String format = name.substring(name.lastIndexOf('.') + 1);
    switch (format) {
      case "pdf" -> text.append(pdf(bytes));
      case "xlsx" -> text.append(unzipped(bytes));
      default -> text.append(new String(bytes, StandardCharsets.UTF_8));
    }
    if (Set.of("pdf", "xlsx", "csv", "html").contains(format)) {
      formats.add(format);
    }
  }

  private static String pdf(byte[] bytes) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(document)
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
    return text.toString();
  }
}
