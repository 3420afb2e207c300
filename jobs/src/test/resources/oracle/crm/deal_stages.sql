-- C17: what stood at the end of the last day that was over.
with
d as (
    select cast(:as_of_instant at time zone 'America/Sao_Paulo' as date) - 1 as day
)

select
    cast(company_id as text),
    d.day,
    cast(deal_id as text),
    coalesce(nullif(lower(trim(stage)), ''), '(none)'),
    oracle.code(currency, own),
    value
from deals
inner join oracle.currencies using (company_id)
cross join d
where deals.deleted_at is null
    and deals.created_at < d.day + 1
    and (actual_close_date is null or actual_close_date >= d.day - 31)
