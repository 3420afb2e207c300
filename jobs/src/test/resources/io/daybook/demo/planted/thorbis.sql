-- What a demo of Thorbis plants, found in its tables alone: each statement gives name, tenant, count. The two
-- businesses of worked examples have a test of their own.

-- References into another business.
select 'hs.customer_equipment.customer_id.cross_tenant', child.business_id, count(*)
from hs.customer_equipment as child inner join hs.customers as parent on parent.id = child.customer_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.estimate_items.estimate_id.cross_tenant', child.business_id, count(*)
from hs.estimate_items as child inner join hs.estimates as parent on parent.id = child.estimate_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.estimates.customer_id.cross_tenant', child.business_id, count(*)
from hs.estimates as child inner join hs.customers as parent on parent.id = child.customer_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.estimates.work_order_id.cross_tenant', child.business_id, count(*)
from hs.estimates as child inner join hs.work_orders as parent on parent.id = child.work_order_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.invoice_items.invoice_id.cross_tenant', child.business_id, count(*)
from hs.invoice_items as child inner join hs.invoices as parent on parent.id = child.invoice_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.invoices.customer_id.cross_tenant', child.business_id, count(*)
from hs.invoices as child inner join hs.customers as parent on parent.id = child.customer_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.invoices.work_order_id.cross_tenant', child.business_id, count(*)
from hs.invoices as child inner join hs.work_orders as parent on parent.id = child.work_order_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.invoices.estimate_id.cross_tenant', child.business_id, count(*)
from hs.invoices as child inner join hs.estimates as parent on parent.id = child.estimate_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.maintenance_visits.service_agreement_id.cross_tenant', child.business_id, count(*)
from hs.maintenance_visits as child inner join hs.service_agreements as parent on parent.id = child.service_agreement_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.maintenance_visits.work_order_id.cross_tenant', child.business_id, count(*)
from hs.maintenance_visits as child inner join hs.work_orders as parent on parent.id = child.work_order_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.payments.invoice_id.cross_tenant', child.business_id, count(*)
from hs.payments as child inner join hs.invoices as parent on parent.id = child.invoice_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.payments.customer_id.cross_tenant', child.business_id, count(*)
from hs.payments as child inner join hs.customers as parent on parent.id = child.customer_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.payments.reversal_of.cross_tenant', child.business_id, count(*)
from hs.payments as child inner join hs.payments as parent on parent.id = child.reversal_of
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.service_agreements.customer_id.cross_tenant', child.business_id, count(*)
from hs.service_agreements as child inner join hs.customers as parent on parent.id = child.customer_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.work_order_items.work_order_id.cross_tenant', child.business_id, count(*)
from hs.work_order_items as child inner join hs.work_orders as parent on parent.id = child.work_order_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.work_orders.customer_id.cross_tenant', child.business_id, count(*)
from hs.work_orders as child inner join hs.customers as parent on parent.id = child.customer_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.work_orders.location_id.cross_tenant', child.business_id, count(*)
from hs.work_orders as child inner join tenant_mgmt.business_locations as parent on parent.id = child.location_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.work_orders.parent_work_order_id.cross_tenant', child.business_id, count(*)
from hs.work_orders as child inner join hs.work_orders as parent on parent.id = child.parent_work_order_id
where parent.business_id <> child.business_id group by child.business_id;

select 'hs.work_orders.equipment_id.cross_tenant', child.business_id, count(*)
from hs.work_orders as child inner join hs.customer_equipment as parent on parent.id = child.equipment_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.maintenance_schedules.vehicle_id.cross_tenant', child.business_id, count(*)
from auto.maintenance_schedules as child inner join auto.vehicles as parent on parent.id = child.vehicle_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.parts_inventory.replacement_part_id.cross_tenant', child.business_id, count(*)
from auto.parts_inventory as child inner join auto.parts_inventory as parent on parent.id = child.replacement_part_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.purchase_orders.part_id.cross_tenant', child.business_id, count(*)
from auto.purchase_orders as child inner join auto.parts_inventory as parent on parent.id = child.part_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.repair_order_line_items.repair_order_id.cross_tenant', child.business_id, count(*)
from auto.repair_order_line_items as child inner join auto.repair_orders as parent on parent.id = child.repair_order_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.repair_orders.customer_id.cross_tenant', child.business_id, count(*)
from auto.repair_orders as child inner join hs.customers as parent on parent.id = child.customer_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.repair_orders.vehicle_id.cross_tenant', child.business_id, count(*)
from auto.repair_orders as child inner join auto.vehicles as parent on parent.id = child.vehicle_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.repair_orders.original_ro_id.cross_tenant', child.business_id, count(*)
from auto.repair_orders as child inner join auto.repair_orders as parent on parent.id = child.original_ro_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.ro_parts_used.repair_order_id.cross_tenant', child.business_id, count(*)
from auto.ro_parts_used as child inner join auto.repair_orders as parent on parent.id = child.repair_order_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.ro_parts_used.part_id.cross_tenant', child.business_id, count(*)
from auto.ro_parts_used as child inner join auto.parts_inventory as parent on parent.id = child.part_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.vehicle_history.vehicle_id.cross_tenant', child.business_id, count(*)
from auto.vehicle_history as child inner join auto.vehicles as parent on parent.id = child.vehicle_id
where parent.business_id <> child.business_id group by child.business_id;

select 'auto.vehicles.customer_id.cross_tenant', child.business_id, count(*)
from auto.vehicles as child inner join hs.customers as parent on parent.id = child.customer_id
where parent.business_id <> child.business_id group by child.business_id;

select 'rest.dining_tables.location_id.cross_tenant', child.business_id, count(*)
from rest.dining_tables as child inner join tenant_mgmt.business_locations as parent on parent.id = child.location_id
where parent.business_id <> child.business_id group by child.business_id;

select 'rest.menu_categories.parent_category_id.cross_tenant', child.business_id, count(*)
from rest.menu_categories as child inner join rest.menu_categories as parent on parent.id = child.parent_category_id
where parent.business_id <> child.business_id group by child.business_id;

select 'rest.menu_items.category_id.cross_tenant', child.business_id, count(*)
from rest.menu_items as child inner join rest.menu_categories as parent on parent.id = child.category_id
where parent.business_id <> child.business_id group by child.business_id;

select 'rest.order_items.order_id.cross_tenant', child.business_id, count(*)
from rest.order_items as child inner join rest.orders as parent on parent.id = child.order_id
where parent.business_id <> child.business_id group by child.business_id;

select 'rest.order_items.menu_item_id.cross_tenant', child.business_id, count(*)
from rest.order_items as child inner join rest.menu_items as parent on parent.id = child.menu_item_id
where parent.business_id <> child.business_id group by child.business_id;

select 'rest.orders.customer_id.cross_tenant', child.business_id, count(*)
from rest.orders as child inner join hs.customers as parent on parent.id = child.customer_id
where parent.business_id <> child.business_id group by child.business_id;

select 'rest.orders.table_id.cross_tenant', child.business_id, count(*)
from rest.orders as child inner join rest.dining_tables as parent on parent.id = child.table_id
where parent.business_id <> child.business_id group by child.business_id;

select 'ret.product_categories.parent_category_id.cross_tenant', child.business_id, count(*)
from ret.product_categories as child inner join ret.product_categories as parent on parent.id = child.parent_category_id
where parent.business_id <> child.business_id group by child.business_id;

select 'ret.product_variants.parent_product_id.cross_tenant', child.business_id, count(*)
from ret.product_variants as child inner join ret.products as parent on parent.id = child.parent_product_id
where parent.business_id <> child.business_id group by child.business_id;

select 'ret.products.category_id.cross_tenant', child.business_id, count(*)
from ret.products as child inner join ret.product_categories as parent on parent.id = child.category_id
where parent.business_id <> child.business_id group by child.business_id;

select 'ret.sales_order_items.sales_order_id.cross_tenant', child.business_id, count(*)
from ret.sales_order_items as child inner join ret.sales_orders as parent on parent.id = child.sales_order_id
where parent.business_id <> child.business_id group by child.business_id;

select 'ret.sales_order_items.product_id.cross_tenant', child.business_id, count(*)
from ret.sales_order_items as child inner join ret.products as parent on parent.id = child.product_id
where parent.business_id <> child.business_id group by child.business_id;

select 'ret.sales_order_items.product_variant_id.cross_tenant', child.business_id, count(*)
from ret.sales_order_items as child inner join ret.product_variants as parent on parent.id = child.product_variant_id
where parent.business_id <> child.business_id group by child.business_id;

select 'ret.sales_orders.customer_id.cross_tenant', child.business_id, count(*)
from ret.sales_orders as child inner join hs.customers as parent on parent.id = child.customer_id
where parent.business_id <> child.business_id group by child.business_id;

select 'ret.sales_orders.location_id.cross_tenant', child.business_id, count(*)
from ret.sales_orders as child inner join tenant_mgmt.business_locations as parent on parent.id = child.location_id
where parent.business_id <> child.business_id group by child.business_id;

select 'audit_mgmt.activity_stream.parent_activity_id.cross_tenant', child.business_id, count(*)
from audit_mgmt.activity_stream as child inner join audit_mgmt.activity_stream as parent on parent.id = child.parent_activity_id
where parent.business_id <> child.business_id group by child.business_id;

select 'workflow_mgmt.state_transitions.original_transition_id.cross_tenant', child.business_id, count(*)
from workflow_mgmt.state_transitions as child inner join workflow_mgmt.state_transitions as parent on parent.id = child.original_transition_id
where parent.business_id <> child.business_id group by child.business_id;

-- Statuses, of every table that has one.
with
statuses as (
    select 'hs.work_orders.status' as child, business_id, status from hs.work_orders
    union all
    select 'hs.invoices.status', business_id, status from hs.invoices
    union all
    select 'hs.payments.status', business_id, status from hs.payments
    union all
    select 'auto.repair_orders.status', business_id, status from auto.repair_orders
    union all
    select 'rest.orders.status', business_id, status from rest.orders
    union all
    select 'ret.sales_orders.order_status', business_id, order_status from ret.sales_orders
    union all
    select 'integration_mgmt.data_flow_events.status', business_id, status from integration_mgmt.data_flow_events
)

select
    child || '.' || case
        when status is null then 'missing'
        when status = 'teleported' then 'unknown'
        when status <> trim(status) then 'blanks'
        else 'mixed_case'
    end,
    business_id,
    count(*)
from statuses
where status is null or status = 'teleported' or status <> lower(trim(status))
group by 1, 2;

-- Values.
select 'hs.work_orders.total_amount.missing', business_id, count(*) from hs.work_orders where total_amount is null group by 2;

select 'auto.repair_orders.total_amount.missing', business_id, count(*)
from auto.repair_orders where total_amount is null group by 2;

select 'rest.orders.total_amount.missing', business_id, count(*) from rest.orders where total_amount is null group by 2;

select 'hs.invoices.total_amount.missing', business_id, count(*) from hs.invoices where total_amount is null group by 2;

select 'ret.sales_orders.total_amount.negative', business_id, count(*) from ret.sales_orders where total_amount < 0 group by 2;

select 'hs.work_orders.subtotal.differs', orders.business_id, count(*)
from hs.work_orders as orders
inner join (
    select business_id, work_order_id, sum(total_price) as net from hs.work_order_items group by business_id, work_order_id
) as items on items.business_id = orders.business_id and items.work_order_id = orders.id
where net <> subtotal
    and not exists (
        select from hs.work_order_items as stray
        inner join hs.work_orders as own on own.id = stray.work_order_id and own.business_id <> stray.business_id
        where stray.created_at = orders.created_at
    )
group by 2;

select 'ret.sales_order_items.total_price.differs', business_id, count(*)
from ret.sales_order_items where total_price <> quantity * (unit_price - discount_per_item) group by 2;

select 'hs.payments.amount.too_much', business_id, count(*)
from (
    select payments.business_id, invoice_id
    from hs.payments
    inner join hs.invoices on invoices.id = invoice_id and invoices.business_id = payments.business_id
    where payments.status = 'completed'
    group by payments.business_id, invoice_id, total_amount
    having sum(amount) > total_amount
) as over
group by 2;

select 'hs.payments.paid_at.after_history', business_id, count(*)
from hs.payments where paid_at >= timestamptz ':today 00:00+00' group by 2;

select 'hs.customers.customer_number.twice', business_id, count(*) - count(distinct customer_number)
from hs.customers group by 2 having count(*) > count(distinct customer_number);

select 'hs.invoices.invoice_number.twice', business_id, count(*) - count(distinct invoice_number)
from hs.invoices group by 2 having count(*) > count(distinct invoice_number);

-- Trees and arrays.
select 'tenant_mgmt.businesses.parent_business_id.cycle', child.id, count(*)
from tenant_mgmt.businesses as child
inner join tenant_mgmt.businesses as parent on parent.id = child.parent_business_id and parent.parent_business_id = child.id
group by 2;

select 'tenant_mgmt.businesses.parent_business_id.below_cycle', child.id, count(*)
from tenant_mgmt.businesses as child
inner join tenant_mgmt.businesses as parent on parent.id = child.parent_business_id
inner join tenant_mgmt.businesses as other
    on other.id = parent.parent_business_id and other.parent_business_id = parent.id and other.id <> child.id
group by 2;

select 'ret.product_categories.parent_category_id.self', business_id, count(*)
from ret.product_categories where parent_category_id = id group by 2;

select 'ret.product_categories.parent_category_id.cycle', child.business_id, count(*)
from ret.product_categories as child
inner join ret.product_categories as parent
    on parent.id = child.parent_category_id and parent.parent_category_id = child.id and parent.id <> child.id
group by 2;

select 'rest.menu_categories.parent_category_id.self', business_id, count(*)
from rest.menu_categories where parent_category_id = id group by 2;

select 'hs.work_orders.parent_work_order_id.self', business_id, count(*)
from hs.work_orders where parent_work_order_id = id group by 2;

select 'hs.work_orders.team_assignment.twice', business_id, count(*)
from hs.work_orders
where cardinality(team_assignment) > (select count(distinct member) from unnest(team_assignment) as member)
group by 2;

select 'hs.work_orders.team_assignment.nobody', business_id, count(*)
from hs.work_orders
where exists (select from unnest(team_assignment) as member where member not in (select id from user_mgmt.users))
group by 2;

select 'hs.service_agreements.covered_equipment.nothing', business_id, count(*)
from hs.service_agreements
where exists (select from unnest(covered_equipment) as unit where unit not in (select id from hs.customer_equipment))
group by 2;

select 'integration_mgmt.data_lineage.depends_on.self', business_id, count(*)
from integration_mgmt.data_lineage where id = any (depends_on) group by 2;

select 'integration_mgmt.data_lineage.depends_on.nothing', business_id, count(*)
from integration_mgmt.data_lineage
where exists (select from unnest(depends_on) as parent where parent not in (select id from integration_mgmt.data_lineage))
group by 2;

-- Rows that a schema, a type and an id name: what becomes of them, and how the type is written.
with
hosts as (
    select 'hs.customer' as type, id, business_id, deleted_at from hs.customers
    union all
    select 'hs.work_order', id, business_id, deleted_at from hs.work_orders
    union all
    select 'hs.invoice', id, business_id, deleted_at from hs.invoices
    union all
    select 'auto.vehicle', id, business_id, deleted_at from auto.vehicles
    union all
    select 'auto.repair_order', id, business_id, deleted_at from auto.repair_orders
    union all
    select 'rest.order', id, business_id, null from rest.orders
    union all
    select 'ret.sales_order', id, business_id, null from ret.sales_orders
    union all
    select 'ret.product', id, business_id, deleted_at from ret.products
),

children as (
    select 'file_mgmt.attachments.attached_to_id' as child, business_id,
        attached_to_schema || '.' || attached_to_type as type, attached_to_id as entity_id from file_mgmt.attachments
    union all
    select 'audit_mgmt.activity_stream.target_id', business_id, target_schema || '.' || target_type, target_id
    from audit_mgmt.activity_stream
    union all
    select 'integration_mgmt.data_lineage.destination_entity_id', business_id,
        destination_schema || '.' || destination_entity_type, destination_entity_id from integration_mgmt.data_lineage
    union all
    select 'integration_mgmt.data_lineage.source_entity_id', business_id,
        source_schema || '.' || source_entity_type, source_entity_id from integration_mgmt.data_lineage
    union all
    -- Flows do not say the schema; no two have a table of one name here.
    select 'integration_mgmt.data_flow_events.entity_id', business_id,
        (
            select max(hosts.type) from hosts
            where split_part(hosts.type, '.', 2) = rtrim(lower(events.entity_type), 's')
        ),
        entity_id
    from integration_mgmt.data_flow_events as events
    where entity_id is not null
    union all
    select 'workflow_mgmt.state_transitions.entity_id', business_id, entity_schema || '.' || entity_type, entity_id
    from workflow_mgmt.state_transitions
),

outcomes as (
    select
        children.child,
        children.business_id,
        case
            when rtrim(lower(children.type), 's') not in (select type from hosts) then 'unmapped_type'
            when named.id is null and other.id is not null then 'other_type'
            when named.id is null then 'missing'
            when named.business_id <> children.business_id then 'cross_tenant'
            when named.deleted_at is not null then 'deleted'
            when children.type like '%s' then 'plural'
            when children.type <> lower(children.type) then 'other_case'
            else 'resolved'
        end as outcome
    from children
    left join hosts as named on named.type = rtrim(lower(children.type), 's') and named.id = entity_id
    left join hosts as other on other.type <> rtrim(lower(children.type), 's') and other.id = entity_id
)

select child || '.' || outcome, business_id, count(*)
from outcomes where outcome <> 'resolved' group by 1, 2;

select 'integration_mgmt.data_flow_events.entity_id.none', business_id, count(*)
from integration_mgmt.data_flow_events where entity_id is null group by 2;

-- In nobody's scope.
select 'security_mgmt.incident_response.business_id.missing', business_id, count(*)
from security_mgmt.incident_response where business_id is null group by 2;
