package io.daybook.schedule;

/**
 * Does what an occurrence is for. Called by several threads, for one occurrence of a schedule at a
 * time. It may be called again for the same occurrence, after a failure or when a process died, and
 * goes on then rather than begin anew; what must happen once is guarded by itself, or by {@link
 * OccurrenceClaim#ensureHeld} just before.
 */
public interface Work {
  /**
   * Works until it is done.
   *
   * @throws InterruptedException when it is told to stop: the scheduler ends, or the claim is lost
   * @throws io.daybook.fault.DaybookException a failure, as {@link Outcome#failed} would tell it
   */
  Outcome run(OccurrenceClaim claim) throws InterruptedException;
}
