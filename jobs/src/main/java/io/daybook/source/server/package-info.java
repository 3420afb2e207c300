/**
 * The server of a source and what it says: which server a session reached, whether it lets us read,
 * what an error of it means and what a person does about it.
 *
 * <p>Knows nothing of models: it is asked about names and statements.
 */
package io.daybook.source.server;
