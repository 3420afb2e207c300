with
final as (
    select
        business_id,
        count(*) as customers,
        count(*) filter (where industries_used >= 1) as buying_customers,
        count(*) filter (where industries_used >= 2) as cross_buying_customers
    from marts.cross_industry_revenue
    where customer_member = 'known'
    group by business_id
)

select
    business_id,
    customers,
    buying_customers,
    cross_buying_customers,
    ratio(cross_buying_customers, buying_customers, 4) as cross_sell_rate,
    :release as release
from final
