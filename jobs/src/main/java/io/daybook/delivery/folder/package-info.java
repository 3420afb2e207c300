/**
 * Folders for people: names that they understand, and never the things of two owners in one.
 *
 * <p>Invariant: a folder appears whole or not at all, and writing the same once more changes
 * nothing. Knows neither deliveries nor tenants.
 */
package io.daybook.delivery.folder;
