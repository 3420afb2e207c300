with
final as (
    select
        company_id,
        owner_user_id,
        cast(date_trunc('month', actual_close_date) as date) as close_month,
        loss_reason,
        currency,
        count(*) as lost_deals,
        coalesce(sum(value), 0) as lost_value
    from marts.deal_fates
    where fate = 'lost'
    group by
        company_id,
        owner_user_id,
        cast(date_trunc('month', actual_close_date) as date),
        loss_reason,
        currency
)

select
    company_id,
    owner_user_id,
    close_month,
    loss_reason,
    currency,
    lost_deals,
    lost_value,
    :release as release
from final
