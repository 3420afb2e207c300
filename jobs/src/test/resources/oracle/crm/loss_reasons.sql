-- C16: why deals were lost.
select
    cast(company_id as text),
    owner,
    cast(date_trunc('month', actual_close_date) as date),
    coalesce(nullif(lower(trim(loss_reason)), ''), '(none)'),
    said,
    cast(count(*) as integer),
    cast(coalesce(sum(value), 0) as numeric(18, 2))
from oracle.judged as deals
where fate = 'lost'
group by company_id, owner, 3, 4, said
