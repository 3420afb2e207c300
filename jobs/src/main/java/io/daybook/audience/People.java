package io.daybook.audience;

import io.daybook.audience.Recipients.Recipient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The users of all tenants. */
public final class People {
  private final Map<String, Person> byId = new LinkedHashMap<>();
  private final Map<String, List<Person>> byAddress = new HashMap<>();
  private final Roles roles;

  /**
   * Reads them.
   *
   * @param rows of {@code reports/people.sql}
   * @param roles what they may see
   */
  public People(List<Map<String, String>> rows, Roles roles) {
    this.roles = roles;
    for (Map<String, String> row : rows) {
      Person person = Person.of(row, roles);
      byId.put(person.id(), person);
      byAddress.computeIfAbsent(person.key(), none -> new ArrayList<>()).add(person);
    }
  }

  /** The user as an asker; none who left, or whom the release does not know. */
  public Optional<Asker> user(String id) {
    return Optional.ofNullable(byId.get(id))
        .filter(Person::isActive)
        .map(person -> new Asker(person.tenant(), Set.of(id), person.role()));
  }

  /**
   * Addresses of who answers for a report and hears what is wrong with it: its author while there,
   * otherwise all who have the first of the answering roles that somebody has.
   */
  public List<String> owners(String tenant, Optional<String> author) {
    return answering(tenant, author).stream().map(Person::address).distinct().toList();
  }

  private List<Person> answering(String tenant, Optional<String> author) {
    Optional<Person> there = author.map(byId::get).filter(person -> canHear(person, tenant));
    if (there.isPresent()) {
      return List.of(there.get());
    }
    for (String role : roles.answering()) {
      List<Person> people =
          byId.values().stream()
              .filter(person -> person.role().name().equals(role) && canHear(person, tenant))
              .toList();
      if (!people.isEmpty()) {
        return people;
      }
    }
    return List.of();
  }

  private static boolean canHear(Person person, String tenant) {
    return person.isActive() && person.isOf(tenant) && person.hasAddress();
  }

  /**
   * Who gets what is addressed so. A user of another tenant is nobody; who left gets nothing, also
   * by address. An address of a user has the rights of that user, of several users theirs together;
   * any other has the rights of who answers for the report, who could hand it on anyway.
   */
  public Recipients recipients(String tenant, Addressees addressees, Optional<String> author) {
    Map<String, Recipient> found = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    for (String email : addressees.emails()) {
      String address = email.strip();
      List<Person> users = byAddress.getOrDefault(Person.key(address), List.of());
      if (!Person.isAddress(address)) {
        leftOut.add("an entry of emails is not a valid address");
      } else if (hasLeft(tenant, users)) {
        leftOut.add("an address of emails belongs to a user who is deleted or inactive");
      } else {
        List<Person> readers = readers(tenant, users, author);
        if (readers.isEmpty()) {
          leftOut.add("an address of emails is not a user's, and nobody answers for the report");
        } else {
          found.putIfAbsent(
              Person.key(address),
              new Recipient(address, "the address " + address, asker(tenant, readers)));
        }
      }
    }
    for (String id : addressees.users()) {
      Person person = byId.get(id);
      if (person == null || !person.isOf(tenant)) {
        leftOut.add("user " + id + " is not one of this organisation");
      } else if (!person.isActive()) {
        leftOut.add("user " + id + " is deleted or inactive");
      } else if (!person.hasAddress()) {
        leftOut.add("user " + id + " has no address");
      } else {
        List<Person> readers = readers(tenant, byAddress.get(person.key()), author);
        found.putIfAbsent(
            person.key(), new Recipient(person.address(), "user " + id, asker(tenant, readers)));
      }
    }
    return new Recipients(List.copyOf(found.values()), leftOut);
  }

  /**
   * Whether a mailbox was that of users who are there no more: of this organisation, wherever else
   * they work now, or of any.
   */
  private static boolean hasLeft(String tenant, List<Person> users) {
    List<Person> own = users.stream().filter(each -> each.isOf(tenant)).toList();
    List<Person> known = own.isEmpty() ? users : own;
    return !known.isEmpty() && known.stream().noneMatch(Person::isActive);
  }

  /** The people whose mailbox it is; of nobody's, those who answer for the report. */
  private List<Person> readers(String tenant, List<Person> users, Optional<String> author) {
    List<Person> own = users.stream().filter(each -> each.isActive() && each.isOf(tenant)).toList();
    return own.isEmpty() ? answering(tenant, author) : own;
  }

  /** These people together. */
  private static Asker asker(String tenant, List<Person> people) {
    Set<String> areas = new TreeSet<>();
    people.forEach(each -> areas.addAll(each.role().areas()));
    return new Asker(
        tenant,
        people.stream().map(Person::id).collect(Collectors.toUnmodifiableSet()),
        new Role(
            people.get(0).role().name(),
            areas,
            people.stream().anyMatch(each -> each.role().isAnswering())));
  }
}
