/**
 * Who is there, and what each may see: organisations, people, roles, and who gets a report.
 *
 * <p>All of it is data of a release and of the source's folder; no role has a name here. Fails
 * closed: an unknown role sees nothing, an organisation that nobody can date gets nothing. Knows no
 * report, no file and no mail server.
 */
package io.daybook.audience;
