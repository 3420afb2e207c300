/**
 * Reports: what they say ({@code layout}), how charts are drawn ({@code chart}), the files they
 * become ({@code file}), and where those that were delivered are kept ({@code book}).
 */
package io.daybook.report;
