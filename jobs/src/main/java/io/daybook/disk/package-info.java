/**
 * Folders of files on a local disk that nobody needs for long: removed whole, and measured.
 *
 * <p>Knows nothing of what lies in them, and no other file system than the machine's own.
 */
package io.daybook.disk;
