with
-- Drafts and what is void were never billed.
billed_invoices as (
    select
        company_id,
        currency,
        as_of_date,
        amount,
        open_amount,
        bucket <> 'settled' as is_open,
        days_between(issue_date, as_of_date) between 0 and 89 as is_recent
    from marts.invoice_aging
    where bucket <> 'void'
),

final as (
    select
        company_id,
        currency,
        as_of_date,
        count(*) filter (where is_open) as open_invoices,
        sum(open_amount) as open_amount,
        sum(case when is_recent then amount else 0 end) as billed_amount
    from billed_invoices
    group by company_id, currency, as_of_date
)

select
    company_id,
    currency,
    as_of_date,
    open_invoices,
    open_amount,
    billed_amount,
    ratio(open_amount * 90, billed_amount, 2) as days_sales_outstanding,
    :release as release
from final
