-- The functions of the shared dialect in Spark; twins: duckdb.sql, and the oracle's in PostgreSQL.
-- ratio, json_text and joined are no SQL functions: see SparkDialect.

create temporary function int_div(numerator bigint, denominator bigint)
returns bigint
return numerator div nullif(denominator, 0);

create temporary function days_between(from_date date, to_date date)
returns int
return datediff(to_date, from_date);

create temporary function seconds_between(from_instant timestamp, to_instant timestamp)
returns bigint
return (unix_micros(to_instant) - unix_micros(from_instant)) div 1000000;

create temporary function iso_weekday(day date)
returns int
return weekday(day) + 1;

create temporary function month_end(day date)
returns date
return last_day(day);

create temporary function local_date(instant timestamp, offset_seconds int)
returns date
return cast(timestamp_micros(unix_micros(instant) + offset_seconds * 1000000L) as date);
