/**
 * Reports: what they say ({@code layout}), how charts are drawn ({@code chart}), and the files they
 * become ({@code file}).
 */
package io.daybook.report;
