/**
 * What people write for Daybook to read: YAML files with the line of every key, and the
 * configuration made of them.
 *
 * <p>Invariant: a configuration that was loaded is valid; otherwise all of its problems are
 * reported at once. Must not know what the values are used for.
 */
package io.daybook.config;
