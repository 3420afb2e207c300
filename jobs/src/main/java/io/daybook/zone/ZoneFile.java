package io.daybook.zone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one compiled zone (TZif, RFC 9636) of version 2 or later: the changes of the past, and a
 * footer with the rule of the future.
 */
final class ZoneFile {
  private static final byte[] MAGIC = {'T', 'Z', 'i', 'f'};
  private static final int HEADER = 44;

  /** Before this second (year -33,000) there is no zone: some compilers write the Big Bang. */
  private static final long FIRST_SECOND = -(1L << 40);

  private ZoneFile() {}

  static boolean isOne(byte[] file) {
    return file.length > HEADER && ByteBuffer.wrap(file, 0, 4).equals(ByteBuffer.wrap(MAGIC));
  }

  /**
   * The rules in a file.
   *
   * @throws RuntimeException when the file is not whole or not of this form
   */
  static ZoneRules rules(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    Counts narrow = Counts.read(in);
    if (narrow.version() < '2') {
      throw new IllegalArgumentException("the file has no times of 64 bits");
    }
    in.position(in.position() + narrow.bytes(Integer.BYTES));
    Counts counts = Counts.read(in);
    if (counts.leapSeconds() > 0) {
      throw new IllegalArgumentException("the file counts leap seconds");
    }
    long[] times = new long[counts.times()];
    for (int i = 0; i < times.length; i++) {
      times[i] = in.getLong();
    }
    byte[] types = new byte[counts.times()];
    in.get(types);
    LocalType[] all = new LocalType[counts.types()];
    for (int i = 0; i < all.length; i++) {
      all[i] = new LocalType(ZoneOffset.ofTotalSeconds(in.getInt()), in.get() != 0);
      in.get();
    }
    in.position(in.position() + counts.rest());
    byte[] footer = new byte[in.remaining()];
    in.get(footer);
    return rules(times, types, all, new String(footer, StandardCharsets.US_ASCII).strip());
  }

  private static ZoneRules rules(long[] times, byte[] types, LocalType[] all, String footer) {
    ZoneOffset firstWall = all[0].offset();
    ZoneOffset firstStandard = firstWall;
    ZoneOffset wall = firstWall;
    ZoneOffset standard = firstStandard;
    List<ZoneOffsetTransition> wallChanges = new ArrayList<>();
    List<ZoneOffsetTransition> standardChanges = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      LocalType type = all[types[i]];
      ZoneOffset nextStandard = type.isSummer() ? standard : type.offset();
      if (times[i] < FIRST_SECOND) {
        firstWall = type.offset();
        firstStandard = nextStandard;
      } else {
        change(times[i], wall, type.offset(), wallChanges);
        change(times[i], standard, nextStandard, standardChanges);
      }
      wall = type.offset();
      standard = nextStandard;
    }
    FutureRule future = FutureRule.parse(footer);
    // java.time goes by the rule from the beginning of the year in which it saw the last change. So
    // the
    // changes up to the end of the next year are listed: by then the rule has held for a whole
    // year.
    long last = times.length == 0 ? 0 : Math.max(FIRST_SECOND, times[times.length - 1]);
    int year = LocalDateTime.ofEpochSecond(last, 0, wall).getYear();
    for (int each = year; each <= year + 1; each++) {
      for (ZoneOffsetTransitionRule rule : future.changes()) {
        long second = rule.createTransition(each).toEpochSecond();
        if (second > last) {
          change(second, wall, rule.getOffsetAfter(), wallChanges);
          wall = rule.getOffsetAfter();
        }
      }
    }
    if (future.changes().isEmpty() && !future.standard().equals(wall)) {
      throw new IllegalArgumentException("the last change does not lead to the footer");
    }
    return ZoneRules.of(firstStandard, firstWall, standardChanges, wallChanges, future.changes());
  }

  private static void change(
      long second, ZoneOffset before, ZoneOffset after, List<ZoneOffsetTransition> changes) {
    if (!before.equals(after)) {
      changes.add(
          ZoneOffsetTransition.of(LocalDateTime.ofEpochSecond(second, 0, before), before, after));
    }
  }

  private record LocalType(ZoneOffset offset, boolean isSummer) {}

  /** What a header counts. */
  private record Counts(
      int version,
      int utcMarks,
      int standardMarks,
      int leapSeconds,
      int times,
      int types,
      int text) {
    private static final int RESERVED = 15;
    private static final int TYPE = 6;

    static Counts read(ByteBuffer in) {
      byte[] magic = new byte[MAGIC.length];
      in.get(magic);
      if (!ByteBuffer.wrap(magic).equals(ByteBuffer.wrap(MAGIC))) {
        throw new IllegalArgumentException("the file is not a compiled zone");
      }
      int version = in.get();
      in.position(in.position() + RESERVED);
      return new Counts(
          version, in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }

    /** Length of the whole block that follows. */
    int bytes(int timeBytes) {
      return times * (timeBytes + 1)
          + types * TYPE
          + leapSeconds * timeBytes
          + leapSeconds * 4
          + rest();
    }

    /** Length of what stands behind the types in a block without leap seconds. */
    int rest() {
      return text + standardMarks + utcMarks;
    }
  }
}
