/**
 * The reports of a release: {@link io.daybook.report.ReleaseReports} is the door.
 *
 * <p>Rooms, from the ground up: what a report says ({@code layout}); what can be asked ({@code
 * metric}) and how charts are drawn ({@code chart}); the files that reports become ({@code file})
 * and where delivered ones are kept ({@code book}); what every kind of report has in common ({@code
 * issue}); the kinds ({@code scheduled}, {@code custom}).
 */
package io.daybook.report;
