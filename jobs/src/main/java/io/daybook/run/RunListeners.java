package io.daybook.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Tells several listeners, in their order. */
final class RunListeners implements RunListener {
  private final List<RunListener> listeners;

  private RunListeners(List<RunListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /** The listener, and those that the class path brings as a service: the tests' kill points. */
  static RunListener withInstalled(RunListener listener) {
    List<RunListener> all = new ArrayList<>(List.of(listener));
    ServiceLoader.load(RunListener.class).forEach(all::add);
    return all.size() == 1 ? listener : new RunListeners(all);
  }

  private void each(Consumer<RunListener> call) {
    listeners.forEach(call);
  }

  @Override
  public void started(String run, String source, boolean resumed) {
    each(listener -> listener.started(run, source, resumed));
  }

  @Override
  public void stepStarted(Step step) {
    each(listener -> listener.stepStarted(step));
  }

  @Override
  public void stepProgressed(Step step, int done, int total) {
    each(listener -> listener.stepProgressed(step, done, total));
  }

  @Override
  public void stepKept(Step step) {
    each(listener -> listener.stepKept(step));
  }

  @Override
  public void stepFinished(Step step, Duration took, String summary) {
    each(listener -> listener.stepFinished(step, took, summary));
  }

  @Override
  public void reached(String point) {
    each(listener -> listener.reached(point));
  }
}
