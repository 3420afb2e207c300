with
-- Types are free text: one or many, in one case and the other. Another word is other.
kind_map as (
    select
        written,
        kind
    from (
        values
            ('customer', 'customer'),
            ('customers', 'customer'),
            ('work_order', 'work_order'),
            ('work_orders', 'work_order'),
            ('invoice', 'invoice'),
            ('invoices', 'invoice'),
            ('vehicle', 'vehicle'),
            ('vehicles', 'vehicle'),
            ('repair_order', 'repair_order'),
            ('repair_orders', 'repair_order'),
            ('order', 'order'),
            ('orders', 'order'),
            ('sales_order', 'sales_order'),
            ('sales_orders', 'sales_order'),
            ('product', 'product'),
            ('products', 'product')
    ) as kinds (written, kind)
),

types as (
    select business_id, lower(trim(attached_to_type)) as written
    from facts.file_mgmt_attachments
    where tenant_is_live
    union all
    select business_id, lower(trim(target_type)) as written
    from facts.audit_mgmt_activity_stream
    where tenant_is_live
    union all
    select business_id, lower(trim(entity_type)) as written
    from facts.workflow_mgmt_state_transitions
    where tenant_is_live
    union all
    select business_id, lower(trim(destination_entity_type)) as written
    from facts.integration_mgmt_data_lineage
    where tenant_is_live
),

final as (
    select
        business_id,
        written,
        count(*) as mentions
    from types
    where written is not null
    group by business_id, written
)

select
    final.business_id,
    final.written,
    coalesce(kind_map.kind, 'other') as kind,
    final.mentions,
    :release as release
from final
left join kind_map
    on kind_map.written = final.written
