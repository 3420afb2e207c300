with
final as (
    select
        business_id,
        customer_id,
        as_of_date,
        greatest(hs_last_at, auto_last_at, rest_last_at, ret_last_at) as last_at,
        -- An order of exactly 90 days before D ended is older than 90 days.
        case
            when last_after_start_of is null then 'never'
            when last_after_start_of >= (as_of_date + 1) - 90 then 'active'
            when last_after_start_of >= (as_of_date + 1) - 365 then 'dormant'
            else 'inactive'
        end as stage
    from marts.customer_360
    where customer_member = 'known'
)

select
    business_id,
    customer_id,
    as_of_date,
    last_at,
    stage,
    :release as release
from final
