/**
 * Rows of a schema into one zstd Parquet file. Pages are encoded here, column by column; row groups
 * and the file are parquet-java's. A large row is a row group of its own.
 *
 * <p>Invariant: a file that was closed holds every row that was ended, in order, with the types of
 * its schema; one that was aborted has no footer and no reader takes it. Must not know where files
 * live, nor sources.
 */
package io.daybook.parquet;
