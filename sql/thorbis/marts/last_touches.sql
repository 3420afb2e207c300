with
-- Types are free text, one or many; one that is not here stays as it is written.
kind_map as (
    select
        written,
        kind
    from (
        values
            ('customers', 'customer'),
            ('work_orders', 'work_order'),
            ('invoices', 'invoice'),
            ('vehicles', 'vehicle'),
            ('repair_orders', 'repair_order'),
            ('orders', 'order'),
            ('sales_orders', 'sales_order'),
            ('products', 'product')
    ) as kinds (written, kind)
),

activities as (
    select
        stream.business_id,
        coalesce(kind_map.kind, lower(trim(stream.target_type))) as target_type,
        stream.target_id,
        stream.activity_id,
        lower(trim(stream.activity_type)) as activity_type,
        coalesce(lower(trim(stream.actor_type)), '') as actor_type,
        coalesce(stream.occurred_at, stream.created_at) as touched_at
    from facts.audit_mgmt_activity_stream as stream
    left join kind_map
        on kind_map.written = lower(trim(stream.target_type))
    where stream.tenant_is_live
),

counted as (
    select
        business_id,
        target_type,
        target_id,
        activity_type,
        actor_type,
        touched_at,
        count(*) over (
            partition by business_id, target_type, target_id
        ) as activities,
        row_number() over (
            partition by business_id, target_type, target_id
            order by touched_at desc nulls last, activity_id desc nulls last
        ) as from_last
    from activities
)

select
    business_id,
    target_type,
    target_id,
    activities,
    touched_at as last_at,
    activity_type as last_activity_type,
    actor_type as last_actor_type,
    :release as release
from counted
where from_last = 1
