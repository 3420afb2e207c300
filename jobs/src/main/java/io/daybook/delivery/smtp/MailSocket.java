package io.daybook.delivery.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket below a connection, which the library keeps to itself: it is needed to wait longer for
 * the last reply than for others, and to cut the line without a further byte.
 */
final class MailSocket {
  private static final Logger log = LoggerFactory.getLogger(MailSocket.class);

  private final Duration timeout;
  private final Duration finalTimeout;
  private volatile Socket socket;

  MailSocket(Duration timeout, Duration finalTimeout) {
    this.timeout = timeout;
    this.finalTimeout = finalTimeout;
  }

  /** Makes sockets and remembers the last one. */
  SocketFactory plain() {
    return new Plain();
  }

  /** Protects sockets by a factory and remembers the one below. */
  SSLSocketFactory protectedBy(SSLSocketFactory tls) {
    return new Protected(tls);
  }

  void beginFinalReply() throws SocketException {
    socket.setSoTimeout(Math.toIntExact(finalTimeout.toMillis()));
  }

  void endFinalReply() {
    try {
      socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
    } catch (SocketException e) {
      log.debug("The line ended", e);
    }
  }

  void cut() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      log.debug("The line ended", e);
    }
  }

  /** The library asks for an unconnected socket only. */
  private final class Plain extends SocketFactory {
    @Override
    public Socket createSocket() {
      socket = new Socket();
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      throw unused();
    }
  }

  /** The library asks for one over a connected socket only. */
  private final class Protected extends SSLSocketFactory {
    private final SSLSocketFactory tls;

    Protected(SSLSocketFactory tls) {
      this.tls = tls;
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean autoClose)
        throws IOException {
      socket = below;
      return tls.createSocket(below, host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      throw unused();
    }
  }

  private static IOException unused() {
    return new IOException("The library asks for sockets in another way than it did");
  }
}
