package io.daybook.source.server;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The encoding of a database's texts, and how they are read. Where each byte is a character the
 * server makes UTF-8 of them. Where some bytes are none it would refuse a whole table for one of
 * them: then the bytes are asked for and decoded here.
 *
 * @param name as {@code getdatabaseencoding()} says it
 */
public record TextEncoding(String name) implements Serializable {
  /** Nobody has looked at the bytes: they are UTF-8 or no text. */
  private static final String ANY = "SQL_ASCII";

  private static final Set<String> BY_SERVER =
      Set.of(
          "ISO_8859_5",
          "KOI8R",
          "KOI8U",
          "LATIN1",
          "LATIN10",
          "LATIN2",
          "LATIN4",
          "LATIN5",
          "LATIN6",
          "LATIN7",
          "LATIN8",
          "LATIN9",
          "UTF8",
          "WIN1256",
          "WIN866");

  /** Those whose characters the JDK and PostgreSQL agree on, one by one. */
  private static final Map<String, String> HERE =
      Map.ofEntries(
          Map.entry("EUC_CN", "GB2312"),
          Map.entry("EUC_KR", "EUC-KR"),
          Map.entry("ISO_8859_6", "ISO-8859-6"),
          Map.entry("ISO_8859_7", "ISO-8859-7"),
          Map.entry("ISO_8859_8", "ISO-8859-8"),
          Map.entry("LATIN3", "ISO-8859-3"),
          Map.entry("WIN1250", "windows-1250"),
          Map.entry("WIN1251", "windows-1251"),
          Map.entry("WIN1252", "windows-1252"),
          Map.entry("WIN1253", "windows-1253"),
          Map.entry("WIN1254", "windows-1254"),
          Map.entry("WIN1255", "windows-1255"),
          Map.entry("WIN1257", "windows-1257"),
          Map.entry("WIN1258", "windows-1258"),
          Map.entry("WIN874", "x-windows-874"));

  /** Those whose characters PostgreSQL has a table of its own for. */
  private static final Set<String> BY_TABLE = Set.of("EUC_JIS_2004", "EUC_JP", "EUC_TW");

  public static final TextEncoding UTF8 = new TextEncoding("UTF8");

  /** Names of all that can be read, sorted. */
  public static Set<String> readable() {
    Set<String> readable = new TreeSet<>(BY_SERVER);
    readable.addAll(HERE.keySet());
    readable.addAll(BY_TABLE);
    readable.add(ANY);
    return readable;
  }

  /** Whether every text can be read, or is set aside alone. */
  public boolean isReadable() {
    return readable().contains(name);
  }

  /** Whether the server is asked for the bytes of texts. */
  public boolean asBytes() {
    return name.equals(ANY) || charset().isPresent();
  }

  /** What bytes are decoded with; nothing where they are UTF-8 or no text. */
  public Optional<Charset> charset() {
    return BY_TABLE.contains(name)
        ? Optional.of(ServerCharset.of(name))
        : Optional.ofNullable(HERE.get(name)).map(Charset::forName);
  }
}
