package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.fault.DaybookException;
import io.daybook.fault.Kind;
import io.daybook.state.Step;
import io.daybook.state.StepStatus;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.SourceSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestStepOutputs {
  private static final Instant AT = Instant.parse("2026-03-29T02:00:00Z");
  private static final StepOutput OUTPUT =
      new StepOutput(
          Optional.of(
              new SourceSnapshot(
                  "s",
                  AT,
                  7,
                  "0/1",
                  "system",
                  1,
                  5,
                  180000,
                  List.of(
                      new SourceSnapshot.TableSnapshot(
                          "orders",
                          List.of(1L),
                          3,
                          0,
                          9,
                          List.of(
                              new SourceSnapshot.Loss(
                                  "due_on", true, 2, 0, 1, List.of("facts.orders"))))))),
          List.of(),
          List.of(new CheckOutcome("orders.grain", true, 0)),
          "3 rows");

  private static Optional<StepOutput> read(String json) {
    return StepOutputJson.read(
        "renoz",
        new Step(
            "20260329T020000Z-abcdef",
            "extract",
            1,
            StepStatus.FINISHED,
            Optional.of(json),
            Optional.empty(),
            AT,
            Optional.of(AT)));
  }

  @Test
  void readsBackWhatItWrote() {
    String json = StepOutputJson.write(OUTPUT);
    assertThat(json).contains("\"format\" : 1");
    assertThat(read(json)).contains(OUTPUT);
  }

  @Test
  void readsWhatAProgramWithoutFormatsWrote() {
    String json = StepOutputJson.write(OUTPUT).replaceFirst(",\\s*\"format\" : 1", "");
    assertThat(json).doesNotContain("format");
    assertThat(read(json)).contains(OUTPUT);
    String less = json.replaceFirst("\"checks\" : \\[[^]]*],", "");
    assertThat(less).doesNotContain("checks");
    assertThat(read(less).orElseThrow().checks()).isEmpty();
  }

  @Test
  void takesAStepAgainWhoseOutputLacksWhatMustBeThere() {
    String json = StepOutputJson.write(OUTPUT).replaceFirst("\"systemId\" : \"system\",", "");
    assertThat(read(json)).isEmpty();
    assertThat(read("[]")).isEmpty();
  }

  @Test
  void refusesWhatANewerProgramLeft() {
    String format = StepOutputJson.write(OUTPUT).replace("\"format\" : 1", "\"format\" : 2");
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> read(format))
        .withMessage(
            """
            FORMAT-NEWER Cannot resume run 20260329T020000Z-abcdef: its step extract was taken by \
            a newer Daybook: it has format 2, not 1
              state  readers keep the published release; what the run has done is kept
              next   resume it with that Daybook, or begin a new run: daybook run renoz""");
    String field =
        StepOutputJson.write(OUTPUT).replace("\"leafOids\" :", "\"lost\" : 2, \"leafOids\" :");
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> read(field))
        .withMessageContaining("it has the field snapshot.tables[0].lost")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.USER));
  }
}
