package io.daybook.report.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads CSV as RFC 4180 has it, record by record. Refuses what the RFC does not know. */
final class CsvRecords implements Closeable {
  private final PushbackReader in;

  CsvRecords(Reader in) {
    this.in = new PushbackReader(in, 1);
  }

  /** The next record; empty at the end. */
  Optional<List<String>> next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    in.unread(first);
    List<String> fields = new ArrayList<>();
    while (true) {
      StringBuilder field = new StringBuilder();
      int end = field(field);
      fields.add(field.toString());
      if (end != ',') {
        return Optional.of(List.copyOf(fields));
      }
    }
  }

  /** Reads one field; answers what ended it: a comma, a line feed, or the end. */
  private int field(StringBuilder field) throws IOException {
    int each = in.read();
    return each == '"' ? quoted(field) : plain(field, each);
  }

  private int plain(StringBuilder field, int first) throws IOException {
    int each = first;
    while (each >= 0 && each != ',' && each != '\r') {
      if (each == '"' || each == '\n') {
        throw new IOException("a quote or line feed stands in a field without quotes");
      }
      field.append((char) each);
      each = in.read();
    }
    return each == '\r' ? lineFeed() : each;
  }

  private int quoted(StringBuilder field) throws IOException {
    while (true) {
      int each = in.read();
      if (each < 0) {
        throw new IOException("a quote is not closed");
      }
      if (each != '"') {
        field.append((char) each);
        continue;
      }
      int after = in.read();
      if (after == '"') {
        field.append('"');
      } else if (after == '\r') {
        return lineFeed();
      } else if (after == ',' || after < 0) {
        return after;
      } else {
        throw new IOException("text follows a closed quote");
      }
    }
  }

  private int lineFeed() throws IOException {
    if (in.read() != '\n') {
      throw new IOException("a carriage return stands alone");
    }
    return '\n';
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
