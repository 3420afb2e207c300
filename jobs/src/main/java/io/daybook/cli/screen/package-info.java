/**
 * What a command shows: results as text or JSON, and how far a night is. Knows no command, and
 * nothing of what the values mean.
 */
package io.daybook.cli.screen;
