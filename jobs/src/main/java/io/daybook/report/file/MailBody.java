package io.daybook.report.file;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a mail says of a report, in two forms that say the same.
 *
 * @param subject one line without control characters
 * @param html the page; names its pictures by content id
 * @param text the same for who reads plain text
 */
public record MailBody(String subject, String html, String text, List<Picture> pictures) {
  public MailBody {
    requireNonNull(subject, "subject is null");
    requireNonNull(html, "html is null");
    requireNonNull(text, "text is null");
    pictures = List.copyOf(pictures);
  }

  /** A picture that goes with the page. */
  public static final class Picture {
    /** As the part's Content-Type has it. */
    public static final String MEDIA_TYPE = "image/png";

    private final String contentId;
    private final byte[] png;

    Picture(String contentId, byte[] png) {
      this.contentId = contentId;
      this.png = png.clone();
    }

    /** Without angle brackets; follows from the picture's bytes. */
    public String contentId() {
      return contentId;
    }

    /** The picture; a copy. */
    public byte[] png() {
      return png.clone();
    }
  }
}
