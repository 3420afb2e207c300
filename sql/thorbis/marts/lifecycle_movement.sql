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

customers as (
    select
        customers.business_id,
        customers.customer_id,
        -- whose beginning nobody wrote was there from that of the first on
        coalesce(
            customers.created_local_date,
            min(customers.created_local_date) over (partition by customers.business_id)
        ) as since_date
    from facts.hs_customers as customers
    where customers.tenant_is_live and not customers.is_deleted
),

-- Months that are over, counted from the year 0: from that of the first customer on, at most 1000.
spans as (
    select
        customers.business_id,
        min(
            extract(year from customers.since_date) * 12
                + extract(month from customers.since_date) - 1
        ) as first_month,
        max(
            extract(year from live_tenants.as_of_date) * 12
                + extract(month from live_tenants.as_of_date) - 2
        ) as last_month
    from customers
    inner join live_tenants
        on live_tenants.business_id = customers.business_id
    group by customers.business_id
),

month_numbers as (
    select
        spans.business_id,
        spans.last_month - (ones.n + tens.n * 10 + hundreds.n * 100) as number,
        spans.first_month
    from spans
    cross join digits as ones
    cross join digits as tens
    cross join digits as hundreds
),

month_starts as (
    select
        business_id,
        make_date(
            cast(int_div(number, 12) as integer),
            cast(mod(number, 12) + 1 as integer),
            1
        ) as month
    from month_numbers
    where number >= first_month
),

months as (
    select
        business_id,
        month,
        month_end(month) as last_day
    from month_starts
),

orders_by_month as (
    select
        business_id,
        customer_id,
        month_end(occurred_local_date) as last_day,
        max(after_start_of) as last_after_start_of
    from marts.orders_of_all_industries
    where is_earned and not is_deleted and customer_member = 'known'
    group by business_id, customer_id, month_end(occurred_local_date)
),

first_days as (
    select
        business_id,
        min(month) as first_day
    from months
    group by business_id
),

-- An order may be older than the customer's row, or than the first of the months.
earlier_orders as (
    select
        customers.business_id,
        customers.customer_id,
        max(orders_by_month.last_after_start_of) as last_after_start_of
    from customers
    inner join first_days
        on first_days.business_id = customers.business_id
    inner join orders_by_month
        on orders_by_month.business_id = customers.business_id
        and orders_by_month.customer_id = customers.customer_id
        and orders_by_month.last_day
            < month_end(greatest(customers.since_date, first_days.first_day))
    group by customers.business_id, customers.customer_id
),

month_ends as (
    select
        customers.business_id,
        customers.customer_id,
        months.month,
        months.last_day,
        months.last_day = month_end(customers.since_date) as is_new,
        greatest(
            earlier_orders.last_after_start_of,
            max(orders_by_month.last_after_start_of) over (
                partition by customers.business_id, customers.customer_id
                order by months.month asc nulls last
                rows between unbounded preceding and current row
            )
        ) as last_after_start_of
    from customers
    inner join months
        on months.business_id = customers.business_id
        and months.last_day >= customers.since_date
    left join orders_by_month
        on orders_by_month.business_id = customers.business_id
        and orders_by_month.customer_id = customers.customer_id
        and orders_by_month.last_day = months.last_day
    left join earlier_orders
        on earlier_orders.business_id = customers.business_id
        and earlier_orders.customer_id = customers.customer_id
),

stages as (
    select
        business_id,
        customer_id,
        month,
        is_new,
        case
            when last_after_start_of is null then 'never'
            when last_after_start_of >= (last_day + 1) - 90 then 'active'
            when last_after_start_of >= (last_day + 1) - 365 then 'dormant'
            else 'inactive'
        end as stage
    from month_ends
),

moves as (
    select
        business_id,
        month,
        case
            when is_new then 'new'
            else lag(stage) over (
                partition by business_id, customer_id
                order by month asc nulls last
            )
        end as from_stage,
        stage as to_stage
    from stages
),

final as (
    select
        business_id,
        month,
        from_stage,
        to_stage,
        count(*) as customers
    from moves
    -- of who is older than the first of the months nobody knows where they come from
    where from_stage is not null
    group by business_id, month, from_stage, to_stage
)

select
    business_id,
    month,
    from_stage,
    to_stage,
    customers,
    :release as release
from final
