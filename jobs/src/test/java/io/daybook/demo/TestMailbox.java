package io.daybook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestMailbox {
  @TempDir Path directory;

  private void send(Mailbox mailbox, String recipient, String... lines) throws IOException {
    try (Socket line = new Socket(mailbox.host(), mailbox.port());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = line.getOutputStream()) {
      assertThat(in.readLine()).startsWith("220 ");
      for (String each :
          List.of("EHLO test", "MAIL FROM:<a@b.example>", "RCPT TO:<" + recipient + ">")) {
        say(out, each);
        assertThat(in.readLine()).isEqualTo("250 ok");
      }
      say(out, "DATA");
      assertThat(in.readLine()).startsWith("354 ");
      for (String each : lines) {
        say(out, each);
      }
      say(out, ".");
      assertThat(in.readLine()).isEqualTo("250 kept");
      say(out, "QUIT");
      assertThat(in.readLine()).startsWith("221 ");
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).map(directory::relativize).toList();
    }
  }

  @Test
  void keepsEachMailAsItCame() throws IOException {
    try (Mailbox mailbox = Mailbox.open(directory)) {
      send(
          mailbox,
          "ada@books.example",
          "Subject: =?UTF-8?Q?Zahlen_f=C3=BCr_M=C3=A4rz?=",
          "Message-ID: <abcdef0123456789@x>",
          "",
          "..one dot",
          "two");
      assertThat(mailbox.received()).isEqualTo(1);
    }
    assertThat(files())
        .containsExactly(Path.of("ada@books.example", "Zahlen f\u00fcr M\u00e4rz abcdef01.eml"));
    assertThat(Files.readString(directory.resolve(files().get(0))))
        .endsWith("\r\n\r\n.one dot\r\ntwo\r\n");
  }

  @Test
  void writesNowhereElse() throws IOException {
    try (Mailbox mailbox = Mailbox.open(directory.resolve("box"))) {
      send(mailbox, "../../up", "Subject: ../../../etc/passwd", "", "x");
    }
    assertThat(files())
        .singleElement()
        .satisfies(file -> assertThat(file).startsWithRaw(Path.of("box")));
  }

  @Test
  void listensToThisMachineAlone() {
    try (Mailbox mailbox = Mailbox.open(directory)) {
      assertThat(mailbox.host()).isEqualTo(InetAddress.getLoopbackAddress().getHostAddress());
    }
  }
}
