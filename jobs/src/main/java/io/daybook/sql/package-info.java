/**
 * How names and values are written into SQL that Daybook generates.
 *
 * <p>Invariant: whatever a source calls its tables and whatever stands in a value, what is written
 * here reads back as that one name or that one value. Must not know any database, engine or model.
 */
package io.daybook.sql;
