package io.daybook.delivery.smtp;

import io.daybook.delivery.smtp.Outcome.Verdict;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Hands one message to one recipient over an open connection, and tells what is known of it. The
 * library connects, protects and logs in; the transaction is spoken here, because its own {@code
 * sendMessage} shows neither the moment before DATA nor the one before the end, and loses the reply
 * to the end when the server hangs up on the RSET that it sends next.
 *
 * <p>After an outcome other than SENT the connection may be closed.
 */
final class SmtpTransport extends SMTPTransport {
  /** Replies to MAIL that mean us and not the message: it wants TLS or a login first. */
  private static final Set<Integer> OUR_FAULT = Set.of(530, 534, 535, 538);

  private static final int NO_REPLY = 0;

  /** The server says it and hangs up, whatever the command was. */
  private static final int CLOSING = 421;

  private final MailSocket socket;
  private int replyCode;
  private String replyText = "";

  SmtpTransport(Session session, boolean implicitTls, MailSocket socket) {
    super(session, new URLName("smtp", null, -1, null, null, null), "smtp", implicitTls);
    this.socket = socket;
  }

  /** Keeps the first reply to a command: the library goes on to RSET before it tells. */
  @Override
  protected int readServerResponse() throws MessagingException {
    int code = super.readServerResponse();
    if (replyCode == NO_REPLY) {
      replyCode = code;
      replyText = getLastServerResponse();
    }
    return code;
  }

  synchronized Outcome transfer(
      MailAddress from, MailAddress to, byte[] message, Handover handover) {
    try {
      if (isTooLarge(message)) {
        return new Outcome(
            Verdict.REFUSED,
            "%d bytes, the server takes at most %s"
                .formatted(message.length, getExtensionParameter("SIZE")));
      }
      String size = supportsExtension("SIZE") ? " SIZE=" + message.length : "";
      if (!accepted("MAIL FROM:<" + from + ">" + size)) {
        return OUR_FAULT.contains(replyCode)
            ? drop(new Outcome(Verdict.SERVER_AWAY, replyText))
            : forgotten(refused());
      }
      if (!accepted("RCPT TO:<" + to + ">")) {
        return forgotten(refused());
      }
    } catch (MessagingException e) {
      return drop(new Outcome(Verdict.LATER, "before DATA: " + Reason.of(e)));
    }
    return asked(handover::begin) ? data(message, handover) : drop(withheld());
  }

  private Outcome data(byte[] message, Handover handover) {
    expectReply();
    try {
      OutputStream data = data();
      data.write(message);
      socket.beginFinalReply();
    } catch (MessagingException | IOException e) {
      // Without its end a message is not accepted, whatever became of the line.
      return drop(
          replyCode >= 400 ? refused() : new Outcome(Verdict.LATER, "in DATA: " + Reason.of(e)));
    }
    return asked(handover::end) ? end() : drop(withheld());
  }

  /** Who cannot be asked has not said yes. */
  private boolean asked(BooleanSupplier question) {
    try {
      return question.getAsBoolean();
    } catch (RuntimeException e) {
      drop(withheld());
      throw e;
    }
  }

  /** From the first byte of the end on, only a reply tells. */
  private Outcome end() {
    expectReply();
    String failure = "the connection ended without a reply";
    try {
      finishData();
    } catch (MessagingException | IOException | RuntimeException e) {
      failure = Reason.of(e);
    }
    socket.endFinalReply();
    if (isAccepted()) {
      return new Outcome(Verdict.SENT, replyText);
    }
    return drop(
        replyCode >= 400 && replyCode <= 599
            ? refused()
            : new Outcome(Verdict.UNKNOWN, "after the end: " + failure));
  }

  private boolean accepted(String command) throws MessagingException {
    expectReply();
    int code = simpleCommand(command);
    if (code < 0) {
      throw new MessagingException("the server hung up on " + command.substring(0, 4));
    }
    return isAccepted();
  }

  private void expectReply() {
    replyCode = NO_REPLY;
    replyText = "";
  }

  private boolean isAccepted() {
    return replyCode >= 200 && replyCode <= 299;
  }

  private boolean isTooLarge(byte[] message) {
    String most = getExtensionParameter("SIZE");
    return most != null
        && most.matches("[1-9][0-9]{0,17}")
        && message.length > Long.parseLong(most);
  }

  /** A reply other than yes; four hundreds may become one later. */
  private Outcome refused() {
    return new Outcome(replyCode < 500 ? Verdict.LATER : Verdict.REFUSED, replyText);
  }

  /** Keeps the line for the next message, where the server is willing to forget this one. */
  private Outcome forgotten(Outcome outcome) {
    try {
      return replyCode != CLOSING && accepted("RSET") ? outcome : drop(outcome);
    } catch (MessagingException e) {
      return drop(outcome);
    }
  }

  private static Outcome withheld() {
    return new Outcome(
        Verdict.LATER, "withheld: the claim was lost, or the confirmation withdrawn");
  }

  /** Ends the connection without a word. */
  synchronized void cut() {
    drop(withheld());
  }

  /** Cuts the line: not one byte more may reach the server as part of a message. */
  private Outcome drop(Outcome outcome) {
    socket.cut();
    try {
      close();
    } catch (MessagingException | RuntimeException e) {
      // QUIT cannot be said over a line that was cut; the library has let go of it all the same.
      return outcome;
    }
    return outcome;
  }
}
