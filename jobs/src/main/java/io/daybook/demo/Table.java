package io.daybook.demo;

import java.util.Locale;

/** The tables of the demo source, parents first. */
enum Table {
  ORGANIZATIONS,
  USERS,
  CUSTOMERS,
  PRODUCTS,
  ORDERS,
  ORDER_LINE_ITEMS,
  ORDER_PAYMENTS,
  OPPORTUNITIES,
  ISSUES,
  WARRANTIES,
  JOB_ASSIGNMENTS,
  WARRANTY_CLAIMS;

  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
