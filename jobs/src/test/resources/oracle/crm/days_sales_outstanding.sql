-- C9: AR on D by what was billed in the last 90 days, times 90; by currency.
with
billed as (
    select
        invoices.*,
        oracle.code(invoices.currency, own) as said,
        d.day,
        case when lower(trim(type)) = 'credit_note' then -abs(total_amount) else total_amount end as amount,
        coalesce(lower(trim(status)), '') <> 'paid' and coalesce(paid_date > d.day, true) as is_open
    from invoices
    inner join oracle.currencies on currencies.company_id = invoices.company_id
    cross join oracle.d
    where invoices.deleted_at is null
        and coalesce(lower(trim(status)), '') not in ('draft', 'void', 'cancelled')
),

sums as (
    select
        company_id,
        said,
        day,
        count(*) filter (where is_open) as open_count,
        coalesce(sum(amount) filter (where is_open), 0) as open,
        coalesce(sum(amount) filter (where issue_date > day - 90 and issue_date <= day), 0) as recent
    from billed
    group by company_id, said, day
)

select
    cast(company_id as text),
    said,
    day,
    cast(open_count as integer),
    cast(open as numeric(18, 2)),
    cast(recent as numeric(18, 2)),
    cast(round(open * 90 / nullif(recent, 0), 2) as numeric(18, 2))
from sums
