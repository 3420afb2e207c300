package io.daybook.demo;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail server on this machine's loopback that hands nothing on: each mail becomes a file in the
 * folder of its recipient, as mail programs open it. Speaks as much SMTP as a sender needs.
 */
public final class Mailbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  private static final int LONGEST_LINE = 4096;
  private static final int LONGEST_NAME = 90;

  private final Path folder;
  private final ServerSocket listener;
  private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
  private final AtomicInteger received = new AtomicInteger();

  private Mailbox(Path folder, ServerSocket listener) {
    this.folder = folder;
    this.listener = listener;
  }

  /** Opens one on a free port. */
  public static Mailbox open(Path folder) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Mailbox mailbox = new Mailbox(folder, listener);
      begin("daybook-mailbox", mailbox::listen);
      return mailbox;
    } catch (IOException e) {
      throw DaybookException.of(
              Code.DEMO_FAILED, "Cannot open a mailbox on the loopback: " + e.getMessage())
          .state("nothing was sent")
          .next("see that a process may listen on 127.0.0.1")
          .cause(e)
          .build();
    }
  }

  private static void begin(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Where a sender finds it. */
  public String host() {
    return listener.getInetAddress().getHostAddress();
  }

  /** Where a sender finds it. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Mails that it has taken. */
  public int received() {
    return received.get();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket line = listener.accept();
        lines.add(line);
        begin("daybook-mailbox-line", () -> serve(line));
      } catch (IOException e) {
        log.debug("The mailbox listens no more", e);
      }
    }
  }

  private void serve(Socket line) {
    try (line;
        InputStream in = new BufferedInputStream(line.getInputStream());
        OutputStream out = line.getOutputStream()) {
      say(out, "220 a mailbox of Daybook's demo");
      String recipient = "";
      for (String command = read(in); !command.isEmpty(); command = read(in)) {
        String verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
          case "EHLO", "HELO", "MAIL", "RSET", "NOOP" -> say(out, "250 ok");
          case "RCPT" -> {
            recipient = command.replaceAll(".*<(.*)>.*", "$1");
            say(out, "250 ok");
          }
          case "DATA" -> {
            say(out, "354 go on");
            keep(recipient, message(in));
            received.incrementAndGet();
            say(out, "250 kept");
          }
          case "QUIT" -> {
            say(out, "221 bye");
            return;
          }
          default -> say(out, "502 not here");
        }
      }
    } catch (IOException e) {
      log.warn("A line to the demo's mailbox broke: {}", e.getMessage());
    } finally {
      lines.remove(line);
    }
  }

  private static void say(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** A command; empty at the end of the line. */
  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a command has no end");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  /**
   * Up to the dot that stands alone; of two dots at the beginning of a line one is the sender's.
   */
  private static byte[] message(InputStream in) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("a message has no end");
      }
      line.write(next);
      if (next == '\n') {
        byte[] bytes = line.toByteArray();
        if (bytes.length == 3 && bytes[0] == '.') {
          return message.toByteArray();
        }
        int from = bytes[0] == '.' ? 1 : 0;
        message.write(bytes, from, bytes.length - from);
        line.reset();
      }
    }
  }

  private void keep(String recipient, byte[] message) throws IOException {
    Path box = Files.createDirectories(folder.resolve(plain(recipient, "[^A-Za-z0-9@._+-]")));
    Path aside = Files.createTempFile(box, ".new", "");
    Files.write(aside, message);
    Files.move(aside, box.resolve(name(message)), StandardCopyOption.REPLACE_EXISTING);
  }

  /** What it is about, and what tells it from others; the same mail has the same name. */
  private static String name(byte[] message) throws IOException {
    String headers = new String(message, StandardCharsets.UTF_8).split("\r\n\r\n", 2)[0];
    String unfolded = headers.replaceAll("\r\n[ \t]", " ");
    String subject = MimeUtility.decodeText(header(unfolded, "Subject"));
    String id = header(unfolded, "Message-ID").replaceAll("[^A-Za-z0-9]", "");
    String about = plain(subject, "[^\\p{L}\\p{M}\\p{N} .,()·–-]");
    return about.substring(0, Math.min(LONGEST_NAME, about.length())).strip()
        + " "
        + id.substring(0, Math.min(8, id.length()))
        + ".eml";
  }

  private static String header(String headers, String name) {
    return headers
        .lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .findFirst()
        .map(line -> line.substring(name.length() + 1).strip())
        .orElse("");
  }

  /** A name of a file or folder, and never one that leads elsewhere. */
  private static String plain(String text, String others) {
    String plain = text.replaceAll(others, "_").replaceAll("^\\.+", "_");
    return plain.isEmpty() ? "_" : plain;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket line : lines) {
        line.close();
      }
    } catch (IOException e) {
      log.debug("The mailbox was closed already", e);
    }
  }
}
