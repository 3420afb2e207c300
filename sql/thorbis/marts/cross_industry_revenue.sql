with
final as (
    select
        business_id,
        customer_id,
        customer_member,
        hs_revenue,
        auto_revenue,
        rest_revenue,
        ret_revenue,
        hs_revenue + auto_revenue + rest_revenue + ret_revenue as total_revenue,
        case when hs_revenue <> 0 then 1 else 0 end
            + case when auto_revenue <> 0 then 1 else 0 end
            + case when rest_revenue <> 0 then 1 else 0 end
            + case when ret_revenue <> 0 then 1 else 0 end as industries_used
    from marts.customer_360
)

select
    business_id,
    customer_id,
    customer_member,
    hs_revenue,
    auto_revenue,
    rest_revenue,
    ret_revenue,
    total_revenue,
    ratio(hs_revenue, total_revenue, 4) as hs_share,
    ratio(auto_revenue, total_revenue, 4) as auto_share,
    ratio(rest_revenue, total_revenue, 4) as rest_share,
    ratio(ret_revenue, total_revenue, 4) as ret_share,
    industries_used,
    :release as release
from final
