-- T20: an invoice on D, in the buckets of installments; completed payments count until the end of D.
with
sums as (
    select
        invoices.*,
        day as d,
        lower(trim(invoices.status)) as word,
        coalesce(total_amount, 0) as due,
        coalesce(paid, 0) as collected,
        coalesce(paid_somehow, 0) as somehow,
        (
            select id from hs.customers
            where customers.id = invoices.customer_id and customers.business_id = invoices.business_id
        ) as payer
    from hs.invoices
    inner join oracle.businesses using (business_id)
    cross join lateral (
        select
            sum(signed) filter (where was_back or word = 'completed' or (reversal_of is not null and word = 'refunded'))
                as paid,
            sum(signed) filter (where not was_back and word <> all (
                array['completed', 'pending', 'processing', 'failed', 'cancelled', 'refunded']
            )) as paid_somehow
        from hs.payments as payments
        cross join lateral (
            select
                case when reversal_of is null then amount else -abs(amount) end as signed,
                coalesce(lower(trim(payments.status)), '') as word,
                exists (
                    select from hs.payments as backs
                    where backs.reversal_of = payments.id and backs.business_id = invoices.business_id
                        and lower(trim(backs.status)) in ('completed', 'refunded')
                        and coalesce(backs.paid_at, backs.created_at) < cut
                ) as was_back
        ) as said
        where payments.invoice_id = invoices.id and payments.business_id = invoices.business_id
            and coalesce(paid_at, payments.created_at) < cut
    ) as payments
    where deleted_at is null
)

select
    cast(business_id as text),
    cast(id as text),
    d,
    invoice_number,
    case when customer_id is null then '(anonymous)' else coalesce(cast(payer as text), '(unknown)') end,
    due_date,
    d - due_date,
    cast(due as numeric(18, 2)),
    cast(collected as numeric(18, 2)),
    cast(somehow as numeric(18, 2)),
    cast(
        case when coalesce(word, '') in ('draft', 'cancelled', 'void') or due < collected then 0 else due - collected end
        as numeric(18, 2)
    ),
    cast(
        greatest(0, collected - case when word in ('draft', 'cancelled', 'void') then 0 else due end) as numeric(18, 2)
    ),
    case
        when word in ('cancelled', 'void') then 'void'
        when word = 'draft' then 'draft'
        when collected >= due then 'settled'
        when coalesce(word, '') not in ('sent', 'viewed', 'partial', 'overdue', 'paid') then 'other'
        when due_date is null then 'undated'
        when due_date >= d then 'current'
        when due_date >= d - 30 then '1-30'
        when due_date >= d - 60 then '31-60'
        when due_date >= d - 90 then '61-90'
        else '90+'
    end,
    cast(coalesce(amount_paid, 0) - collected as numeric(18, 2))
from sums
