package io.daybook.delivery.smtp;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One mailbox, as SMTP takes it.
 *
 * @param local before the @, printable ASCII without quotes
 * @param domain lower case, ASCII: a domain of other letters is in its {@code xn--} form
 */
public record MailAddress(String local, String domain) {
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  /**
   * Letters that the JDK's IDNA 2003 maps onto others and IDNA 2008 does not: a mail could reach
   * the owner of another domain.
   */
  private static final Pattern AMBIGUOUS = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

  /**
   * Reads an address; neither a name beside it nor a list is one.
   *
   * @throws Unusable when no mail server would take it
   */
  public static MailAddress parse(String text) throws Unusable {
    int at = text.lastIndexOf('@');
    String local = at < 0 ? "" : text.substring(0, at);
    if (!LOCAL.matcher(local).matches() || local.length() > 64) {
      throw new Unusable("no address that mail servers take: " + OneLine.visible(text));
    }
    String domain = ascii(text.substring(at + 1));
    if (!DOMAIN.matcher(domain).matches() || domain.length() > 253) {
      throw new Unusable("no domain that mail servers take: " + OneLine.visible(text));
    }
    return new MailAddress(local, domain);
  }

  private static String ascii(String domain) throws Unusable {
    if (AMBIGUOUS.matcher(domain).find()) {
      throw new Unusable("two readings of this domain, give its xn-- form: " + domain);
    }
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new Unusable("no domain that mail servers take: " + OneLine.visible(domain));
    }
  }

  /** As SMTP writes it, without angle brackets. */
  @Override
  public String toString() {
    return local + "@" + domain;
  }
}
