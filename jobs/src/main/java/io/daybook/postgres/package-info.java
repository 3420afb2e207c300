/**
 * A PostgreSQL server that Daybook owns: its binaries come with the program, its data lies in one
 * directory, every process of that directory shares the one server.
 *
 * <p>Invariant: passwords are always asked for, fsync is on, nothing listens beyond the loopback
 * interface. Must not know what is stored in it.
 */
package io.daybook.postgres;
