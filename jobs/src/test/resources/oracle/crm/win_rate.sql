-- C16: won of won and lost, by number and by value; days from creation to closing.
select
    cast(company_id as text),
    owner,
    cast(date_trunc('month', actual_close_date) as date),
    said,
    cast(count(*) filter (where fate = 'won') as integer),
    cast(count(*) filter (where fate = 'lost') as integer),
    cast(count(*) as integer),
    cast(cast(count(*) filter (where fate = 'won') as numeric) / count(*) as numeric(18, 4)),
    cast(coalesce(sum(value) filter (where fate = 'won'), 0) as numeric(18, 2)),
    cast(coalesce(sum(value), 0) as numeric(18, 2)),
    cast(
        coalesce(sum(value) filter (where fate = 'won'), 0) / nullif(sum(value), 0) as numeric(18, 4)
    ),
    cast(count(actual_close_date) as integer),
    coalesce(sum(actual_close_date - cast(created_at as date)), 0),
    cast(avg(actual_close_date - cast(created_at as date)) as numeric(18, 1))
from oracle.judged as deals
where fate in ('won', 'lost')
group by company_id, owner, 3, said
