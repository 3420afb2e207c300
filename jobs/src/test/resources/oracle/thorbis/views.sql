-- What several oracles of Thorbis ask, in PostgreSQL's own calendar: live businesses with D and the end of D,
-- and the orders of all industries by the definition of F_order.
drop schema if exists oracle cascade;

create schema oracle;

-- What oracles look up row by row; without samples their joins would be loops.
create index on hs.payments (invoice_id);
create index on hs.work_order_items (work_order_id);
create index on hs.invoice_items (invoice_id);
create index on hs.estimate_items (estimate_id);
create index on hs.maintenance_visits (service_agreement_id);
create index on hs.work_orders (equipment_id);
create index on auto.repair_orders (vehicle_id);
create index on auto.repair_order_line_items (repair_order_id);
create index on auto.maintenance_schedules (vehicle_id);
create index on rest.order_items (order_id);
create index on ret.sales_order_items (sales_order_id);
create index on workflow_mgmt.state_transitions (entity_id);
create index on user_mgmt.business_users (business_id, user_id);
analyze;

create view oracle.businesses as
select
    id as business_id,
    zone,
    day,
    cast(day + 1 as timestamp) at time zone zone as cut
from tenant_mgmt.businesses
cross join lateral (
    select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
) as zones
cross join lateral (select cast(:as_of_instant at time zone zone as date) as day) as days
where deleted_at is null;

create view oracle.orders as
with
written as (
    select
        business_id, 'hs' as industry, id, work_order_number as number, customer_id, status, 1 as sign, total_amount,
        coalesce(tax_amount, 0) as less, coalesce(completed_at, created_at) as occurred_at, cast(null as date) as on_day,
        deleted_at
    from hs.work_orders
    union all
    select
        business_id, 'auto', id, ro_number, customer_id, status, 1, total_amount, coalesce(tax_amount, 0),
        coalesce(completed_at, actual_completion_time, created_at), null, deleted_at
    from auto.repair_orders
    union all
    select
        business_id, 'rest', id, order_number, customer_id, status, 1, total_amount,
        coalesce(tax_amount, 0) + coalesce(tip_amount, 0), coalesce(ordered_at, created_at), null, null
    from rest.orders
    union all
    select
        business_id, 'ret', id, order_number, customer_id, order_status,
        case trim(lower(order_type)) when 'return' then -1 when 'quote' then 0 else 1 end, total_amount,
        coalesce(tax_amount, 0) + coalesce(shipping_amount, 0) + coalesce(handling_fee, 0), created_at, order_date, null
    from ret.sales_orders
),

said as (
    select written.*, zone, day as d, cut, trim(lower(status)) as word
    from written
    inner join oracle.businesses using (business_id)
)

select
    said.business_id,
    industry,
    said.id,
    number,
    said.customer_id,
    zone,
    d,
    cut,
    case
        when said.customer_id is null then 'anonymous'
        when customers.id is null then 'unknown'
        when customers.deleted_at is not null then 'deleted'
        else 'known'
    end as member,
    word,
    case
        when word = 'cancelled' then 'void'
        when word = 'completed' or (industry = 'auto' and word = 'delivered') or (industry = 'rest' and word = 'served')
            then 'earned'
        when industry = 'hs' and word = any (
            array['created', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress', 'on_hold']
        ) then 'draft'
        when industry = 'auto' and word = any (
            array['open', 'diagnosed', 'authorized', 'in_progress', 'waiting_parts', 'quality_check', 'ready']
        ) then 'draft'
        when industry = 'rest' and word = any (array['draft', 'submitted', 'preparing', 'ready']) then 'draft'
        when industry = 'ret' and word = any (array['open', 'processing', 'shipped']) then 'draft'
        else 'other'
    end as state,
    sign,
    total_amount as total,
    sign * abs(total_amount) as gross,
    sign * (abs(total_amount) - less) as net,
    happened_at,
    coalesce(on_day, cast(happened_at at time zone zone as date)) as happened_on,
    said.deleted_at is not null as is_deleted
from said
cross join lateral (select coalesce(cast(on_day as timestamp) at time zone zone, occurred_at) as happened_at) as instants
left join hs.customers as customers
    on customers.business_id = said.business_id and customers.id = said.customer_id;

-- Done and not deleted, for the customer or for the member that stands for others.
create view oracle.earned as
select
    orders.*,
    case member when 'known' then cast(customer_id as text) else '(' || member || ')' end as member_id
from oracle.orders as orders
where state = 'earned' and not is_deleted;
