package io.daybook.schedule.quartz;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.Rule;
import io.daybook.calendar.Timetable;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.StateDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * One scheduler of a cluster of them; a JVM may hold one. Safe for several threads.
 *
 * <p>All failures are STATE_UNAVAILABLE.
 */
public final class Firing implements AutoCloseable {
  private static final String NAME = "daybook";
  private static final String TABLES = "daybook.qrtz_";
  private static final String JOB = "due";
  private static final int THREADS = 2;
  private static final int BATCH = 10;
  private static final long RETRY_MILLIS = 2_000;
  private static final long IDLE_MILLIS = 5_000;

  private final StateDatabase database;
  private final Scheduler scheduler;
  private final JobDetail job =
      JobBuilder.newJob(DueJob.class).withIdentity(JOB).storeDurably().build();

  private Firing(StateDatabase database, Scheduler scheduler) {
    this.database = database;
    this.scheduler = scheduler;
  }

  /**
   * Joins the cluster; nothing fires before {@link #start}.
   *
   * @param instance what this process calls itself, unlike all others
   * @param checkIn how often it says that it lives; others take over soon after it stopped to
   */
  public static Firing open(
      StateDatabase database, String instance, Duration checkIn, DueListener listener) {
    requireNonNull(listener, "listener is null");
    DBConnectionManager.getInstance().addConnectionProvider(instance, new Sessions(database));
    try {
      SimpleThreadPool threads = new SimpleThreadPool(THREADS, Thread.NORM_PRIORITY);
      threads.setThreadNamePrefix("daybook-due");
      threads.setMakeThreadsDaemons(true);
      DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
      factory.createScheduler(
          NAME,
          instance,
          threads,
          new org.quartz.impl.DefaultThreadExecutor(),
          store(instance, checkIn),
          Map.of(),
          null,
          0,
          IDLE_MILLIS,
          RETRY_MILLIS,
          false,
          null,
          BATCH,
          0,
          true);
      Firing firing = new Firing(database, factory.getScheduler(NAME));
      firing.scheduler.setJobFactory((bundle, unused) -> new DueJob(listener));
      firing.scheduler.addJob(firing.job, true);
      return firing;
    } catch (SchedulerException e) {
      throw failure("join the cluster of schedulers", e);
    }
  }

  private static JobStoreTX store(String instance, Duration checkIn) {
    JobStoreTX store = new JobStoreTX();
    store.setDataSource(instance);
    store.setTablePrefix(TABLES);
    try {
      store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
      store.setDriverDelegateInitString(
          "triggerPersistenceDelegateClasses=" + DueTriggerDelegate.class.getName());
    } catch (InvalidConfigurationException e) {
      throw new IllegalStateException(e);
    }
    store.setUseProperties("true");
    store.setIsClustered(true);
    store.setClusterCheckinInterval(checkIn.toMillis());
    // Several triggers at once are only safe under the lock.
    store.setAcquireTriggersWithinLock(true);
    store.setDbRetryInterval(RETRY_MILLIS);
    store.setMakeThreadsDaemons(true);
    return store;
  }

  /** Begins, or goes on, to fire. */
  public void start() {
    run("start to fire", scheduler::start);
  }

  /** Stops to fire for a while. */
  public void pause() {
    run("stop to fire", scheduler::standby);
  }

  /** Arms schedules, anew where they are armed already. */
  public void arm(Collection<Armed> schedules) {
    if (schedules.isEmpty()) {
      return;
    }
    Set<Trigger> triggers = new HashSet<>();
    schedules.forEach(each -> triggers.add(trigger(each)));
    run("arm schedules", () -> scheduler.scheduleJobs(Map.of(job, triggers), true));
  }

  @SuppressWarnings("JavaUtilDate") // Quartz's own
  private DueTrigger trigger(Armed armed) {
    DueTrigger trigger = new DueTrigger(armed.timetable());
    trigger.setKey(key(armed));
    trigger.setJobKey(job.getKey());
    trigger.setStartTime(Date.from(armed.from()));
    return trigger;
  }

  private static TriggerKey key(Armed armed) {
    return new TriggerKey(armed.timetable().zone().getId(), armed.schedule());
  }

  /** Fires these no longer. */
  public void disarm(Collection<Armed> schedules) {
    run(
        "disarm schedules",
        () -> scheduler.unscheduleJobs(schedules.stream().map(Firing::key).toList()));
  }

  /** Everything that is armed, by schedule and zone. */
  public List<Armed> armed() {
    return armed("read what is armed", Long.MAX_VALUE);
  }

  /**
   * What is armed and should have fired before this instant: its process may have died, or hangs.
   */
  public List<Armed> overdue(Instant before) {
    return armed("read what should have fired", before.toEpochMilli());
  }

  private List<Armed> armed(String what, long nextBefore) {
    return database.rows(
        what,
        """
        select
            armed.trigger_group,
            ours.str_prop_1,
            ours.str_prop_2,
            armed.start_time
        from daybook.qrtz_triggers as armed
        inner join daybook.qrtz_simprop_triggers as ours
            using (sched_name, trigger_name, trigger_group)
        where armed.sched_name = ? and armed.trigger_type = ? and armed.next_fire_time < ?
        order by armed.trigger_group, armed.trigger_name
        """,
        row ->
            new Armed(
                row.getString(1),
                new Timetable(Rule.parse(row.getString(2)), ZoneId.of(row.getString(3))),
                Instant.ofEpochMilli(row.getLong(4))),
        NAME,
        DueTriggerDelegate.TYPE,
        nextBefore);
  }

  /** Leaves the cluster when what it is firing has been passed on. */
  @Override
  public void close() {
    run("leave the cluster of schedulers", () -> scheduler.shutdown(true));
  }

  private interface Action {
    void run() throws SchedulerException;
  }

  private static void run(String what, Action action) {
    try {
      action.run();
    } catch (SchedulerException e) {
      throw failure(what, e);
    }
  }

  private static DaybookException failure(String what, SchedulerException e) {
    return DaybookException.of(Code.STATE_UNAVAILABLE, "Cannot " + what + ": " + e.getMessage())
        .state("due times are computed again; none is lost")
        .next("see that the state server runs; the scheduler goes on by itself")
        .cause(e)
        .build();
  }

  /** The state's pool as Quartz wants it; the state closes it. */
  private record Sessions(StateDatabase database) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return database.dataSource().getConnection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }
}
