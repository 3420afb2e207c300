with
-- Types are free text: one or many, in one case and the other. Another word is other.
kind_map as (
    select
        written,
        kind
    from (
        values
            ('work_order', 'work_order'),
            ('work_orders', 'work_order'),
            ('invoice', 'invoice'),
            ('invoices', 'invoice'),
            ('repair_order', 'repair_order'),
            ('repair_orders', 'repair_order'),
            ('order', 'order'),
            ('orders', 'order'),
            ('sales_order', 'sales_order'),
            ('sales_orders', 'sales_order')
    ) as kinds (written, kind)
),

entities as (
    select business_id, 'work_order' as kind, work_order_id as entity_id, status, is_deleted
    from facts.hs_work_orders
    union all
    select business_id, 'invoice' as kind, invoice_id as entity_id, status, is_deleted
    from facts.hs_invoices
    union all
    select business_id, 'repair_order' as kind, repair_order_id as entity_id, status, is_deleted
    from facts.auto_repair_orders
    union all
    select business_id, 'order' as kind, order_id as entity_id, status, false as is_deleted
    from facts.rest_orders
    union all
    select
        business_id,
        'sales_order' as kind,
        sales_order_id as entity_id,
        order_status as status,
        false as is_deleted
    from facts.ret_sales_orders
),

transitions as (
    select
        transitions.business_id,
        lower(trim(transitions.state_machine_name)) as state_machine,
        coalesce(kind_map.kind, 'other') as entity_kind,
        transitions.entity_id,
        lower(trim(transitions.to_state)) as last_state,
        coalesce(transitions.transition_started_at, transitions.created_at) as last_at,
        count(*) over (
            partition by
                transitions.business_id,
                lower(trim(transitions.state_machine_name)),
                transitions.entity_id
        ) as transitions,
        row_number() over (
            partition by
                transitions.business_id,
                lower(trim(transitions.state_machine_name)),
                transitions.entity_id
            order by
                coalesce(transitions.transition_started_at, transitions.created_at)
                    desc nulls last,
                transitions.created_at desc nulls last,
                transitions.state_transition_id desc nulls last
        ) as from_last
    from facts.workflow_mgmt_state_transitions as transitions
    left join kind_map
        on kind_map.written = lower(trim(transitions.entity_type))
    where transitions.tenant_is_live
),

final as (
    select
        transitions.business_id,
        transitions.state_machine,
        transitions.entity_id,
        transitions.entity_kind,
        case
            when transitions.entity_kind = 'other' then 'unmapped'
            when entities.entity_id is null then 'nowhere'
            when entities.is_deleted then 'deleted'
            else 'resolved'
        end as outcome,
        transitions.transitions,
        transitions.last_state,
        transitions.last_at,
        lower(trim(entities.status)) as current_status
    from transitions
    left join entities
        on entities.business_id = transitions.business_id
        and entities.kind = transitions.entity_kind
        and entities.entity_id = transitions.entity_id
    where transitions.from_last = 1
)

select
    business_id,
    state_machine,
    entity_id,
    entity_kind,
    outcome,
    transitions,
    last_state,
    last_at,
    current_status,
    outcome in ('resolved', 'deleted') and coalesce(current_status, '') <> last_state as is_drifting,
    :release as release
from final
