with
final as (
    select
        business_id,
        day,
        invoice_member,
        count(*) as payments,
        coalesce(sum(amount) filter (where state = 'collected'), 0) as collected_amount,
        coalesce(sum(amount) filter (where state = 'other'), 0) as other_amount
    from marts.payment_states
    where state <> 'later'
    group by business_id, day, invoice_member
)

select
    business_id,
    day,
    invoice_member,
    payments,
    collected_amount,
    other_amount,
    :release as release
from final
