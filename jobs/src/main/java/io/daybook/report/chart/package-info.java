/**
 * Draws the charts of reports, as vectors into a PDF and as pictures into a mail, with the one font
 * and palette of all files.
 *
 * <p>Text is drawn as outlines of the embedded font: no font of the machine is used, so that a
 * drawing is the same everywhere. Knows the layout, no file format.
 */
package io.daybook.report.chart;
