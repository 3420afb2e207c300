package io.daybook.zone;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.Set;
import java.util.TreeSet;

/**
 * The edition that the running JDK brings. Its own reader of it is used, which the JVM's options
 * open to us, and no earlier than a zone of it is asked for: making it initialises java.time.
 */
final class JdkEdition implements Edition {
  private static final String READER = "java.time.zone.TzdbZoneRulesProvider";

  private final EditionVersion version;

  private JdkEdition(EditionVersion version) {
    this.version = version;
  }

  /**
   * Finds out which one it is.
   *
   * @throws IOException when the JDK's file is not of the form that it has had since Java 8
   */
  static JdkEdition find() throws IOException {
    Path file = Path.of(System.getProperty("java.home"), "lib", "tzdb.dat");
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      if (in.readByte() != 1 || !in.readUTF().equals("TZDB") || in.readShort() < 1) {
        throw new IOException(file + " is not a database of zones");
      }
      return new JdkEdition(
          EditionVersion.within(in.readUTF())
              .orElseThrow(() -> new IOException(file + " does not say which edition it is")));
    }
  }

  @Override
  public String origin() {
    return "the JDK";
  }

  @Override
  public EditionVersion version() {
    return version;
  }

  @Override
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Object name : (Set<?>) Reader.call("provideZoneIds")) {
      // SystemV/* is the JDK's own and in no tz database.
      if (!name.toString().startsWith("SystemV/")) {
        names.add(name.toString());
      }
    }
    return names;
  }

  @Override
  public ZoneRules rules(String name) {
    return (ZoneRules) Reader.call("provideRules", name, false);
  }

  /** Made with the first zone. */
  private static final class Reader {
    private static final ZoneRulesProvider JDK = make();

    private static ZoneRulesProvider make() {
      try {
        Constructor<?> constructor = Class.forName(READER).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (ZoneRulesProvider) constructor.newInstance();
      } catch (ReflectiveOperationException e) {
        throw new ZoneRulesException("Cannot read the zones of the JDK", e);
      }
    }

    static Object call(String name, Object... arguments) {
      try {
        for (Method method : JDK.getClass().getDeclaredMethods()) {
          if (method.getName().equals(name)) {
            method.setAccessible(true);
            return method.invoke(JDK, arguments);
          }
        }
        throw new NoSuchMethodException(name);
      } catch (ReflectiveOperationException e) {
        throw new ZoneRulesException("Cannot read the zones of the JDK", e);
      }
    }
  }
}
