package io.daybook.report.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.report.file.SampleReports;
import io.daybook.report.layout.Note;
import io.daybook.report.layout.Report;
import io.daybook.warehouse.SourceSnapshot;
import io.daybook.warehouse.SourceSnapshot.Loss;
import io.daybook.warehouse.SourceSnapshot.TableSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestLacking {
  private static final Report REPORT = SampleReports.monthly(SampleReports.SYDNEY);

  @Test
  void aReportSaysOnTopWhatItLacks() {
    SourceSnapshot snapshot =
        snapshot(
            new Loss("due_date", true, 2, 0, 0, List.of("facts.orders", "marts.daily")),
            new Loss("customer_id", true, 0, 1, 0, List.of("facts.orders")),
            new Loss("paid_until", false, 9, 0, 0, List.of()),
            new Loss("valid_to", true, 0, 0, 500, List.of("facts.orders")));

    Report report = Lacking.noted(REPORT, snapshot, Set.of("facts.orders"));

    assertThat(report.notes().get(0))
        .isEqualTo(
            new Note(
                Note.Kind.INCOMPLETE,
                "Values of the source that cannot be read count as missing here: orders.due_date,"
                    + " orders.customer_id"));
    assertThat(report.notes().get(0).isWarning()).isTrue();
    assertThat(Lacking.noted(REPORT, snapshot, Set.of("marts.daily")).notes().get(0).text())
        .endsWith("here: orders.due_date");
  }

  @Test
  void saysHowManyColumnsItDoesNotName() {
    Loss[] losses =
        IntStream.rangeClosed(1, 7)
            .mapToObj(i -> new Loss("c" + i, true, 1, 0, 0, List.of("facts.orders")))
            .toArray(Loss[]::new);
    assertThat(
            Lacking.noted(REPORT, snapshot(losses), Set.of("facts.orders")).notes().get(0).text())
        .endsWith("here: orders.c1, orders.c2, orders.c3, orders.c4, orders.c5, … (+2)");
  }

  @Test
  void aReportOfWhatIsWholeSaysNothing() {
    SourceSnapshot snapshot =
        snapshot(new Loss("due_date", true, 2, 0, 0, List.of("facts.orders")));
    assertThat(Lacking.noted(REPORT, snapshot, Set.of("facts.jobs"))).isEqualTo(REPORT);
    assertThat(Lacking.noted(REPORT, snapshot(), Set.of("facts.orders"))).isEqualTo(REPORT);
  }

  private static SourceSnapshot snapshot(Loss... losses) {
    return new SourceSnapshot(
        "1-2-3",
        Instant.EPOCH,
        1,
        "",
        "7",
        1,
        5,
        180_000,
        List.of(new TableSnapshot("orders", List.of(1L), 3, 1, 9, List.of(losses))));
  }
}
