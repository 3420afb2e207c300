package io.daybook.demo;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is wrong on purpose in a demo source, counted over whole tables, rows of deleted tenants and
 * soft-deleted rows included. Keys are {@code <table>.<column>}; what is not named is clean.
 *
 * @param orphans references to an id that no row has, of columns without a declared foreign key
 * @param crossTenant references to a row of another tenant
 * @param unparsable texts of instants that are no instant, neither NULL
 */
public record Planted(
    Map<String, Long> orphans, Map<String, Long> crossTenant, Map<String, Long> unparsable) {
  public Planted {
    orphans = Collections.unmodifiableMap(new TreeMap<>(orphans));
    crossTenant = Collections.unmodifiableMap(new TreeMap<>(crossTenant));
    unparsable = Collections.unmodifiableMap(new TreeMap<>(unparsable));
  }
}
