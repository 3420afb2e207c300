package io.daybook.bench;

/** One question about speed and how it is answered. */
interface Bench {
  /** Its name on the command line. */
  String name();

  /** What is compared, in a line. */
  String compares();

  /** Measures; the source is open. */
  BenchResult run(BenchSource source);
}
