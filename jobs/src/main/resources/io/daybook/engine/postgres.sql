-- The functions of the shared dialect in PostgreSQL; twins: duckdb.sql and SparkDialect.
create function ratio(numerator numeric, denominator numeric, scale integer) returns numeric
language sql immutable
return div(
    2 * abs(numerator) * power(cast(10 as numeric), scale) + abs(denominator),
    nullif(2 * abs(denominator), 0)
) * sign(numerator) * sign(denominator) / power(cast(10 as numeric), scale);

create function int_div(numerator numeric, denominator numeric) returns numeric
language sql immutable
return div(numerator, nullif(denominator, 0));

create function days_between(from_date date, to_date date) returns integer
language sql immutable
return to_date - from_date;

create function seconds_between(from_instant timestamptz, to_instant timestamptz) returns bigint
language sql immutable
return cast(trunc(extract(epoch from to_instant) - extract(epoch from from_instant)) as bigint);

create function iso_weekday(day date) returns integer
language sql immutable
return cast(extract(isodow from day) as integer);

create function month_end(day date) returns date
language sql immutable
return cast(date_trunc('month', cast(day as timestamp)) + interval '1 month' - interval '1 day' as date);

-- How spellings of one name are compared: without blanks around it, in lower case.
create function folded(name text) returns text
language sql immutable
return lower(regexp_replace(name, '^[ \t\n\f\r]+|[ \t\n\f\r]+$', '', 'g'));

-- Half away from zero, to the digits of the currency.
create function rounded_in(amount numeric, currency text) returns numeric
language sql immutable
return round(
    amount,
    case
        when currency in (
            'BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV',
            'XAF', 'XOF', 'XPF'
        )
            then 0
        when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
        when currency in ('CLF', 'UYW') then 4
        else 2
    end
);

create function instant_at(wall timestamptz, offset_seconds integer) returns timestamptz
language sql immutable
return wall - make_interval(secs => offset_seconds);

create function local_date(instant timestamptz, offset_seconds integer) returns date
language sql immutable
return cast((instant at time zone 'UTC') + make_interval(secs => offset_seconds) as date);

create function json_text(document text, path text) returns text
language sql immutable
return case
    when jsonb_typeof(cast(document as jsonb) #> string_to_array(path, '.')) in ('object', 'array') then null
    else cast(document as jsonb) #>> string_to_array(path, '.')
end;

create function number_text(written text) returns text
language sql immutable
return case
    when regexp_replace(written, '^\s+|\s+$', '', 'g') ~ '^-?[0-9]{1,24}(\.[0-9]{1,100})?$'
        then regexp_replace(written, '^\s+|\s+$', '', 'g')
end;

create function joined_text(texts text[]) returns text
language sql immutable
return (select string_agg(each, ', ' order by each collate "C") from unnest(texts) as each);

create aggregate joined(text) (
    sfunc = array_append,
    stype = text[],
    finalfunc = joined_text
);

create function average_after(held numeric[], quantity numeric, unit_cost numeric) returns numeric[]
language sql immutable
return array[
    coalesce(held[1], 0) + coalesce(quantity, 0),
    case
        when unit_cost is null or coalesce(quantity, 0) <= 0 then held[2]
        when held[2] is null or held[1] <= 0 then unit_cost
        else ratio(held[1] * held[2] + quantity * unit_cost, held[1] + quantity, 6)
    end
];

create aggregate averaged(quantity numeric, unit_cost numeric) (
    sfunc = average_after,
    stype = numeric[]
);

create function moved(moves numeric[], quantity numeric, unit_cost numeric, place bigint) returns numeric[]
language sql immutable
return moves || array[place, round(quantity, 6), round(unit_cost, 6)];

create function moving_average_of(moves numeric[]) returns numeric
language sql immutable
return (
    select (averaged(moves[at + 1], moves[at + 2] order by moves[at], moves[at + 1], moves[at + 2]))[2]
    from generate_series(1, cardinality(moves), 3) as at
);

create aggregate moving_average(quantity numeric, unit_cost numeric, place bigint) (
    sfunc = moved,
    stype = numeric[],
    finalfunc = moving_average_of
);

-- extract gives a numeric here and an integer elsewhere
create function make_date(year numeric, month numeric, day numeric) returns date
language sql immutable
return make_date(cast(year as integer), cast(month as integer), cast(day as integer));
