/**
 * A source: a PostgreSQL database and its model under {@code sql/<source>/}.
 *
 * <p>Loads and checks the model, opens connections, proves rights, drafts and grants. Invariant: a
 * {@link io.daybook.source.SourceModel} that was loaded is complete and consistent. Must not know
 * runs, releases or engines.
 */
package io.daybook.source;
