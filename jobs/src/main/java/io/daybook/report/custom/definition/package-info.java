/**
 * What a custom report asks for: its JSON, read strictly into a tree that names only what the
 * catalogue has. Every problem is told at once, with its place in the text.
 *
 * <p>A tree is valid by construction, and holds the user's text only as values that are bound.
 * Knows no tenant, no SQL and no release.
 */
package io.daybook.report.custom.definition;
