package io.daybook.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestPeople {
  private static final Roles ROLES =
      new Roles(
          Map.of("owner", Set.of("sales", "finance"), "viewer", Set.of("sales")), List.of("owner"));

  private static Map<String, String> person(
      String id, String tenant, String email, String role, boolean isActive) {
    return Map.of(
        "id", id,
        "tenant", tenant,
        "email", email,
        "role", role,
        "is_active", Boolean.toString(isActive));
  }

  private static Recipients sentTo(String email, List<Map<String, String>> others) {
    List<Map<String, String>> people = new ArrayList<>(others);
    people.add(person("1", "north", "owner@north.example", "owner", true));
    return new People(people, ROLES)
        .recipients("north", new Addressees(List.of(email), List.of()), Optional.empty());
  }

  @Test
  void whoLeftGetsNothingAlsoWhileWorkingForAnotherOrganisation() {
    Map<String, String> left = person("2", "north", "bo@mail.example", "viewer", false);
    Map<String, String> elsewhere = person("3", "south", "bo@mail.example", "owner", true);
    Map<String, String> goneThere = person("3", "south", "bo@mail.example", "owner", false);
    for (List<Map<String, String>> people :
        List.of(List.of(left), List.of(left, elsewhere), List.of(goneThere))) {
      Recipients none = sentTo("Bo@mail.example", people);
      assertThat(none.all()).isEmpty();
      assertThat(none.leftOut())
          .containsExactly("an address of emails belongs to a user who is deleted or inactive");
    }
  }

  @Test
  void whoCameBackGetsWhatTheNewRoleMaySee() {
    Map<String, String> before = person("2", "north", "bo@mail.example", "owner", false);
    Map<String, String> now = person("4", "north", "bo@mail.example", "viewer", true);
    assertThat(sentTo("bo@mail.example", List.of(before, now)).all())
        .singleElement()
        .satisfies(each -> assertThat(each.reader().role().areas()).containsExactly("sales"));
  }

  @Test
  void anOutsiderHasTheRightsOfWhoAnswersForTheReport() {
    Map<String, String> elsewhere = person("3", "south", "bo@mail.example", "viewer", true);
    for (List<Map<String, String>> people :
        List.of(List.<Map<String, String>>of(), List.of(elsewhere))) {
      assertThat(sentTo("bo@mail.example", people).all())
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.reader().tenant()).isEqualTo("north");
                assertThat(each.reader().role().areas()).containsExactly("finance", "sales");
              });
    }
  }
}
