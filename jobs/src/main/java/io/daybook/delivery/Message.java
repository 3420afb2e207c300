package io.daybook.delivery;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.smtp.OneLine;
import java.util.List;
import java.util.OptionalLong;

/**
 * One message to one recipient, as it is handed to the ledger.
 *
 * @param release that the files were made from
 * @param filing where a person finds it among files
 * @param subject one line; line breaks and control characters are removed
 * @param html the body; shows images as {@code cid:} and their names
 * @param text the same for readers without HTML
 * @param images what the HTML shows
 * @param attachments the files
 */
public record Message(
    DeliveryKey key,
    OptionalLong release,
    Filing filing,
    String subject,
    String html,
    String text,
    List<MessageFile> images,
    List<MessageFile> attachments) {
  public Message {
    requireNonNull(key, "key is null");
    requireNonNull(release, "release is null");
    requireNonNull(filing, "filing is null");
    subject = OneLine.of(requireNonNull(subject, "subject is null"));
    requireNonNull(html, "html is null");
    requireNonNull(text, "text is null");
    images = List.copyOf(images);
    attachments = List.copyOf(attachments);
  }

  /** One that is filed by the ids of its key. */
  public Message(
      DeliveryKey key,
      OptionalLong release,
      String subject,
      String html,
      String text,
      List<MessageFile> images,
      List<MessageFile> attachments) {
    this(key, release, Filing.of(key), subject, html, text, images, attachments);
  }
}
