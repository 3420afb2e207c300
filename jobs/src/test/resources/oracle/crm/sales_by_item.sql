-- C19: lines by day, item and its currency.
select
    cast(company_id as text),
    sale_date,
    kind,
    item,
    currency,
    cast(count(*) as integer),
    cast(count(*) filter (where is_void) as integer),
    cast(count(*) filter (where not counts and not is_void) as integer),
    coalesce(sum(quantity) filter (where counts), 0),
    cast(coalesce(sum(amount) filter (where counts), 0) as numeric(18, 2)),
    cast(coalesce(sum(amount) filter (where is_void), 0) as numeric(18, 2)),
    cast(coalesce(sum(amount) filter (where not counts and not is_void), 0) as numeric(18, 2)),
    cast(count(*) filter (where counts and cost is null) as integer),
    cast(coalesce(sum(amount) filter (where counts and cost is not null), 0) as numeric(18, 2)),
    cast(coalesce(sum(quantity * cost) filter (where counts), 0) as numeric(18, 2)),
    cast(coalesce(sum(amount - quantity * cost) filter (where counts and cost is not null), 0) as numeric(18, 2)),
    cast(
        sum(amount - quantity * cost) filter (where counts and cost is not null)
        / nullif(sum(amount) filter (where counts and cost is not null), 0) as numeric(18, 4)
    )
from oracle.lines
group by company_id, sale_date, kind, item, currency
