package io.daybook.delivery.smtp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that does at each step what a test says, and counts what it has accepted: a message
 * counts once its end has come and the script does not refuse it, whether or not anybody is told.
 */
public final class ScriptedSmtpServer implements AutoCloseable {
  /** Where a script may act. BODY is after the first bytes of a message, before its end. */
  public enum Step {
    CONNECT,
    EHLO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    BODY,
    END
  }

  /**
   * What the server does.
   *
   * @param reply empty for the usual one
   * @param accept whether a message that has ended counts as accepted
   */
  public record Reaction(Kind kind, String reply, boolean accept) {
    enum Kind {
      REPLY,
      DROP,
      STALL
    }

    /** The usual reply. */
    public static Reaction usual() {
      return new Reaction(Kind.REPLY, "", true);
    }

    /** This reply; a message is accepted by a two hundred. */
    public static Reaction reply(String text) {
      return new Reaction(Kind.REPLY, text, text.startsWith("2"));
    }

    /** This reply, and then nothing more: the line ends. */
    public static Reaction replyAndDrop(String text) {
      return new Reaction(Kind.DROP, text, text.startsWith("2"));
    }

    /** This reply, and then nothing comes for as long as the line is open. */
    public static Reaction replyAndStall(String text) {
      return new Reaction(Kind.STALL, text, text.startsWith("2"));
    }

    /** The line ends without a reply; a message that has ended is not kept. */
    public static Reaction drop() {
      return new Reaction(Kind.DROP, "", false);
    }

    /** The line ends without a reply, and yet a message that has ended is kept. */
    public static Reaction acceptAndDrop() {
      return new Reaction(Kind.DROP, "", true);
    }

    /** Nothing comes for as long as the line is open. */
    public static Reaction stall() {
      return new Reaction(Kind.STALL, "", false);
    }
  }

  /** A message that was accepted. */
  public record Accepted(String from, String to, String message) {
    /** The value of a header that stands on one line. */
    public String header(String name) {
      return message
          .lines()
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
          .findFirst()
          .map(line -> line.substring(name.length() + 1).strip())
          .orElse("");
    }
  }

  private static final Map<Step, String> USUAL =
      Map.of(
          Step.CONNECT, "220 scripted",
          Step.EHLO, "250 scripted",
          Step.STARTTLS, "220 go on",
          Step.AUTH, "235 welcome",
          Step.MAIL, "250 sender ok",
          Step.RCPT, "250 recipient ok",
          Step.DATA, "354 go on",
          Step.END, "250 queued");

  private final ServerSocket listener;
  private final Thread acceptor;
  private final Optional<SSLContext> tls;
  private final boolean implicit;
  private final List<Socket> lines = new CopyOnWriteArrayList<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile BiFunction<Step, String, Reaction> script = (step, text) -> Reaction.usual();
  private volatile List<String> extensions = List.of();
  private volatile boolean closed;

  private ScriptedSmtpServer(int port, Optional<SSLContext> tls, boolean implicit)
      throws IOException {
    this.listener = new ServerSocket();
    // A client must not be able to write a long message whole before anybody reads it.
    listener.setReceiveBufferSize(65_536);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    this.tls = tls;
    this.implicit = implicit;
    this.acceptor = run(this::listen);
  }

  /** A server in the clear. */
  public static ScriptedSmtpServer start() throws IOException {
    return new ScriptedSmtpServer(0, Optional.empty(), false);
  }

  /** A server in the clear on this port. */
  public static ScriptedSmtpServer start(int port) throws IOException {
    return new ScriptedSmtpServer(port, Optional.empty(), false);
  }

  /** A server with TLS, from the first byte or by STARTTLS. */
  public static ScriptedSmtpServer start(SSLContext tls, boolean implicit) throws IOException {
    return new ScriptedSmtpServer(0, Optional.of(tls), implicit);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Does this at one step and the usual at all others. */
  public void at(Step step, Reaction reaction) {
    script((at, text) -> at == step ? reaction : Reaction.usual());
  }

  /** Decides at each step; the text is the client's line, or the message at END. */
  public void script(BiFunction<Step, String, Reaction> decide) {
    script = decide;
  }

  /** Lines of its answer to EHLO. */
  public void extensions(String... names) {
    extensions = List.of(names);
  }

  public List<Accepted> accepted() {
    return List.copyOf(accepted);
  }

  /** To whom the accepted messages go, by name. */
  public List<String> recipients() {
    return accepted.stream().map(Accepted::to).sorted().toList();
  }

  /** All lines that clients said, bodies left out. */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  public int connections() {
    return connections.get();
  }

  /** Whether every line has ended, and all that was said on them was heard. */
  public boolean isQuiet() {
    return threads.stream().noneMatch(thread -> thread != acceptor && thread.isAlive());
  }

  private Thread run(Runnable work) {
    Thread thread = new Thread(work, "scripted-smtp");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return thread;
  }

  private void listen() {
    while (!closed) {
      try {
        Socket line = listener.accept();
        lines.add(line);
        connections.incrementAndGet();
        Thread unused = run(() -> converse(line));
      } catch (IOException e) {
        if (!closed) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void converse(Socket line) {
    try (line) {
      new Conversation(line).hold();
    } catch (IOException | EndOfLine e) {
      // The client went, or the script ended the line.
      lines.remove(line);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listener.close();
    try {
      // The port takes calls until the thread that waits for them has left.
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket line : lines) {
      line.close();
    }
  }

  private static final class EndOfLine extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class Conversation {
    private Socket line;
    private InputStream in;
    private String from = "";
    private String to = "";

    Conversation(Socket line) throws IOException {
      this.line = line;
      if (implicit) {
        protect();
      }
      this.in = new BufferedInputStream(this.line.getInputStream());
    }

    private void protect() throws IOException {
      SSLSocket secure =
          (SSLSocket)
              tls.orElseThrow()
                  .getSocketFactory()
                  .createSocket(line, line.getInetAddress().getHostName(), line.getPort(), true);
      secure.setUseClientMode(false);
      secure.startHandshake();
      line = secure;
      in = new BufferedInputStream(secure.getInputStream());
    }

    void hold() throws IOException {
      act(Step.CONNECT, "");
      while (true) {
        String said = read();
        heard.add(said);
        String verb = said.toUpperCase(Locale.ROOT);
        if (verb.startsWith("EHLO") || verb.startsWith("HELO")) {
          greet(said);
        } else if (verb.startsWith("STARTTLS")) {
          act(Step.STARTTLS, said);
          protect();
        } else if (verb.startsWith("AUTH")) {
          act(Step.AUTH, said);
        } else if (verb.startsWith("MAIL")) {
          from = said.substring(10);
          act(Step.MAIL, said);
        } else if (verb.startsWith("RCPT")) {
          to = said.substring(9, said.length() - 1);
          act(Step.RCPT, said);
        } else if (verb.startsWith("DATA")) {
          data(said);
        } else if (verb.startsWith("QUIT")) {
          write("221 bye");
          return;
        } else {
          write("250 ok");
        }
      }
    }

    private void greet(String said) throws IOException {
      Reaction reaction = script.apply(Step.EHLO, said);
      if (reaction.kind() != Reaction.Kind.REPLY || !reaction.reply().isEmpty()) {
        perform(reaction, Step.EHLO);
        return;
      }
      List<String> all = new ArrayList<>(extensions);
      if (tls.isPresent() && !(line instanceof SSLSocket)) {
        all.add("STARTTLS");
      }
      write("250-scripted");
      all.forEach(each -> writeUnchecked("250-" + each));
      write("250 HELP");
    }

    private void data(String said) throws IOException {
      Reaction reaction = script.apply(Step.DATA, said);
      perform(reaction, Step.DATA);
      if (!reaction.reply().isEmpty() && !reaction.reply().startsWith("3")) {
        return;
      }
      StringBuilder message = new StringBuilder();
      boolean first = true;
      for (String text = read(); !text.equals("."); text = read()) {
        message.append(text.startsWith(".") ? text.substring(1) : text).append("\r\n");
        if (first) {
          first = false;
          Reaction middle = script.apply(Step.BODY, text);
          if (middle.kind() != Reaction.Kind.REPLY) {
            perform(middle, Step.BODY);
          }
        }
      }
      Reaction end = script.apply(Step.END, message.toString());
      if (end.accept()) {
        accepted.add(new Accepted(from, to, message.toString()));
      }
      perform(end, Step.END);
    }

    private void act(Step step, String said) throws IOException {
      perform(script.apply(step, said), step);
    }

    private void perform(Reaction reaction, Step step) throws IOException {
      if (!reaction.reply().isEmpty()) {
        write(reaction.reply());
      } else if (reaction.kind() == Reaction.Kind.REPLY) {
        write(USUAL.get(step));
      }
      if (reaction.kind() == Reaction.Kind.STALL) {
        stall();
      }
      if (reaction.kind() == Reaction.Kind.DROP) {
        throw new EndOfLine();
      }
    }

    /** Says nothing more and hears until the line ends, on either side. */
    private void stall() throws IOException {
      while (in.read() >= 0) {
        // What comes is of no interest.
      }
      throw new EndOfLine();
    }

    private void writeUnchecked(String text) {
      try {
        write(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void write(String text) throws IOException {
      line.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
      line.getOutputStream().flush();
    }

    private String read() throws IOException {
      StringBuilder text = new StringBuilder();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new EndOfLine();
        }
        if (b != '\r') {
          text.append((char) b);
        }
      }
      return text.toString();
    }
  }
}
