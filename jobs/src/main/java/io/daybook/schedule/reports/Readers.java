package io.daybook.schedule.reports;

import io.daybook.audience.Recipients;
import io.daybook.audience.Recipients.Recipient;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who gets what of one report.
 *
 * @param shares one for each scope that somebody has
 * @param leftOut one line for each that gets none whatever it says, and why
 * @param unentitled one line for each who may see nothing of it
 */
record Readers(List<Share> shares, List<String> leftOut, List<String> unentitled) {
  /**
   * All who may see the same.
   *
   * @param folder the operator's, that gets all of it, too
   */
  record Share(Scope scope, List<String> addresses, Optional<String> folder) {
    Share {
      addresses = List.copyOf(addresses);
    }
  }

  Readers {
    shares = List.copyOf(shares);
    leftOut = List.copyOf(leftOut);
    unentitled = List.copyOf(unentitled);
  }

  /** Those of a report, by their rights; a folder is the operator's and gets all of it. */
  static Readers of(Asked asked, Recipients recipients, Optional<String> folder) {
    Map<Scope, List<String>> addresses = new LinkedHashMap<>();
    List<String> unentitled = new ArrayList<>();
    for (Recipient each : recipients.all()) {
      Optional<Scope> scope = asked.scope(each.reader());
      if (scope.isPresent()) {
        addresses.computeIfAbsent(scope.get(), none -> new ArrayList<>()).add(each.address());
      } else {
        unentitled.add(each.name() + " may not see it");
      }
    }
    if (folder.isPresent()) {
      addresses.computeIfAbsent(asked.whole(), none -> new ArrayList<>());
    }
    List<Share> shares =
        addresses.entrySet().stream()
            .map(
                each ->
                    new Share(
                        each.getKey(),
                        each.getValue(),
                        folder.filter(name -> each.getKey().equals(asked.whole()))))
            .toList();
    return new Readers(shares, recipients.leftOut(), unentitled);
  }

  /** One line for each that gets none. */
  List<String> without() {
    List<String> without = new ArrayList<>(unentitled);
    without.addAll(leftOut);
    return without;
  }
}
