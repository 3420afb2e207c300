package io.daybook.delivery;

import io.daybook.delivery.smtp.MailAddress;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * The bytes of a mail. Same delivery, sender and release of Daybook: same bytes, at every attempt,
 * Message-ID and boundaries included.
 */
final class Mail {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US);

  private final Delivery delivery;
  private final Sender sender;
  private final Optional<MailAddress> redirect;
  private final String id;
  private int boundaries;

  /**
   * A mail.
   *
   * @param redirect who gets it instead of the recipient, in a trial
   */
  Mail(Delivery delivery, Sender sender, Optional<MailAddress> redirect) {
    this.delivery = delivery;
    this.sender = sender;
    this.redirect = redirect;
    this.id = delivery.key().hash();
  }

  /** Its Message-ID, the same at every attempt. */
  String messageId() {
    return "<" + id + "@" + sender.address().domain() + ">";
  }

  /** The whole mail, lines ending with CR LF. */
  byte[] bytes(List<LoadedPart> parts, MailAddress recipient) {
    try {
      MimeMessage message = new Headers(Session.getInstance(new Properties()));
      message.setFrom(address(sender.address(), sender.name()));
      message.setRecipient(MimeMessage.RecipientType.TO, address(redirect.orElse(recipient), ""));
      message.setSubject(subject(recipient), StandardCharsets.UTF_8.name());
      message.setHeader("Date", DATE.format(delivery.recordedAt().atOffset(ZoneOffset.UTC)));
      message.setHeader("Message-ID", messageId());
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setContent(content(parts));
      message.saveChanges();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      message.writeTo(bytes);
      return bytes.toByteArray();
    } catch (MessagingException | IOException e) {
      throw DaybookException.of(
              Code.INTERNAL,
              "Cannot write the mail of delivery %d: %s".formatted(delivery.id(), e.getMessage()))
          .state("nothing was handed over")
          .next("report this as a defect of Daybook")
          .cause(e)
          .build();
    }
  }

  private String subject(MailAddress recipient) {
    return redirect.isEmpty()
        ? delivery.subject()
        : "[trial, for " + recipient + "] " + delivery.subject();
  }

  private static InternetAddress address(MailAddress address, String name)
      throws UnsupportedEncodingException {
    String shown = name.isEmpty() ? null : name;
    return new InternetAddress(address.toString(), shown, StandardCharsets.UTF_8.name());
  }

  private MimeMultipart content(List<LoadedPart> parts) throws MessagingException {
    MimeMultipart alternatives = multipart("alternative");
    alternatives.addBodyPart(only(parts, Part.Role.TEXT));
    BodyPart html = only(parts, Part.Role.HTML);
    List<LoadedPart> images = of(parts, Part.Role.IMAGE);
    if (images.isEmpty()) {
      alternatives.addBodyPart(html);
    } else {
      MimeMultipart related = multipart("related");
      related.addBodyPart(html);
      for (LoadedPart image : images) {
        related.addBodyPart(image(image));
      }
      alternatives.addBodyPart(wrapped(related));
    }
    List<LoadedPart> attachments = of(parts, Part.Role.ATTACHMENT);
    if (attachments.isEmpty()) {
      return alternatives;
    }
    MimeMultipart mixed = multipart("mixed");
    mixed.addBodyPart(wrapped(alternatives));
    for (LoadedPart attachment : attachments) {
      mixed.addBodyPart(attachment(attachment));
    }
    return mixed;
  }

  private static List<LoadedPart> of(List<LoadedPart> parts, Part.Role role) {
    return parts.stream().filter(each -> each.part().role() == role).toList();
  }

  private static BodyPart only(List<LoadedPart> parts, Part.Role role) throws MessagingException {
    LoadedPart body = of(parts, role).get(0);
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(
            new ByteArrayDataSource(body.bytes(), body.part().mediaType() + "; charset=UTF-8")));
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  private static BodyPart image(LoadedPart image) throws MessagingException {
    MimeBodyPart part = file(image);
    part.setContentID("<" + image.part().name() + ">");
    part.setDisposition(MimeBodyPart.INLINE);
    return part;
  }

  private static BodyPart attachment(LoadedPart attachment) throws MessagingException {
    MimeBodyPart part = file(attachment);
    part.setDisposition(MimeBodyPart.ATTACHMENT);
    part.setFileName(attachment.part().name());
    return part;
  }

  /** In base64, so that it arrives as it is, line ends and all. */
  private static MimeBodyPart file(LoadedPart file) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(new ByteArrayDataSource(file.bytes(), file.part().mediaType())));
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  private static BodyPart wrapped(MimeMultipart multipart) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setContent(multipart);
    return part;
  }

  private MimeMultipart multipart(String subtype) throws MessagingException {
    boundaries++;
    return new Boundary(subtype, "=_" + boundaries + "_" + id.substring(0, 32));
  }

  /** A multipart whose boundary is not made of the time and a hash code. */
  private static final class Boundary extends MimeMultipart {
    Boundary(String subtype, String boundary) throws MessagingException {
      super(subtype);
      ContentType type = new ContentType(contentType);
      type.setParameter("boundary", boundary);
      contentType = type.toString();
    }
  }

  /** A message that keeps the Message-ID that it was given. */
  private static final class Headers extends MimeMessage {
    Headers(Session session) {
      super(session);
    }

    @Override
    protected void updateMessageID() {
      // It was set from the key.
    }
  }
}
