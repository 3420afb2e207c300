with
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

-- What is done: an order counts for its customer, or for the member that stands for those who are
-- deleted, of no key of the business, or not named.
earned_orders as (
    select
        orders.business_id,
        case
            when orders.customer_member = 'known' then orders.customer_id
            else '(' || orders.customer_member || ')'
        end as member_id,
        orders.industry,
        orders.order_id,
        orders.gross_amount,
        orders.net_amount,
        orders.occurred_at,
        orders.occurred_local_date,
        orders.after_start_of,
        orders.occurred_local_date <= live_tenants.as_of_date as has_happened
    from marts.orders_of_all_industries as orders
    inner join live_tenants
        on live_tenants.business_id = orders.business_id
    where orders.is_earned and not orders.is_deleted
),

orders_by_member as (
    select
        orders.business_id,
        orders.member_id,
        count(*) filter (where orders.industry = 'hs') as hs_orders,
        sum(case when orders.industry = 'hs' then orders.gross_amount end) as hs_revenue,
        sum(case when orders.industry = 'hs' then orders.net_amount end) as hs_net,
        min(case when orders.industry = 'hs' and orders.has_happened then orders.occurred_at end)
            as hs_first_at,
        max(case when orders.industry = 'hs' and orders.has_happened then orders.occurred_at end)
            as hs_last_at,
        count(*) filter (where orders.industry = 'auto') as auto_orders,
        sum(case when orders.industry = 'auto' then orders.gross_amount end) as auto_revenue,
        sum(case when orders.industry = 'auto' then orders.net_amount end) as auto_net,
        min(case when orders.industry = 'auto' and orders.has_happened then orders.occurred_at end)
            as auto_first_at,
        max(case when orders.industry = 'auto' and orders.has_happened then orders.occurred_at end)
            as auto_last_at,
        count(*) filter (where orders.industry = 'rest') as rest_orders,
        sum(case when orders.industry = 'rest' then orders.gross_amount end) as rest_revenue,
        sum(case when orders.industry = 'rest' then orders.net_amount end) as rest_net,
        min(case when orders.industry = 'rest' and orders.has_happened then orders.occurred_at end)
            as rest_first_at,
        max(case when orders.industry = 'rest' and orders.has_happened then orders.occurred_at end)
            as rest_last_at,
        count(*) filter (where orders.industry = 'ret') as ret_orders,
        sum(case when orders.industry = 'ret' then orders.gross_amount end) as ret_revenue,
        sum(case when orders.industry = 'ret' then orders.net_amount end) as ret_net,
        min(case when orders.industry = 'ret' and orders.has_happened then orders.occurred_at end)
            as ret_first_at,
        max(case when orders.industry = 'ret' and orders.has_happened then orders.occurred_at end)
            as ret_last_at,
        max(case when orders.has_happened then orders.after_start_of end) as last_after_start_of
    from earned_orders as orders
    group by orders.business_id, orders.member_id
),

serviced as (
    select
        orders.business_id,
        orders.member_id,
        count(distinct repairs.vehicle_id) as vehicles_serviced
    from earned_orders as orders
    inner join facts.auto_repair_orders as repairs
        on repairs.business_id = orders.business_id
        and repairs.repair_order_id = orders.order_id
    where orders.industry = 'auto' and repairs.vehicle_is_deleted is not null
    group by orders.business_id, orders.member_id
),

-- Whose a row is that names a customer; one of none is nobody's in particular.
owned as (
    select
        business_id,
        customer_id,
        customer_is_deleted,
        1 as vehicles,
        0 as equipment,
        cast(null as decimal(18, 2)) as open_balance
    from facts.auto_vehicles
    where tenant_is_live and not is_deleted
    union all
    select
        business_id,
        customer_id,
        customer_is_deleted,
        0 as vehicles,
        1 as equipment,
        cast(null as decimal(18, 2)) as open_balance
    from facts.hs_customer_equipment
    where tenant_is_live and not is_deleted
    union all
    select
        invoices.business_id,
        invoices.customer_id,
        invoices.customer_is_deleted,
        0 as vehicles,
        0 as equipment,
        invoices.total_amount - coalesce(invoices.amount_paid, 0) as open_balance
    from facts.hs_invoices as invoices
    left join facts.status_map as states
        on states.column_name = 'hs.invoices.status'
        and states.word = lower(trim(invoices.status))
    where invoices.tenant_is_live
        and not invoices.is_deleted
        and coalesce(states.state, 'other') not in ('draft', 'void')
),

owned_by_member as (
    select
        business_id,
        case
            when customer_id is null then '(anonymous)'
            when customer_is_deleted is null then '(unknown)'
            when customer_is_deleted then '(deleted)'
            else customer_id
        end as member_id,
        sum(vehicles) as vehicles_owned,
        sum(equipment) as equipment_count,
        sum(open_balance) as open_balance
    from owned
    group by
        business_id,
        case
            when customer_id is null then '(anonymous)'
            when customer_is_deleted is null then '(unknown)'
            when customer_is_deleted then '(deleted)'
            else customer_id
        end
),

members as (
    select
        business_id,
        customer_id as member_id,
        'known' as customer_member,
        customer_number
    from facts.hs_customers
    where tenant_is_live and not is_deleted
    union all
    select
        live_tenants.business_id,
        '(' || kinds.customer_member || ')' as member_id,
        kinds.customer_member,
        cast(null as text) as customer_number
    from live_tenants
    cross join (values ('anonymous'), ('deleted'), ('unknown')) as kinds (customer_member)
),

final as (
    select
        members.business_id,
        members.member_id as customer_id,
        live_tenants.as_of_date,
        members.customer_member,
        members.customer_number,
        coalesce(orders_by_member.hs_orders, 0) as hs_orders,
        coalesce(orders_by_member.hs_revenue, 0) as hs_revenue,
        coalesce(orders_by_member.hs_net, 0) as hs_net,
        orders_by_member.hs_first_at,
        orders_by_member.hs_last_at,
        coalesce(orders_by_member.auto_orders, 0) as auto_orders,
        coalesce(orders_by_member.auto_revenue, 0) as auto_revenue,
        coalesce(orders_by_member.auto_net, 0) as auto_net,
        orders_by_member.auto_first_at,
        orders_by_member.auto_last_at,
        coalesce(orders_by_member.rest_orders, 0) as rest_orders,
        coalesce(orders_by_member.rest_revenue, 0) as rest_revenue,
        coalesce(orders_by_member.rest_net, 0) as rest_net,
        orders_by_member.rest_first_at,
        orders_by_member.rest_last_at,
        coalesce(orders_by_member.ret_orders, 0) as ret_orders,
        coalesce(orders_by_member.ret_revenue, 0) as ret_revenue,
        coalesce(orders_by_member.ret_net, 0) as ret_net,
        orders_by_member.ret_first_at,
        orders_by_member.ret_last_at,
        orders_by_member.last_after_start_of,
        coalesce(owned_by_member.vehicles_owned, 0) as vehicles_owned,
        coalesce(serviced.vehicles_serviced, 0) as vehicles_serviced,
        coalesce(owned_by_member.equipment_count, 0) as equipment_count,
        coalesce(owned_by_member.open_balance, 0) as open_balance
    from members
    inner join live_tenants
        on live_tenants.business_id = members.business_id
    left join orders_by_member
        on orders_by_member.business_id = members.business_id
        and orders_by_member.member_id = members.member_id
    left join serviced
        on serviced.business_id = members.business_id
        and serviced.member_id = members.member_id
    left join owned_by_member
        on owned_by_member.business_id = members.business_id
        and owned_by_member.member_id = members.member_id
)

select
    business_id,
    customer_id,
    as_of_date,
    customer_member,
    customer_number,
    hs_orders,
    hs_revenue,
    hs_net,
    hs_first_at,
    hs_last_at,
    auto_orders,
    auto_revenue,
    auto_net,
    auto_first_at,
    auto_last_at,
    rest_orders,
    rest_revenue,
    rest_net,
    rest_first_at,
    rest_last_at,
    ret_orders,
    ret_revenue,
    ret_net,
    ret_first_at,
    ret_last_at,
    last_after_start_of,
    vehicles_owned,
    vehicles_serviced,
    equipment_count,
    open_balance,
    :release as release
from final
