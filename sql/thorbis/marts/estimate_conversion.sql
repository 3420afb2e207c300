with
sent as (
    select
        business_id,
        cast(date_trunc('month', sent_local_date) as date) as month,
        approved_at is not null as is_approved,
        rejected_at is not null and approved_at is null as is_rejected,
        coalesce(total_amount, 0) as total_amount
    from facts.hs_estimates
    where tenant_is_live and not is_deleted and sent_at is not null
),

final as (
    select
        business_id,
        month,
        count(*) as sent_estimates,
        count(*) filter (where is_approved) as approved_estimates,
        count(*) filter (where is_rejected) as rejected_estimates,
        sum(total_amount) as sent_amount,
        coalesce(sum(total_amount) filter (where is_approved), 0) as approved_amount
    from sent
    group by business_id, month
)

select
    business_id,
    month,
    sent_estimates,
    approved_estimates,
    rejected_estimates,
    ratio(approved_estimates, sent_estimates, 4) as conversion_rate,
    sent_amount,
    approved_amount,
    ratio(approved_amount, sent_amount, 4) as amount_conversion_rate,
    :release as release
from final
