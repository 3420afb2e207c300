-- C17: on the first recorded day every deal came from nowhere.
with
d as (
    select cast(:as_of_instant at time zone 'America/Sao_Paulo' as date) - 1 as day
)

select
    cast(company_id as text),
    d.day,
    '(none)',
    coalesce(nullif(lower(trim(stage)), ''), '(none)'),
    oracle.code(currency, own),
    cast(count(*) as integer),
    cast(coalesce(sum(value), 0) as numeric(18, 2))
from deals
inner join oracle.currencies using (company_id)
cross join d
where deals.deleted_at is null
    and deals.created_at < d.day + 1
    and (actual_close_date is null or actual_close_date >= d.day - 31)
group by company_id, d.day, 4, 5
