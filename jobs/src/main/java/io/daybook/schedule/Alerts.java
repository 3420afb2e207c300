package io.daybook.schedule;

import io.daybook.fault.DaybookException;

/** Tells the operator what needs a person. Called by several threads; must not block for long. */
public interface Alerts {
  /** Something went wrong that nobody else will tell. */
  void raise(DaybookException problem);
}
