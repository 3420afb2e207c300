with
digits as (
    select n
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as digit (n)
),

live_tenants as (
    select
        tenants.business_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

orders as (
    select
        business_id,
        industry,
        occurred_local_date as day,
        count(*) filter (where is_earned) as orders,
        coalesce(sum(case when is_earned then gross_amount end), 0) as gross_amount,
        coalesce(sum(case when is_earned then net_amount end), 0) as net_amount,
        count(*) filter (where is_booked) as booked_orders,
        coalesce(sum(case when is_booked then gross_amount end), 0) as booked_amount
    from marts.orders_of_all_industries
    where not is_deleted and occurred_local_date is not null
    group by business_id, industry, occurred_local_date
),

-- The calendar begins with the first order of the last 10,000 days. An order that is dated earlier,
-- or after D, has its own day and no empty ones around it.
spans as (
    select
        live_tenants.business_id,
        live_tenants.as_of_date,
        coalesce(
            min(
                case
                    when orders.day > live_tenants.as_of_date - 10000
                        and orders.day <= live_tenants.as_of_date
                        then orders.day
                end
            ),
            live_tenants.as_of_date
        ) as first_day
    from live_tenants
    left join orders
        on orders.business_id = live_tenants.business_id
    group by live_tenants.business_id, live_tenants.as_of_date
),

calendar as (
    select
        spans.business_id,
        spans.as_of_date
            - (ones.n + tens.n * 10 + hundreds.n * 100 + thousands.n * 1000) as day,
        spans.first_day
    from spans
    cross join digits as ones
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
),

days as (
    select
        business_id,
        day
    from calendar
    where day >= first_day
    union all
    select
        business_id,
        day
    from orders
),

cells as (
    select distinct
        days.business_id,
        days.day,
        industries.industry
    from days
    cross join (values ('hs'), ('auto'), ('rest'), ('ret')) as industries (industry)
),

final as (
    select
        cells.business_id,
        cells.day,
        cells.industry,
        coalesce(orders.orders, 0) as orders,
        coalesce(orders.gross_amount, 0) as gross_amount,
        sum(coalesce(orders.gross_amount, 0)) over (
            partition by cells.business_id, cells.day
        ) as day_gross_amount,
        coalesce(orders.net_amount, 0) as net_amount,
        coalesce(orders.booked_orders, 0) as booked_orders,
        coalesce(orders.booked_amount, 0) as booked_amount
    from cells
    left join orders
        on orders.business_id = cells.business_id
        and orders.industry = cells.industry
        and orders.day = cells.day
)

select
    business_id,
    day,
    industry,
    orders,
    gross_amount,
    day_gross_amount,
    ratio(gross_amount, day_gross_amount, 4) as gross_share,
    net_amount,
    ratio(gross_amount, orders, 2) as average_order_amount,
    booked_orders,
    booked_amount,
    :release as release
from final
