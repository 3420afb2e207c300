with
levels as (
    select
        member_id,
        max(steps) as level,
        bool_or(comes_back) as is_cyclic
    from marts.business_ancestry
    group by member_id
),

-- The group of a business is the topmost that it is a part of; where nobody comes to an end above
-- it, it is its own, so that every business is in one group and no amount is there twice.
members as (
    select
        businesses.business_id as member_id,
        businesses.currency,
        businesses.stored_recurring_revenue,
        businesses.locations,
        case
            when levels.is_cyclic then businesses.business_id
            else coalesce(tops.above_id, businesses.business_id)
        end as group_id
    from marts.businesses as businesses
    left join levels
        on levels.member_id = businesses.business_id
    left join marts.business_ancestry as tops
        on tops.member_id = levels.member_id
        and tops.steps = levels.level
),

orders_by_member as (
    select
        business_id,
        count(*) as orders,
        coalesce(sum(gross_amount), 0) as gross_amount,
        coalesce(sum(net_amount), 0) as net_amount
    from marts.orders_of_all_industries
    where is_earned and not is_deleted
    group by business_id
),

final as (
    select
        members.group_id,
        members.currency,
        count(*) as businesses,
        sum(members.locations) as locations,
        coalesce(sum(orders_by_member.orders), 0) as orders,
        coalesce(sum(members.stored_recurring_revenue), 0) as stored_recurring_revenue,
        coalesce(sum(orders_by_member.gross_amount), 0) as gross_amount,
        coalesce(sum(orders_by_member.net_amount), 0) as net_amount
    from members
    left join orders_by_member
        on orders_by_member.business_id = members.member_id
    group by members.group_id, members.currency
)

select
    '(global)' as business_id,
    final.group_id,
    final.currency,
    tops.business_name as group_name,
    final.businesses,
    final.locations,
    final.orders,
    final.stored_recurring_revenue,
    final.gross_amount,
    final.net_amount,
    :release as release
from final
left join facts.tenants as tops
    on tops.business_id = final.group_id
