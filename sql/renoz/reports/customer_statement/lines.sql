with
counted as (
    select
        entries.*,
        sum(balance_change) over (
            order by
                day nulls last,
                step nulls last,
                order_number nulls last,
                order_id nulls last,
                record_id nulls last
            rows between unbounded preceding and current row
        ) as balance
    from entries
)

select
    day,
    case kind
        when 'invoice' then 'Order'
        when 'payment' then 'Payment'
        when 'refund' then 'Refund'
        when 'credit_note' then 'Credit note'
        when 'payment_deleted' then 'Payment deleted'
        when 'refund_deleted' then 'Refund deleted'
        when 'credit_note_deleted' then 'Credit note deleted'
        else 'Order deleted'
    end as entry,
    reference,
    order_number,
    cast(charged as decimal(18, 2)) as charged,
    cast(paid as decimal(18, 2)) as paid,
    cast(corrected as decimal(18, 2)) as corrected,
    cast(balance_change - amount as decimal(18, 2)) as beyond,
    cast(balance as decimal(18, 2)) as balance
from counted
where is_in_period
order by
    day nulls last,
    step nulls last,
    order_number nulls last,
    order_id nulls last,
    record_id nulls last
