/**
 * What every kind of report has in common: somebody asks for it, who reads it decides what of it is
 * shown, and what comes of it can be issued.
 *
 * <p>A kind of report is a maker: it finds what is asked for as an {@link
 * io.daybook.report.issue.Asked}. Knows neither the kinds nor who issues what they make.
 */
package io.daybook.report.issue;
