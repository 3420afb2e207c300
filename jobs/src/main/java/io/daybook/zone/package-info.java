/**
 * The rules of time zones, as data: which edition of the tz database rules this process, and names
 * of zones as people write them.
 *
 * <p>Invariant: all of java.time follows {@link io.daybook.zone.Zones}, because the JVM was started
 * with {@link io.daybook.zone.RulesProvider} as its only provider of rules; without it nothing
 * starts. Runs while the JVM initialises java.time, so nothing here may log, use a zone or format a
 * time. Must not know what needs local time.
 */
package io.daybook.zone;
