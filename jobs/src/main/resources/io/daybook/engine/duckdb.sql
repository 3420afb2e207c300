-- The functions of the shared dialect in DuckDB; twins: SparkDialect, and the oracle's in PostgreSQL.
-- A statement with {scale} is made once for each scale of ratio; json_text, number_text and joined are no macros: see DuckDialect.

create macro daybook_scale(number) as (
    case
        when typeof(number) like 'DECIMAL(%' then cast(split_part(rtrim(typeof(number), ')'), ',', 2) as integer)
        when typeof(number) in ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', '"NULL"') then 0
        else error('ratio takes integers and decimals, not ' || typeof(number))
    end
);

create macro daybook_power(digits) as (
    cast('1' || repeat('0', digits) as hugeint)
);

-- The number without its point: exact for all 38 digits, which no multiplication is.
create macro daybook_unscaled(number) as (
    cast(replace(cast(number as varchar), '.', '') as hugeint)
);

-- Exact division, half away from zero; an intermediate number above 1.7e38 is an error. The list holds each
-- argument once: a macro's parameter is its text, computed wherever it stands.
create macro ratio_{scale}(numerator, denominator) as (
    cast(
        list_transform(
            [
                {
                    'over': daybook_unscaled(numerator)
                        * daybook_power(greatest(0, daybook_scale(denominator) - daybook_scale(numerator))),
                    'under': nullif(daybook_unscaled(denominator), 0)
                        * daybook_power(greatest(0, daybook_scale(numerator) - daybook_scale(denominator)))
                }
            ],
            lambda pair: (
                abs(pair.over) // abs(pair.under) * daybook_power({scale})
                + (2 * (abs(pair.over) % abs(pair.under)) * daybook_power({scale}) + abs(pair.under))
                    // (2 * abs(pair.under))
            ) * sign(pair.over) * sign(pair.under)
        )[1]
        as decimal(38, 0)
    ) * cast({unit} as decimal({digits}, {scale}))
);

create macro daybook_integer(number) as (
    case
        when typeof(number) in ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', '"NULL"')
            then cast(number as bigint)
        else cast(error('int_div takes integers, not ' || typeof(number)) as bigint)
    end
);

create macro int_div(numerator, denominator) as (
    daybook_integer(numerator) // nullif(daybook_integer(denominator), 0)
);

create macro days_between(from_date, to_date) as (
    cast(to_date - from_date as integer)
);

create macro seconds_between(from_instant, to_instant) as (
    (epoch_us(cast(to_instant as timestamptz)) - epoch_us(cast(from_instant as timestamptz))) // 1000000
);

create macro iso_weekday(day) as (
    cast(isodow(day) as integer)
);

create macro month_end(day) as (
    last_day(day)
);

create macro folded(name) as (
    lower(regexp_replace(name, '^[ \t\n\f\r]+|[ \t\n\f\r]+$', '', 'g'))
);

create macro instant_at(wall, offset_seconds) as (
    cast(
        make_timestamp(epoch_us(cast(wall as timestamptz)) - cast(offset_seconds as bigint) * 1000000) as timestamptz
    )
);

create macro local_date(instant, offset_seconds) as (
    cast(
        make_timestamp(epoch_us(cast(instant as timestamptz)) + cast(offset_seconds as bigint) * 1000000) as date
    )
);

-- What one piece in stock costs after all these movements, in the order of place: a receipt with a cost is
-- averaged with what was there, anything else moves at the average; where nothing was there it begins anew.
-- Pieces are counted in millionths; of one place those that bring least come first, and what has no place last.
create macro moving_average(quantity, unit_cost, place) as (
    cast(
        list_reduce(
            list(
                {
                    'quantity': daybook_unscaled(cast(coalesce(quantity, 0) as decimal(38, 6))),
                    'average': case
                        when cast(quantity as decimal(38, 6)) > 0
                            then daybook_unscaled(cast(unit_cost as decimal(38, 6)))
                    end
                }
                order by
                    place nulls last,
                    cast(quantity as decimal(38, 6)) nulls last,
                    cast(unit_cost as decimal(38, 6)) nulls last
            ),
            lambda held, each: {
                'quantity': held.quantity + each.quantity,
                'average': case
                    when each.average is null then held.average
                    when held.average is null or held.quantity <= 0 then each.average
                    else sign(held.quantity * held.average + each.quantity * each.average)
                        * (
                            2 * abs(held.quantity * held.average + each.quantity * each.average)
                            + held.quantity + each.quantity
                        ) // (2 * (held.quantity + each.quantity))
                end
            }
        ).average
        as decimal(38, 0)
    ) * cast(0.000001 as decimal(7, 6))
);
