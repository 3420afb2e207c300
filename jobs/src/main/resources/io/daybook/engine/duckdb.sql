-- The functions of the shared dialect in DuckDB; twins: spark.sql, and the oracle's in PostgreSQL.
-- Exact division, half away from zero; arguments with up to 6, results with up to 12 digits after the point.
create macro ratio(numerator, denominator, scale) as (
    case
        when numerator is null or denominator is null or denominator = 0 then null
        else
            cast(
                (
                    2 * abs(cast(cast(numerator as decimal(38, 6)) * 1000000 as hugeint))
                        * cast('1' || repeat('0', scale) as hugeint)
                    + abs(cast(cast(denominator as decimal(38, 6)) * 1000000 as hugeint))
                )
                // (2 * abs(cast(cast(denominator as decimal(38, 6)) * 1000000 as hugeint)))
                * cast('1' || repeat('0', 12 - scale) as hugeint)
                * (case when (numerator < 0) = (denominator < 0) then 1 else -1 end)
                as decimal(38, 0)
            ) * cast(0.000000000001 as decimal(12, 12))
    end
);

create macro int_div(numerator, denominator) as (
    cast(numerator as bigint) // nullif(cast(denominator as bigint), 0)
);

create macro days_between(from_date, to_date) as (
    cast(cast(to_date as date) - cast(from_date as date) as integer)
);

create macro seconds_between(from_instant, to_instant) as (
    (epoch_us(to_instant) - epoch_us(from_instant)) // 1000000
);

create macro iso_weekday(day) as (cast(isodow(day) as integer));

create macro month_end(day) as (last_day(day));

create macro json_text(document, path) as (
    json_extract_string(document, '$.' || path)
);

create macro local_date(instant, offset_seconds) as (
    cast(make_timestamp(epoch_us(instant) + cast(offset_seconds as bigint) * 1000000) as date)
);
