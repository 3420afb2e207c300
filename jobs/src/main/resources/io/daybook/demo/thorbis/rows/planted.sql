-- What is wrong on purpose, in two businesses that both have much else, so many rows of a kind.
-- Every reference between tables that know their business, pointing into the other one.
call demo.plant_stray('hs.customer_equipment', 'id', 'customer_id', 'hs.customers', 'id');
call demo.plant_stray('hs.estimate_items', 'id', 'estimate_id', 'hs.estimates', 'id');
call demo.plant_stray('hs.estimates', 'id', 'customer_id', 'hs.customers', 'id');
call demo.plant_stray('hs.estimates', 'id', 'work_order_id', 'hs.work_orders', 'id');
call demo.plant_stray('hs.invoice_items', 'id', 'invoice_id', 'hs.invoices', 'id');
call demo.plant_stray('hs.invoices', 'id', 'customer_id', 'hs.customers', 'id');
call demo.plant_stray('hs.invoices', 'id', 'work_order_id', 'hs.work_orders', 'id');
call demo.plant_stray('hs.invoices', 'id', 'estimate_id', 'hs.estimates', 'id');
call demo.plant_stray('hs.maintenance_visits', 'id', 'service_agreement_id', 'hs.service_agreements', 'id');
call demo.plant_stray('hs.maintenance_visits', 'id', 'work_order_id', 'hs.work_orders', 'id');
call demo.plant_stray('hs.payments', 'id', 'invoice_id', 'hs.invoices', 'id');
call demo.plant_stray('hs.payments', 'id', 'customer_id', 'hs.customers', 'id');
call demo.plant_stray('hs.payments', 'id', 'reversal_of', 'hs.payments', 'id');
call demo.plant_stray('hs.service_agreements', 'id', 'customer_id', 'hs.customers', 'id');
call demo.plant_stray('hs.work_order_items', 'id', 'work_order_id', 'hs.work_orders', 'id');
call demo.plant_stray('hs.work_orders', 'id', 'customer_id', 'hs.customers', 'id');
call demo.plant_stray('hs.work_orders', 'id', 'location_id', 'tenant_mgmt.business_locations', 'id');
call demo.plant_stray('hs.work_orders', 'id', 'parent_work_order_id', 'hs.work_orders', 'id');
call demo.plant_stray('hs.work_orders', 'id', 'equipment_id', 'hs.customer_equipment', 'id');
call demo.plant_stray('auto.maintenance_schedules', 'id', 'vehicle_id', 'auto.vehicles', 'id');
call demo.plant_stray('auto.parts_inventory', 'id', 'replacement_part_id', 'auto.parts_inventory', 'id');
call demo.plant_stray('auto.purchase_orders', 'id', 'part_id', 'auto.parts_inventory', 'id');
call demo.plant_stray('auto.repair_order_line_items', 'id', 'repair_order_id', 'auto.repair_orders', 'id');
call demo.plant_stray('auto.repair_orders', 'id', 'customer_id', 'hs.customers', 'id');
call demo.plant_stray('auto.repair_orders', 'id', 'vehicle_id', 'auto.vehicles', 'id');
call demo.plant_stray('auto.repair_orders', 'id', 'original_ro_id', 'auto.repair_orders', 'id');
call demo.plant_stray('auto.ro_parts_used', 'id', 'repair_order_id', 'auto.repair_orders', 'id');
call demo.plant_stray('auto.ro_parts_used', 'id', 'part_id', 'auto.parts_inventory', 'id');
call demo.plant_stray('auto.vehicle_history', 'id', 'vehicle_id', 'auto.vehicles', 'id');
call demo.plant_stray('auto.vehicles', 'id', 'customer_id', 'hs.customers', 'id');
call demo.plant_stray('rest.dining_tables', 'id', 'location_id', 'tenant_mgmt.business_locations', 'id');
call demo.plant_stray(
    'rest.menu_categories', 'id', 'parent_category_id', 'rest.menu_categories', 'id', 'display_order < 6'
);
call demo.plant_stray('rest.menu_items', 'id', 'category_id', 'rest.menu_categories', 'id');
call demo.plant_stray('rest.order_items', 'id', 'order_id', 'rest.orders', 'id');
call demo.plant_stray('rest.order_items', 'id', 'menu_item_id', 'rest.menu_items', 'id');
call demo.plant_stray('rest.orders', 'id', 'customer_id', 'hs.customers', 'id');
call demo.plant_stray('rest.orders', 'id', 'table_id', 'rest.dining_tables', 'id');
call demo.plant_stray(
    'ret.product_categories', 'id', 'parent_category_id', 'ret.product_categories', 'id', 'slug in (''category-2'', ''category-3'')'
);
call demo.plant_stray('ret.product_variants', 'id', 'parent_product_id', 'ret.products', 'id');
call demo.plant_stray('ret.products', 'id', 'category_id', 'ret.product_categories', 'id');
call demo.plant_stray('ret.sales_order_items', 'id', 'sales_order_id', 'ret.sales_orders', 'id');
call demo.plant_stray('ret.sales_order_items', 'id', 'product_id', 'ret.products', 'id');
call demo.plant_stray('ret.sales_order_items', 'id', 'product_variant_id', 'ret.product_variants', 'id');
call demo.plant_stray('ret.sales_orders', 'id', 'customer_id', 'hs.customers', 'id');
call demo.plant_stray('ret.sales_orders', 'id', 'location_id', 'tenant_mgmt.business_locations', 'id');
call demo.plant_stray('audit_mgmt.activity_stream', 'id', 'parent_activity_id', 'audit_mgmt.activity_stream', 'id');
call demo.plant_stray('workflow_mgmt.state_transitions', 'id', 'original_transition_id', 'workflow_mgmt.state_transitions', 'id');

-- Statuses are free text.
call demo.plant_statuses('hs.work_orders', 'id', 'status', 4);
call demo.plant_statuses('hs.invoices', 'id', 'status', 4);
call demo.plant_statuses('hs.payments', 'id', 'status', 4);
call demo.plant_statuses('auto.repair_orders', 'id', 'status', 4);
call demo.plant_statuses('rest.orders', 'id', 'status', 4);
call demo.plant_statuses('ret.sales_orders', 'id', 'order_status', 4);
call demo.plant_statuses('integration_mgmt.data_flow_events', 'id', 'status', 4);

-- No money, less than nothing, sums that do not follow.
call demo.plant('hs.work_orders.total_amount.missing', $$
    update hs.work_orders set total_amount = null
    where id in (select demo.chosen('hs.work_orders', 'id', 'true', 8, 2)) returning business_id
$$);
call demo.plant('auto.repair_orders.total_amount.missing', $$
    update auto.repair_orders set total_amount = null
    where id in (select demo.chosen('auto.repair_orders', 'id', 'true', 8, 2)) returning business_id
$$);
call demo.plant('rest.orders.total_amount.missing', $$
    update rest.orders set total_amount = null
    where id in (select demo.chosen('rest.orders', 'id', 'true', 8, 2)) returning business_id
$$);
call demo.plant('hs.invoices.total_amount.missing', $$
    update hs.invoices set total_amount = null
    where id in (select demo.chosen('hs.invoices', 'id', 'true', 8, 1)) returning business_id
$$);
call demo.plant('ret.sales_orders.total_amount.negative', $$
    update ret.sales_orders set total_amount = -total_amount
    where id in (select demo.chosen('ret.sales_orders', 'id', 'order_type = ''return''', 0, 1)) returning business_id
$$);
call demo.plant('hs.work_orders.subtotal.differs', $$
    update hs.work_orders set subtotal = subtotal + 1
    where id in (select demo.chosen('hs.work_orders', 'id', 'true', 10, 2)) returning business_id
$$);
call demo.plant('ret.sales_order_items.total_price.differs', $$
    update ret.sales_order_items set total_price = total_price + 1
    where id in (select demo.chosen('ret.sales_order_items', 'id', 'true', 4, 2)) returning business_id
$$);
call demo.plant('hs.payments.amount.too_much', $$
    update hs.payments set amount = amount + 20
    where id in (
        select demo.chosen(
            'hs.payments', 'id',
            'status = ''completed'' and exists (
                select from hs.invoices
                where invoices.id = invoice_id and invoices.business_id = payments.business_id and status = ''paid''
                    and amount_paid = payments.amount
            )',
            0, 2
        )
    )
    returning business_id
$$);
call demo.plant('hs.payments.paid_at.after_history', $$
    insert into hs.payments (id, business_id, amount, payment_method, status, paid_at, created_at, updated_at)
    select demo.id('early' || id), business_id, 33.00, 'card', 'completed', timestamptz ':today 00:00+00' + interval '50 hours',
        created_at, created_at
    from hs.customers
    where id in (select demo.chosen('hs.customers', 'id', 'true', 0, 1))
    returning business_id
$$);
call demo.plant('hs.customers.customer_number.twice', $$
    update hs.customers set customer_number = 'C-000001'
    where id in (select demo.chosen('hs.customers', 'id', 'customer_number <> ''C-000001''', 3, 2)) returning business_id
$$);
call demo.plant('hs.invoices.invoice_number.twice', $$
    update hs.invoices set invoice_number = (
        select max(invoice_number) from hs.invoices as other where other.business_id = invoices.business_id
    )
    where id in (
        select demo.chosen(
            'hs.invoices', 'id',
            'invoice_number < (select max(invoice_number) from hs.invoices as other where other.business_id = invoices.business_id)',
            9, 1
        )
    )
    returning business_id
$$);

-- Trees that bite their tails, arrays with somebody twice and with nobody.
call demo.plant('tenant_mgmt.businesses.parent_business_id.cycle', $$
    update tenant_mgmt.businesses set parent_business_id = neighbour
    from demo.strays where strays.tenant = businesses.id returning businesses.id
$$);
call demo.plant('tenant_mgmt.businesses.parent_business_id.below_cycle', $$
    update tenant_mgmt.businesses set parent_business_id = (select min(cast(tenant as text))::uuid from demo.strays)
    from demo.businesses as quiet where quiet.id = businesses.id and quiet.n = 6 returning businesses.id
$$);
call demo.plant('ret.product_categories.parent_category_id.self', $$
    update ret.product_categories set parent_category_id = id
    where id in (select demo.chosen('ret.product_categories', 'id', 'slug = ''category-6''', 0, 1)) returning business_id
$$);
call demo.plant('ret.product_categories.parent_category_id.cycle', $$
    update ret.product_categories as child
    set parent_category_id = (
        select id from ret.product_categories as other
        where other.business_id = child.business_id
            and other.slug = case child.slug when 'category-4' then 'category-5' else 'category-4' end
    )
    where id in (select demo.chosen('ret.product_categories', 'id', 'slug in (''category-4'', ''category-5'')', 0, 2))
    returning business_id
$$);
call demo.plant('rest.menu_categories.parent_category_id.self', $$
    update rest.menu_categories set parent_category_id = id
    where id in (select demo.chosen('rest.menu_categories', 'id', 'display_order = 6', 0, 1)) returning business_id
$$);
call demo.plant('hs.work_orders.parent_work_order_id.self', $$
    update hs.work_orders set parent_work_order_id = id
    where id in (select demo.chosen('hs.work_orders', 'id', 'parent_work_order_id is null', 4, 1)) returning business_id
$$);
call demo.plant('hs.work_orders.team_assignment.twice', $$
    update hs.work_orders set team_assignment = team_assignment || team_assignment[1]
    where id in (select demo.chosen('hs.work_orders', 'id', 'cardinality(team_assignment) = 2', 0, 2)) returning business_id
$$);
call demo.plant('hs.work_orders.team_assignment.nobody', $$
    update hs.work_orders set team_assignment = array[demo.id('nobody' || id)]
    where id in (select demo.chosen('hs.work_orders', 'id', 'cardinality(team_assignment) = 2', 0, 1)) returning business_id
$$);
call demo.plant('hs.service_agreements.covered_equipment.nothing', $$
    update hs.service_agreements set covered_equipment = array[demo.id('nothing' || id)]
    where id in (select demo.chosen('hs.service_agreements', 'id', 'true', 1, 1)) returning business_id
$$);
call demo.plant('integration_mgmt.data_lineage.depends_on.self', $$
    update integration_mgmt.data_lineage set depends_on = array[id]
    where id in (select demo.chosen('integration_mgmt.data_lineage', 'id', 'true', 22, 1)) returning business_id
$$);
call demo.plant('integration_mgmt.data_lineage.depends_on.nothing', $$
    update integration_mgmt.data_lineage set depends_on = array[demo.id('nothing' || id)]
    where id in (select demo.chosen('integration_mgmt.data_lineage', 'id', 'true', 23, 1)) returning business_id
$$);

-- Rows of any kind that a schema, a type and an id name.
create procedure demo.plant_hosts(child text, host_schema text, host_type text, host_id text)
language plpgsql
as $$
declare
    kind record;
begin
    for kind in
        select *
        from (
            values
                (8, 2, 'deleted', $sql$%1$I = 'hs', %2$I = 'customer', %3$I = (
                    select id from hs.customers
                    where customers.business_id = child.business_id and deleted_at is not null order by id limit 1)$sql$),
                (12, 2, 'missing', $sql$%3$I = demo.id('nothing' || %3$I)$sql$),
                (14, 1, 'other_type', $sql$%1$I = 'hs', %2$I = 'work_order', %3$I = (
                    select id from hs.customers
                    where customers.business_id = child.business_id order by id limit 1)$sql$),
                (15, 2, 'unmapped_type', $sql$%2$I = 'spaceship'$sql$),
                (17, 2, 'plural', $sql$%2$I = %2$I || 's'$sql$),
                (19, 1, 'other_case', $sql$%2$I = upper(%2$I)$sql$)
        ) as kinds (behind, count, name, change)
    loop
        call demo.plant(
            child || '.' || host_id || '.' || kind.name,
            format(
                'update %1$s as child set %2$s where id in (select demo.chosen(%1$L, %3$L, %4$L, %5$s, %6$s)) returning business_id',
                child, format(kind.change, host_schema, host_type, host_id), 'id', 'true', kind.behind, kind.count
            )
        );
    end loop;
end
$$;

call demo.plant_hosts('file_mgmt.attachments', 'attached_to_schema', 'attached_to_type', 'attached_to_id');
call demo.plant_hosts('audit_mgmt.activity_stream', 'target_schema', 'target_type', 'target_id');
call demo.plant_hosts('workflow_mgmt.state_transitions', 'entity_schema', 'entity_type', 'entity_id');
call demo.plant_hosts(
    'integration_mgmt.data_lineage', 'destination_schema', 'destination_entity_type', 'destination_entity_id'
);

insert into demo.elsewhere (tenant, number, schema, type, id)
select strays.tenant, hosts.number, hosts.schema, hosts.type, hosts.id
from demo.strays
cross join lateral (
    (
        select 0 as number, 'hs' as schema, 'customer' as type, id from hs.customers
        where business_id = neighbour and deleted_at is null order by id limit 1
    )
    union all
    (
        select 1, 'hs', 'work_order', id from hs.work_orders
        where business_id = neighbour and deleted_at is null order by id limit 1
    )
    union all
    (
        select 2, 'hs', 'invoice', id from hs.invoices
        where business_id = neighbour and deleted_at is null order by id limit 1
    )
    union all
    (
        select 3, 'auto', 'vehicle', id from auto.vehicles
        where business_id = neighbour and deleted_at is null order by id limit 1
    )
    union all
    (
        select 4, 'auto', 'repair_order', id from auto.repair_orders
        where business_id = neighbour and deleted_at is null order by id limit 1
    )
    union all
    (
        select 5, 'rest', 'order', id from rest.orders
        where business_id = neighbour order by id limit 1
    )
    union all
    (
        select 6, 'ret', 'sales_order', id from ret.sales_orders
        where business_id = neighbour order by id limit 1
    )
    union all
    (
        select 7, 'ret', 'product', id from ret.products
        where business_id = neighbour and deleted_at is null order by id limit 1
    )
) as hosts;

call demo.plant_elsewhere(
    'file_mgmt.attachments', 'id', 'attached_to_id',
    'attached_to_schema = elsewhere.schema, attached_to_type = elsewhere.type, attached_to_id = elsewhere.id',
    0
);
call demo.plant_elsewhere(
    'audit_mgmt.activity_stream', 'id', 'target_id',
    'target_schema = elsewhere.schema, target_type = elsewhere.type, target_id = elsewhere.id',
    0
);
call demo.plant_elsewhere(
    'workflow_mgmt.state_transitions', 'id', 'entity_id',
    'entity_schema = elsewhere.schema, entity_type = elsewhere.type, entity_id = elsewhere.id',
    0
);
call demo.plant_elsewhere(
    'integration_mgmt.data_flow_events', 'id', 'entity_id',
    'entity_type = elsewhere.type, entity_id = elsewhere.id',
    10
);
call demo.plant_elsewhere(
    'integration_mgmt.data_lineage', 'id', 'source_entity_id',
    'source_schema = elsewhere.schema, source_entity_type = elsewhere.type, source_entity_id = elsewhere.id',
    0
);
call demo.plant_elsewhere(
    'integration_mgmt.data_lineage', 'id', 'destination_entity_id',
    'destination_schema = elsewhere.schema, destination_entity_type = elsewhere.type, destination_entity_id = elsewhere.id',
    0
);

call demo.plant('integration_mgmt.data_flow_events.entity_id.none', $$
    update integration_mgmt.data_flow_events set entity_id = null
    where id in (select demo.chosen('integration_mgmt.data_flow_events', 'id', 'true', 8, 2)) returning business_id
$$);

-- In nobody's scope.
call demo.plant('security_mgmt.incident_response.business_id.missing', $$
    insert into security_mgmt.incident_response (
        id, incident_id, incident_type, severity, detected_at, created_at, updated_at
    )
    select demo.id('platform' || k), 'PLATFORM-' || k, 'outage', 'high', at, at, at
    from generate_series(1, 3) as k
    cross join lateral (select timestamptz ':today 00:00+00' - k * interval '9 days' as at) as times
    returning business_id
$$);
