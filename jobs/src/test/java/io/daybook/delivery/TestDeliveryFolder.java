package io.daybook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.clock.HandClock;
import io.daybook.config.DeliveryConfig;
import io.daybook.config.DeliveryMode;
import io.daybook.delivery.folder.OwnedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDeliveryFolder {
  private static final String WEEK = "2026-11-09 to 2026-11-15";

  @TempDir Path directory;

  private DispatchFixture fixture;

  @BeforeEach
  void open() {
    fixture = new DispatchFixture(directory, HandClock.at("2026-11-21T02:00:00Z"));
    fixture.confirm();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Message message(String tenant, String report, Channel channel, String to) {
    return message(tenant, report, channel, to, new Filing("Acme", "Weekly revenue", WEEK));
  }

  private static Message message(
      String tenant, String report, Channel channel, String to, Filing filing) {
    Message usual =
        Messages.of(new DeliveryKey("renoz", tenant, report, "2026-11-15", channel, to, 0));
    return new Message(
        usual.key(),
        usual.release(),
        filing,
        usual.subject(),
        usual.html(),
        usual.text(),
        usual.images(),
        usual.attachments());
  }

  /** Nothing listens at this port: it is not asked. */
  private Tally drain(DeliveryMode mode) throws InterruptedException {
    DeliveryConfig config = DispatchFixture.config(fixture.folder, 9, mode);
    return fixture.drain(config);
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.walk(fixture.folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> fixture.folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static List<String> within(String folder) {
    return Stream.of(OwnedFolder.MARK, "chart-1.png", "message.html", "message.txt", "revenue.csv")
        .map(name -> folder + "/" + name)
        .toList();
  }

  @Test
  void isNamedByTenantReportAndPeriod() throws Exception {
    Filing filing = new Filing("Bücher & Söhne Pty Ltd", "Weekly revenue", WEEK);
    fixture.record(message("t1", "r1", Channel.FOLDER, "finance", filing));
    assertThat(drain(DeliveryMode.LIVE)).hasToString("1 sent");
    String tenant = "live/finance/Bücher & Söhne Pty Ltd";
    List<String> expected = new ArrayList<>(within(tenant + "/Weekly revenue/" + WEEK));
    expected.add(0, tenant + "/" + OwnedFolder.MARK);
    assertThat(written()).isEqualTo(expected);
  }

  @Test
  void showsItsPicturesInABrowser() throws Exception {
    fixture.record(message("t1", "r1", Channel.FOLDER, "finance"));
    drain(DeliveryMode.LIVE);
    Path folder = fixture.folder.resolve("live/finance/Acme/Weekly revenue").resolve(WEEK);
    assertThat(folder.resolve("message.html"))
        .content()
        .contains("<img src=\"chart-1.png\" alt=\"trend\">")
        .doesNotContain("cid:");
    assertThat(folder.resolve("chart-1.png"))
        .hasBinaryContent(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
  }

  @Test
  void holdsAMailInShadowAsItWouldBeSentOneFolderARecipient() throws Exception {
    fixture.record(message("t1", "r1", Channel.EMAIL, "cfo@b.example"));
    fixture.record(message("t1", "r1", Channel.EMAIL, "ceo@b.example"));
    assertThat(drain(DeliveryMode.SHADOW)).hasToString("2 written in shadow");
    String report = "shadow/renoz/Acme/Weekly revenue/" + WEEK;
    assertThat(written())
        .containsAll(within(report + " for cfo@b.example"))
        .containsAll(within(report + " for ceo@b.example"))
        .hasSize(13);
    assertThat(fixture.folder.resolve(report + " for cfo@b.example/message.eml"))
        .content()
        .contains("To: cfo@b.example", "cid:trend");
  }

  @Test
  void keepsTenantsOfOneNameApart() throws Exception {
    for (String tenant : List.of("t1", "t2", "t3")) {
      fixture.record(message(tenant, "r1", Channel.FOLDER, "finance"));
      fixture.record(message(tenant, "r2", Channel.FOLDER, "finance"));
    }
    assertThat(drain(DeliveryMode.LIVE)).hasToString("6 sent");
    Set<String> owners = new TreeSet<>();
    for (Path tenant : folders(fixture.folder.resolve("live/finance"))) {
      assertThat(tenant.getFileName().toString()).matches("Acme( [0-9a-f]{6})?");
      owners.add(Files.readString(tenant.resolve(OwnedFolder.MARK)));
      assertThat(folders(tenant.resolve("Weekly revenue")))
          .as("two reports of one name")
          .extracting(folder -> folder.getFileName().toString())
          .hasSize(2)
          .anyMatch(WEEK::equals)
          .allMatch(name -> name.matches(WEEK + "( [0-9a-f]{6})?"));
    }
    assertThat(owners).hasSize(3);
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  @Test
  void leavesAloneWhatAPersonHasPutThere() throws Exception {
    Path notes = fixture.folder.resolve("live/finance/Acme/notes.txt");
    Files.createDirectories(notes.getParent());
    Files.writeString(notes, "ask Ada");
    fixture.record(message("t1", "r1", Channel.FOLDER, "finance"));
    assertThat(drain(DeliveryMode.LIVE)).hasToString("1 sent");
    assertThat(notes).hasContent("ask Ada");
    assertThat(folders(notes.getParent())).isEmpty();
    assertThat(written()).hasSize(7);
  }

  @Test
  void isNeverPutIntoTheFolderOfAnotherTenant() throws Exception {
    fixture.record(message("t1", "r1", Channel.FOLDER, "finance"));
    drain(DeliveryMode.LIVE);
    List<String> before = written();
    long id = fixture.record(message("t2", "r1", Channel.FOLDER, "finance/Acme"));
    assertThat(drain(DeliveryMode.LIVE)).hasToString("1 failed");
    assertThat(fixture.read(id).note()).contains("the folder of one organisation: finance/Acme");
    assertThat(written()).isEqualTo(before);
  }

  @Test
  void hasANameThatEveryFileSystemTakes() throws Exception {
    List<String> hostile =
        List.of(
            "../../outside",
            "/etc/passwd",
            "..",
            ".",
            "",
            " . ",
            "CON",
            "nul.txt",
            "a\\b:c*d?e\"f<g>h|i",
            "tax\u202Efdp.exe",
            "line\r\nbreak\u0000",
            "日本".repeat(200),
            "trailing. . ",
            OwnedFolder.MARK);
    for (int i = 0; i < hostile.size(); i++) {
      String name = hostile.get(i);
      fixture.record(
          message("t" + i, "r", Channel.FOLDER, "finance", new Filing(name, name, name)));
      fixture.record(
          message("t" + i, "r", Channel.EMAIL, i + "@b.example", new Filing(name, name, name)));
    }
    assertThat(drain(DeliveryMode.SHADOW).shadowed()).isEqualTo(2 * hostile.size());
    for (String file : written()) {
      for (Path each : Path.of(file)) {
        String name = each.toString();
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(200);
        assertThat(name).doesNotMatch("(?i)(con|nul)([ .].*)?").doesNotMatch(".*[. ]");
        assertThat(name).doesNotMatch("(?s).*[\\p{Cntrl}\u202E\\\\:*?\"<>|].*");
      }
    }
    assertThat(fixture.folder.resolveSibling("outside")).doesNotExist();
  }

  @Test
  void isThereOnceWhoeverWritesItHoweverOften() throws Exception {
    long id = fixture.record(message("t1", "r1", Channel.FOLDER, "finance"));
    Delivery delivery = fixture.read(id);
    List<LoadedPart> parts = LoadedPart.load(fixture.deliveries.parts(id), fixture.contents);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Path>> writing =
          IntStream.range(0, 64)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> new DeliveryFolder(fixture.folder).live(delivery, parts)))
              .toList();
      Set<Path> folders = new TreeSet<>();
      for (Future<Path> each : writing) {
        folders.add(each.get());
      }
      assertThat(folders).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(written()).hasSize(6);
  }

  @Test
  void keepsAttachmentsOfOneName() throws Exception {
    Message usual = message("t1", "r1", Channel.FOLDER, "finance");
    fixture.record(
        new Message(
            usual.key(),
            OptionalLong.empty(),
            usual.filing(),
            "x",
            "x",
            "x",
            List.of(),
            List.of(
                MessageFile.of("Message.HTML", "text/html", new byte[1]),
                MessageFile.of("message.html", "text/html", new byte[2]))));
    assertThat(drain(DeliveryMode.LIVE)).hasToString("1 sent");
    assertThat(written().stream().map(each -> Path.of(each).getFileName().toString()))
        .containsExactlyInAnyOrder(
            OwnedFolder.MARK,
            OwnedFolder.MARK,
            "message.html",
            "message.txt",
            "2 Message.HTML",
            "3 message.html");
  }

  @Test
  void cannotBeMadeWhereNothingCanBeWritten() throws Exception {
    long id = fixture.record(message("t1", "r1", Channel.FOLDER, "finance"));
    Files.createDirectories(fixture.folder.getParent());
    Files.writeString(fixture.folder, "a file");
    assertThat(drain(DeliveryMode.LIVE)).hasToString("1 later");
    assertThat(fixture.read(id).note().orElseThrow())
        .startsWith("RES-IO Cannot write into the folder ");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Filing.parse("one/two"))
        .withMessage("Invalid filing: one/two");
  }

  @Test
  void staysWhereItIsWhenItIsResent() throws Exception {
    long id = fixture.record(message("t1", "r1", Channel.FOLDER, "finance"));
    drain(DeliveryMode.LIVE);
    assertThat(fixture.deliveries.resend(id, "ada").filing())
        .isEqualTo(new Filing("Acme", "Weekly revenue", WEEK));
    assertThat(drain(DeliveryMode.LIVE)).hasToString("1 sent");
    assertThat(
            folders(fixture.folder.resolve("live/finance/Acme/Weekly revenue")).stream()
                .map(folder -> folder.getFileName().toString())
                .sorted()
                .collect(Collectors.toList()))
        .hasSize(2)
        .first()
        .isEqualTo(WEEK);
  }
}
