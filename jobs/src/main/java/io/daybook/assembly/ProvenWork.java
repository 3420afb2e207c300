package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.OccurrenceClaim;
import io.daybook.schedule.Outcome;
import io.daybook.schedule.Work;
import java.time.Duration;

/**
 * Holds the work of a source whose definitions have problems, and goes on by itself once they are
 * mended. The work of other sources is not touched.
 */
record ProvenWork(SqlFolder sql, Work work) implements Work {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  ProvenWork {
    requireNonNull(sql, "sql is null");
    requireNonNull(work, "work is null");
  }

  @Override
  public Outcome run(OccurrenceClaim claim) throws InterruptedException {
    String source = claim.schedule().source();
    try {
      sql.definition(source);
    } catch (DaybookException e) {
      if (e.code() == Code.DEF_INVALID) {
        return Outcome.held(
            LOOK_AGAIN, "the definitions of " + source + " have problems: daybook plan " + source);
      }
      throw e;
    }
    return work.run(claim);
  }
}
