/**
 * Reports of the catalogue: each is a folder {@code sql/<source>/reports/<name>/} with a YAML file
 * and queries over facts and marts. A third maker beside those of scheduled and custom reports.
 *
 * <p>Knows neither the source nor how reports are scheduled or issued.
 */
package io.daybook.report.catalogue;
