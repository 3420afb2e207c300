/**
 * A source to try Daybook on: a PostgreSQL database shaped like Renoz, filled from a seed; and a
 * mailbox on the loopback for what is made of it.
 *
 * <p>Holds what real tenants hold and what bites: row-level security, soft deletes, odd cents, days
 * around local midnights, references into nothing and into other tenants, in numbers that are
 * known. Must not know how Daybook reads a source.
 */
package io.daybook.demo;
