package io.daybook;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The mark that stands in the texts of each tenant, looked for where others read. */
public final class Canaries {
  private final Map<String, String> marks;

  /**
   * Marks by the tenant's id.
   *
   * @throws AssertionError where one mark is in another: finding it would say nothing
   */
  public Canaries(Map<String, String> marks) {
    this.marks = new TreeMap<>(marks);
    assertThat(atLeastOne(this.marks.values()))
        .allSatisfy(
            mark ->
                assertThat(
                        this.marks.values().stream().filter(each -> each.contains(mark)).toList())
                    .containsExactly(mark));
  }

  /** Ids of all tenants. */
  public List<String> tenants() {
    return List.copyOf(marks.keySet());
  }

  /** The mark of a tenant. */
  public String of(String tenant) {
    return marks.get(tenant);
  }

  /** Marks and ids in a text that are of other tenants. */
  public List<String> strangers(String text, String tenant) {
    return marks.entrySet().stream()
        .filter(each -> !each.getKey().equals(tenant))
        .filter(each -> text.contains(each.getValue()) || text.contains(each.getKey()))
        .map(each -> each.getValue() + " of " + each.getKey())
        .toList();
  }

  /** Fails unless a text has its own tenant's mark, which proves the search, and no other's. */
  public void requireSeparate(String what, String text, String tenant) {
    assertThat(text.contains(of(tenant))).as("%s says %s", what, of(tenant)).isTrue();
    assertThat(strangers(text, tenant)).as("others in " + what).isEmpty();
  }

  /** The marks as rows of two columns, for a query. */
  public String values() {
    return marks.entrySet().stream()
        .map(each -> "('" + each.getKey() + "', '" + each.getValue() + "')")
        .collect(Collectors.joining(", ", "values ", ""));
  }
}
