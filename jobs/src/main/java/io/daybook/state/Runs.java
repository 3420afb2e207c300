package io.daybook.state;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Runs and their steps. Reading is free to all; every write is one statement that also demands that
 * the run's fencing token is the newest of its source, else it changes nothing and fails with
 * PUBLISH_CONFLICT.
 */
public final class Runs {
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int ID_RANDOM_BYTES = 3;

  /**
   * Begins every write; binds source and token. The share lock keeps others from taking the lease
   * over before the write is committed.
   */
  private static final String FENCE =
      """
      with fence as (
          select source from daybook.lease where source = ? and token = ? for share
      )
      """;

  /** FENCE, and the run itself while this attempt of it runs; binds run and token, too. */
  private static final String FENCED_RUN =
      FENCE
          + """
          , mine as (
              select run.run_id, run.attempt
              from daybook.run
              inner join fence on fence.source = run.source
              where run.run_id = ? and run.token = ? and run.status = 'RUNNING'
          )
          """;

  private static final String COLUMNS =
      """
      select
          run_id,
          source,
          engine,
          status,
          attempt,
          token,
          base_release,
          release,
          failure_code,
          failure_message,
          started_at,
          finished_at
      from daybook.run
      """;

  private final StateDatabase database;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Runs(StateDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Records a new run. Earlier runs of the source whose process was killed become ABANDONED.
   *
   * @param token of the source's lease
   * @param base the current release; empty before the first
   */
  public Run begin(String source, String engine, long token, OptionalLong base) {
    requireNonNull(engine, "engine is null");
    Instant now = clock.instant();
    String id = newId(now);
    int rows =
        database.update(
            "begin a run of " + source,
            FENCE
                + """
                , abandoned as (
                    update daybook.run
                    set status = 'ABANDONED', finished_at = ?
                    from fence
                    where run.source = fence.source and run.status = 'RUNNING'
                )
                insert into daybook.run
                    (run_id, source, engine, status, attempt, token, base_release, started_at)
                select ?, fence.source, ?, 'RUNNING', 1, ?, ?::bigint, ?
                from fence
                """,
            source,
            token,
            now,
            id,
            engine,
            token,
            base,
            now);
    if (rows == 0) {
      throw conflict("begin a run of " + source, source, token);
    }
    return find(id).orElseThrow();
  }

  /**
   * Makes an unfinished run RUNNING again under a new lease.
   *
   * @param token of the source's lease, newer than the run's last one
   */
  public Run resume(String runId, long token) {
    Run run =
        find(runId)
            .filter(found -> found.status().unfinished())
            .orElseThrow(
                () ->
                    DaybookException.of(
                            Code.RUN_NOTHING_TO_RESUME,
                            "Cannot resume run %s: there is no unfinished run of this id"
                                .formatted(runId))
                        .next("begin a new run")
                        .build());
    int rows =
        database.update(
            "resume run " + runId,
            FENCE
                + """
                update daybook.run
                set
                    status = 'RUNNING',
                    attempt = run.attempt + 1,
                    token = ?,
                    failure_code = null,
                    failure_message = null,
                    finished_at = null
                from fence
                where run.source = fence.source
                    and run.run_id = ?
                    and run.status in ('RUNNING', 'FAILED')
                """,
            run.source(),
            token,
            token,
            runId);
    if (rows == 0) {
      throw conflict("resume run " + runId, run.source(), token);
    }
    return find(runId).orElseThrow();
  }

  /** Records that a step begins; one that begins again in the same attempt starts afresh. */
  public void stepStarted(Run run, String step) {
    write(
        run,
        "begin step %s of run %s".formatted(step, run.id()),
        """
        insert into daybook.step (run_id, name, attempt, status, started_at)
        select mine.run_id, ?, mine.attempt, 'RUNNING', ?
        from mine
        on conflict (run_id, name, attempt) do update
        set
            status = excluded.status,
            started_at = excluded.started_at,
            finished_at = null,
            output = null,
            note = null
        """,
        step,
        clock.instant());
  }

  /**
   * Records that a step is done.
   *
   * @param output JSON text, what a resumed run needs to go on without the step
   * @param note one line for people; may be empty
   */
  public void stepFinished(Run run, String step, String output, String note) {
    write(
        run,
        "end step %s of run %s".formatted(step, run.id()),
        """
        update daybook.step
        set status = 'FINISHED', output = ?::jsonb, note = nullif(?, ''), finished_at = ?
        from mine
        where step.run_id = mine.run_id and step.attempt = mine.attempt and step.name = ?
        """,
        output,
        note,
        clock.instant(),
        step);
  }

  /** Ends the run, and the step that it was taking, with a failure. */
  public void fail(Run run, Code code, String message) {
    Instant now = clock.instant();
    write(
        run,
        "record the failure of run " + run.id(),
        """
        , taken as (
            update daybook.step
            set status = 'FAILED', note = ?, finished_at = ?
            from mine
            where step.run_id = mine.run_id
                and step.attempt = mine.attempt
                and step.status = 'RUNNING'
        )
        update daybook.run
        set status = 'FAILED', failure_code = ?, failure_message = ?, finished_at = ?
        from mine
        where run.run_id = mine.run_id
        """,
        code.text(),
        now,
        code.text(),
        message,
        now);
  }

  /** Ends the run with the release that it has published in the warehouse. */
  public void publish(Run run, long release) {
    write(
        run,
        "record release %d of run %s".formatted(release, run.id()),
        """
        update daybook.run
        set status = 'PUBLISHED', release = ?, finished_at = ?
        from mine
        where run.run_id = mine.run_id
        """,
        release,
        clock.instant());
  }

  /** One fenced statement that must touch one row. */
  private void write(Run run, String what, String sql, Object... values) {
    Object[] bound = new Object[values.length + 4];
    bound[0] = run.source();
    bound[1] = run.token();
    bound[2] = run.id();
    bound[3] = run.token();
    System.arraycopy(values, 0, bound, 4, values.length);
    if (database.update(what, FENCED_RUN + sql, bound) == 0) {
      throw conflict(what, run.source(), run.token());
    }
  }

  private DaybookException conflict(String what, String source, long token) {
    Optional<String> newer =
        database.row(
            "read the lease of " + source,
            """
            select coalesce('run ' || run.run_id, lease.holder) || ' took over with token '
                || lease.token
            from daybook.lease
            left join daybook.run on run.source = lease.source and run.token = lease.token
            where lease.source = ? and lease.token <> ?
            """,
            row -> row.getString(1),
            source,
            token);
    return newer
        .map(
            text ->
                DaybookException.of(
                        Code.PUBLISH_CONFLICT,
                        "Cannot %s: %s, this one has token %d".formatted(what, text, token))
                    .state("nothing was recorded; readers see what the newer run publishes")
                    .next("let the newer run end; see it with: daybook runs " + source)
                    .build())
        .orElseGet(
            () ->
                DaybookException.of(
                        Code.INTERNAL,
                        "Cannot %s: token %d holds the lease, but the run or step does not run"
                            .formatted(what, token))
                    .state("nothing was recorded")
                    .next("report this as a defect of Daybook")
                    .build());
  }

  /** The run of this id. */
  public Optional<Run> find(String runId) {
    return database.row("read run " + runId, COLUMNS + "where run_id = ?", Runs::run, runId);
  }

  /** The newest run of the source, if it is RUNNING or FAILED. */
  public Optional<Run> lastUnfinished(String source) {
    return list(source, 1).stream().filter(run -> run.status().unfinished()).findFirst();
  }

  /** Newest first. */
  public List<Run> list(String source, int limit) {
    return database.rows(
        "list the runs of " + source,
        COLUMNS + "where source = ? order by position desc limit ?",
        Runs::run,
        source,
        limit);
  }

  /** The steps of all attempts, in the order in which they began. */
  public List<Step> steps(String runId) {
    return database.rows(
        "list the steps of run " + runId,
        """
        select run_id, name, attempt, status, output::text, note, started_at, finished_at
        from daybook.step
        where run_id = ?
        order by attempt, position
        """,
        Runs::step,
        runId);
  }

  private String newId(Instant now) {
    byte[] bytes = new byte[ID_RANDOM_BYTES];
    random.nextBytes(bytes);
    return ID_TIME.format(now) + "-" + HexFormat.of().formatHex(bytes);
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        RunStatus.valueOf(row.getString(4)),
        row.getInt(5),
        row.getLong(6),
        StateDatabase.number(row, 7),
        StateDatabase.number(row, 8),
        Optional.ofNullable(row.getString(9)),
        Optional.ofNullable(row.getString(10)),
        StateDatabase.instant(row, 11).orElseThrow(),
        StateDatabase.instant(row, 12));
  }

  private static Step step(ResultSet row) throws SQLException {
    return new Step(
        row.getString(1),
        row.getString(2),
        row.getInt(3),
        StepStatus.valueOf(row.getString(4)),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getString(6)),
        StateDatabase.instant(row, 7).orElseThrow(),
        StateDatabase.instant(row, 8));
  }
}
