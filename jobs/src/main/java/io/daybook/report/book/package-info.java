/**
 * The book: every file that was delivered, under the SHA-256 of its content, with the small dataset
 * that it was made of, or each of them where several gave the same file.
 *
 * <p>Nothing in it changes or goes when releases do, so that any past report is there byte for byte
 * and any figure of it can be explained. Knows no recipient.
 */
package io.daybook.report.book;
