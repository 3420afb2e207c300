package io.daybook.demo;

import static java.util.Objects.requireNonNull;

/**
 * What is worth a look in a release of a demo source.
 *
 * @param title what the query tells
 * @param query over a release, for people to read
 * @param browse another one, to be tried
 * @param mart whose SQL is worth reading
 */
public record DemoSample(String title, String query, String browse, String mart) {
  public DemoSample {
    requireNonNull(title, "title is null");
    requireNonNull(query, "query is null");
    requireNonNull(browse, "browse is null");
    requireNonNull(mart, "mart is null");
  }
}
