package io.daybook;

import static org.assertj.core.api.Assertions.assertThat;

/** What a loop of assertions runs over: a loop that never turns would have shown nothing. */
public final class AtLeastOne {
  private AtLeastOne() {}

  /**
   * The items themselves, to stand in the head of a loop.
   *
   * @throws AssertionError when there is none
   */
  public static <T, I extends Iterable<T>> I atLeastOne(I items) {
    assertThat(items).as("what the assertions are made of").isNotEmpty();
    return items;
  }
}
