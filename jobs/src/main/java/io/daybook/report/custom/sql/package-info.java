/**
 * What a definition means in SQL, and its answer.
 *
 * <p>A statement holds text of the catalogue and {@code ?} only; every value of the user is bound.
 * No statement is made but behind the {@link io.daybook.report.custom.sql.Gate}, which sets the
 * tenant and knows the role; every row that comes back must say that it is the tenant's. In the
 * subset that PostgreSQL reads, too, which is how the answers are proved.
 */
package io.daybook.report.custom.sql;
