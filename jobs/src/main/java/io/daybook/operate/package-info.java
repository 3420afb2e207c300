/**
 * What the operator sees and hears: health and figures over HTTP, what stands where, and alerts.
 *
 * <p>Invariant: it only reads what others do and never holds them up: every question has a time
 * limit, every thread and queue a bound. It says nothing of a tenant's data. The HTTP server is the
 * JDK's: two short pages for a scraper on this machine need no other, and no further library
 * listens to a network.
 */
package io.daybook.operate;
