package io.daybook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.daybook.AtLeastOne.atLeastOne;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house: which way dependencies point, how large a package is, what nobody calls. */
class TestArchitecture {
  /** Each package may use those of the rows above it, never its own row or one below. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("digest", "disk", "fault", "sql"),
          Set.of("zone"),
          Set.of("config", "schema"),
          Set.of("duckdb"),
          Set.of("postgres", "warehouse", "calendar", "parquet"),
          Set.of("source", "state", "engine"),
          Set.of("copy", "units"),
          Set.of("demo", "extract", "fact"),
          Set.of("audience", "mart"),
          Set.of("check", "report"),
          Set.of("definition"),
          Set.of("run"),
          Set.of("delivery"),
          Set.of("bench", "schedule"),
          Set.of("operate"),
          Set.of("assembly"),
          Set.of("cli"));

  /** The same of the rooms inside reports; the door to all of them comes last. */
  private static final List<Set<String>> REPORT_FLOORS =
      List.of(
          Set.of("layout"),
          Set.of("chart", "metric"),
          Set.of("file"),
          Set.of("book", "issue"),
          Set.of("custom.definition"),
          Set.of("custom.sql"),
          Set.of("catalogue", "custom", "scheduled"),
          Set.of(""));

  /** Public types of a package that has no other number below. */
  private static final int DOORS = 12;

  /**
   * Packages with more doors: values that many share (configuration, layouts, schedules), and
   * promises that others keep. A new door is argued for here, a closed one taken off.
   */
  private static final Map<String, Integer> MORE_DOORS =
      Map.ofEntries(
          entry("check", 20),
          entry("config", 22),
          entry("delivery", 17),
          entry("operate", 15),
          entry("report.layout", 22),
          entry("schedule", 22),
          entry("source", 14),
          entry("state", 14),
          entry("warehouse", 17));

  /** Calls that read a clock or a zone that no test can set. */
  private static final Set<String> AMBIENT =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZoneId.systemDefault",
          "java.time.Clock.systemDefaultZone",
          "java.lang.System.currentTimeMillis");

  private static JavaClasses main;

  @BeforeAll
  static void readClasses() {
    main =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.daybook");
  }

  @Test
  void hasNoCycleOfPackages() {
    slices().matching("io.daybook.(*)..").should().beFreeOfCycles().check(main);
  }

  @Test
  void pointsEveryArrowDown() {
    Map<String, Integer> floors = new TreeMap<>();
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String name : FLOORS.get(floor)) {
        floors.put(name, floor);
      }
    }
    List<String> wrong = new ArrayList<>();
    for (JavaClass from : main) {
      from.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(to -> to.getPackageName().startsWith("io.daybook."))
          .filter(to -> !part(to).equals(part(from)))
          .filter(to -> floors.get(part(to)) >= floors.get(part(from)))
          .forEach(to -> wrong.add(from.getName() + " -> " + to.getName()));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void knowsTheFloorOfEveryPackage() {
    Set<String> known = FLOORS.stream().collect(java.util.HashSet::new, Set::addAll, Set::addAll);
    assertThat(known).containsAll(main.stream().map(TestArchitecture::part).toList());
  }

  @Test
  void pointsEveryArrowInsideReportsDown() {
    String root = "io.daybook.report";
    Map<String, Integer> floors = new TreeMap<>();
    for (int floor = 0; floor < REPORT_FLOORS.size(); floor++) {
      for (String name : REPORT_FLOORS.get(floor)) {
        floors.put(name.isEmpty() ? root : root + "." + name, floor);
      }
    }
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (JavaClass from : main) {
      if (from.getPackageName().equals(root) || from.getPackageName().startsWith(root + ".")) {
        assertThat(floors).containsKey(from.getPackageName());
        seen++;
        from.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass())
            .filter(to -> floors.containsKey(to.getPackageName()))
            .filter(to -> !to.getPackageName().equals(from.getPackageName()))
            .filter(to -> floors.get(to.getPackageName()) >= floors.get(from.getPackageName()))
            .forEach(to -> wrong.add(from.getName() + " -> " + to.getName()));
      }
    }
    assertThat(seen).isGreaterThan(100);
    assertThat(wrong).isEmpty();
  }

  @Test
  void saysWhatEveryPackageIsFor() throws IOException {
    Path root = Path.of(System.getProperty("daybook.home"), "jobs/src/main/java/io/daybook");
    try (Stream<Path> folders = Files.walk(root).filter(Files::isDirectory).skip(1)) {
      assertThat(atLeastOne(folders.toList()))
          .allMatch(folder -> Files.exists(folder.resolve("package-info.java")));
    }
  }

  @Test
  void namesEveryPackageInTheReadme() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("daybook.home"), "jobs/README.md"));
    Set<String> packages =
        main.stream().map(TestArchitecture::part).collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).isNotEmpty().allMatch(name -> readme.contains("`" + name + "`"));
  }

  /** What a package holds is its own affair; what it shows is everybody's. */
  @Test
  void keepsTheDoorsOfEveryPackageFew() {
    Map<String, Long> doors =
        main.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> !type.isNestedClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(TestArchitecture::room, Collectors.counting()));
    assertThat(doors).hasSizeGreaterThan(MORE_DOORS.size());
    assertThat(doors)
        .allSatisfy(
            (room, count) ->
                assertThat(count)
                    .as("doors of " + room)
                    .isLessThanOrEqualTo(MORE_DOORS.getOrDefault(room, DOORS)));
    assertThat(MORE_DOORS)
        .allSatisfy(
            (room, most) ->
                assertThat(doors.get(room))
                    .as("%s needs no exception: take it off", room)
                    .isGreaterThan(DOORS));
  }

  @Test
  void takesTheTimeFromAClockOnly() {
    ArchRule rule =
        noClasses()
            .should()
            .callMethodWhere(
                new DescribedPredicate<JavaCall<?>>("it reads the machine's clock or zone") {
                  @Override
                  public boolean test(JavaCall<?> call) {
                    return AMBIENT.contains(call.getTargetOwner().getName() + "." + call.getName());
                  }
                });
    rule.check(main);
  }

  @Test
  void leavesTheOldDatesToTheLibraries() {
    // A trigger of Quartz is made of them.
    noClasses()
        .that()
        .resideOutsideOfPackage("io.daybook.schedule.quartz")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Date")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Calendar")
        .check(main);
  }

  /** What runs in a cluster's executors: zone rules are those of its own JDK there. */
  @Test
  void knowsNoZoneWhereAClusterComputes() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.daybook.copy..",
            "io.daybook.engine..",
            "io.daybook.extract..",
            "io.daybook.parquet..",
            "io.daybook.warehouse..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.time\\.ZoneId|io\\.daybook\\.zone\\.Zones")
        .check(main);
  }

  @Test
  void namesNothingManagerHelperOrUtil() {
    classes().should().haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)").check(main);
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring("io.daybook.".length());
  }

  private static String part(JavaClass type) {
    String rest = type.getPackageName().substring("io.daybook.".length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
