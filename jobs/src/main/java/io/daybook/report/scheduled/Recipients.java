package io.daybook.report.scheduled;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who gets a report.
 *
 * @param addresses each once, in the order of the definition
 * @param leftOut one line for each that gets none, and why
 */
public record Recipients(List<String> addresses, List<String> leftOut) {
  public Recipients {
    addresses = List.copyOf(addresses);
    leftOut = List.copyOf(leftOut);
  }

  /** The users of all tenants. */
  static final class Directory {
    /** Who answers where the author of a report is gone, in this order. */
    private static final List<String> ANSWERING = List.of("owner", "admin");

    private record Person(String tenant, String address, String role, boolean mayReceive) {}

    private final Map<String, Person> byId = new LinkedHashMap<>();
    private final Set<String> receiving = new HashSet<>();
    private final Set<String> barred = new HashSet<>();

    Directory(List<Map<String, String>> rows) {
      for (Map<String, String> row : rows) {
        Person person =
            new Person(
                row.get("tenant"),
                row.getOrDefault("email", ""),
                row.getOrDefault("role", ""),
                Boolean.parseBoolean(row.get("may_receive")));
        byId.put(row.get("id"), person);
        (person.mayReceive() ? receiving : barred).add(key(person.address()));
      }
    }

    /** A user of another tenant is nobody; who left gets nothing, also under his address. */
    Recipients of(ReportDefinition definition) {
      Map<String, String> addresses = new LinkedHashMap<>();
      List<String> leftOut = new ArrayList<>();
      for (String email : definition.emails()) {
        String address = email.strip();
        if (!looksLikeOne(address)) {
          leftOut.add("an entry of emails is no address");
        } else if (barred.contains(key(address)) && !receiving.contains(key(address))) {
          leftOut.add("an address of emails belongs to a user who is deleted or inactive");
        } else {
          addresses.putIfAbsent(key(address), address);
        }
      }
      for (String id : definition.users()) {
        Person person = byId.get(id);
        if (person == null || !definition.tenant().equals(person.tenant())) {
          leftOut.add("user " + id + " is none of this organisation");
        } else if (!person.mayReceive()) {
          leftOut.add("user " + id + " is deleted or inactive");
        } else if (!looksLikeOne(person.address())) {
          leftOut.add("user " + id + " has no address");
        } else {
          addresses.putIfAbsent(key(person.address()), person.address());
        }
      }
      return new Recipients(List.copyOf(addresses.values()), leftOut);
    }

    List<String> owners(String tenant, Optional<String> author) {
      Optional<Person> there = author.map(byId::get).filter(person -> canHear(person, tenant));
      if (there.isPresent()) {
        return List.of(there.get().address());
      }
      for (String role : ANSWERING) {
        List<String> addresses =
            byId.values().stream()
                .filter(person -> person.role().equals(role) && canHear(person, tenant))
                .map(Person::address)
                .distinct()
                .toList();
        if (!addresses.isEmpty()) {
          return addresses;
        }
      }
      return List.of();
    }

    private static boolean canHear(Person person, String tenant) {
      return person.mayReceive()
          && person.tenant().equals(tenant)
          && looksLikeOne(person.address());
    }

    /** The mail server judges the rest; control characters would reach the headers. */
    private static boolean looksLikeOne(String address) {
      return address.matches("[^\\s\\p{Cntrl}@<>,;:\"]{1,64}@[^\\s\\p{Cntrl}@<>,;:\"]{1,255}");
    }

    private static String key(String address) {
      return address.strip().toLowerCase(Locale.ROOT);
    }
  }
}
