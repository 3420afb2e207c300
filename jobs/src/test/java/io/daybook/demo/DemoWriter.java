package io.daybook.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application at work on a demo source while somebody reads it. Every transaction, over whole
 * tables and at every snapshot, keeps
 *
 * <ul>
 *   <li>{@code sum(amount)} of order_payments: amounts move from one payment to another;
 *   <li>{@code sum(total)} of orders less {@code sum(line_total)} of order_line_items: an order
 *       comes with its lines and its payment, untaxed, in one transaction.
 * </ul>
 *
 * Half of the transactions move, half insert. {@link #close} stops and reports what failed.
 */
public final class DemoWriter implements AutoCloseable {
  /** Where connections come from. */
  public interface Sessions {
    /** A new session of a role that may write. */
    Connection connect() throws SQLException;
  }

  private record Payment(UUID id, UUID tenant, UUID customer, UUID user) {}

  private static final String MOVE =
      "update order_payments set amount = amount + case id when ? then -? else ? end"
          + " where id in (?, ?)";

  private static final String INSERT =
      """
      with placed as (
        insert into orders (id, organization_id, order_number, customer_id, status, order_date,
                            subtotal, total, paid_amount)
        values (?, ?, ?, ?, 'confirmed', current_date, 30.03, 30.03, 0.10)
      ), lines as (
        insert into order_line_items (organization_id, order_id, line_number, description,
                                      quantity, unit_price, line_total)
        select ?, ?, n::text, 'written', 1, 10.01, 10.01 from generate_series(1, 3) as n
      ), taken as (
        update order_payments set amount = amount - 0.10 where id = ?
      )
      insert into order_payments (organization_id, order_id, amount, payment_method, payment_date,
                                  recorded_by)
      values (?, ?, 0.10, 'stripe', current_date, ?)
      """;

  private final AtomicLong transactions = new AtomicLong();
  private final ExecutorService threads;
  private final List<Future<?>> writers = new ArrayList<>();
  private volatile boolean stopped;

  private DemoWriter(int sessions) {
    this.threads = Executors.newFixedThreadPool(sessions);
  }

  /**
   * Starts to write with so many sessions; each has payments of its own, none waits for another.
   */
  public static DemoWriter start(Sessions sessions, int count) throws SQLException {
    List<Payment> payments = new ArrayList<>();
    try (Connection connection = sessions.connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select payment.id, payment.organization_id, o.customer_id, payment.recorded_by"
                    + " from order_payments payment join orders o on o.id = payment.order_id"
                    + " where o.organization_id = payment.organization_id order by payment.id")) {
      while (result.next()) {
        payments.add(
            new Payment(
                result.getObject(1, UUID.class),
                result.getObject(2, UUID.class),
                result.getObject(3, UUID.class),
                result.getObject(4, UUID.class)));
      }
    }
    DemoWriter writer = new DemoWriter(count);
    for (int i = 0; i < count; i++) {
      int number = i;
      int from = payments.size() * i / count;
      List<Payment> own = payments.subList(from, payments.size() * (i + 1) / count);
      writer.writers.add(writer.threads.submit(() -> writer.write(sessions, number, own)));
    }
    return writer;
  }

  /** Transactions that were committed so far. */
  public long transactions() {
    return transactions.get();
  }

  /** Stops after the transactions under way. Throws what made a session end early. */
  @Override
  public void close() {
    stopped = true;
    threads.shutdown();
    for (Future<?> writer : writers) {
      try {
        writer.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("Cannot write: " + e.getCause().getMessage(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Cannot stop the writer: interrupted", e);
      }
    }
  }

  private Void write(Sessions sessions, int number, List<Payment> payments) throws SQLException {
    Random random = new Random(number);
    try (Connection connection = sessions.connect();
        Statement settings = connection.createStatement();
        PreparedStatement move = connection.prepareStatement(MOVE);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      // What is visible is at stake here, not what survives a crash.
      settings.execute("set synchronous_commit = off");
      while (!stopped) {
        move(move, payments, random);
        insert(insert, payments.get(random.nextInt(payments.size())));
        transactions.addAndGet(2);
      }
    }
    return null;
  }

  private static void move(PreparedStatement move, List<Payment> payments, Random random)
      throws SQLException {
    int from = random.nextInt(payments.size() - 1);
    int to = from + 1 + random.nextInt(payments.size() - from - 1);
    BigDecimal amount = BigDecimal.valueOf(random.nextInt(-500, 500), 2);
    move.setObject(1, payments.get(from).id());
    move.setBigDecimal(2, amount);
    move.setBigDecimal(3, amount);
    move.setObject(4, payments.get(from).id());
    move.setObject(5, payments.get(to).id());
    move.executeUpdate();
  }

  private static void insert(PreparedStatement insert, Payment payment) throws SQLException {
    UUID order = UUID.randomUUID();
    insert.setObject(1, order);
    insert.setObject(2, payment.tenant());
    insert.setString(3, "NEW-" + order);
    insert.setObject(4, payment.customer());
    insert.setObject(5, payment.tenant());
    insert.setObject(6, order);
    insert.setObject(7, payment.id());
    insert.setObject(8, payment.tenant());
    insert.setObject(9, order);
    insert.setObject(10, payment.user());
    insert.executeUpdate();
  }
}
