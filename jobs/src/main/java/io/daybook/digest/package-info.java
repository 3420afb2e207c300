/**
 * The names of content: SHA-256, whole where files and rows are proven by it, shortened where a
 * version or a file name needs only to differ.
 *
 * <p>The only place that asks the JDK for a digest. Knows nothing of what it names.
 */
package io.daybook.digest;
