-- C15: open deals by owner and stage, each value by its probability.
select
    cast(company_id as text),
    owner,
    coalesce(nullif(lower(trim(stage)), ''), '(none)') as stage,
    said,
    d.day,
    cast(count(*) filter (where fate = 'open') as integer),
    cast(count(*) filter (where fate = 'other') as integer),
    cast(count(*) filter (where fate = 'open' and value is null) as integer),
    cast(count(*) filter (where fate = 'open' and share is null) as integer),
    cast(coalesce(sum(value) filter (where fate = 'open'), 0) as numeric(18, 2)),
    cast(coalesce(sum(value * share) filter (where fate = 'open'), 0) as numeric(18, 2)),
    coalesce(sum(d.day - cast(created_at as date)) filter (where fate = 'open'), 0),
    cast(avg(d.day - cast(created_at as date)) filter (where fate = 'open') as numeric(18, 1)),
    cast(count(*) filter (where fate = 'open' and expected_close_date < d.day) as integer)
from oracle.judged as deals
cross join oracle.d
where fate in ('open', 'other')
group by company_id, owner, 3, said, d.day
