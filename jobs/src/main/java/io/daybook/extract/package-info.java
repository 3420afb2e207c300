/**
 * Reads all tables of a source under one exported snapshot into Parquet, proves that nothing is
 * missing, and lets the source go.
 *
 * <p>Invariant: what {@link io.daybook.extract.Extraction} returns is the source at one instant, to
 * the row and to the cent, less the rows that it names as quarantined. Must not know runs or
 * releases; never writes to the source.
 */
package io.daybook.extract;
