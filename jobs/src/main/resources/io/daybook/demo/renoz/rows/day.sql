-- One day of business on top of a history: what is new, what moves on, what comes late and what goes.
-- The seed is the history's with the day, so that no two days are alike. :day is the UTC day.
create function demo.during(key text) returns timestamptz
language sql immutable
return timestamptz ':day 00:00+00' + demo.roll('at' || key, 86400) * interval '1 second';

create table demo.placed as
select
    orders.id as old_id,
    demo.id('order' || orders.id) as id,
    orders.organization_id,
    demo.during(orders.id::text) as placed_at,
    -- One in eight is written down some days after it was agreed.
    date ':day' - case when demo.roll('late' || orders.id, 8) = 0 then 4 else 0 end as order_date
from orders
where orders.deleted_at is null
    and (
        demo.roll('again' || orders.id, 700) = 0
        -- No day is without an order: the last one tells which day comes next.
        or orders.id = (
            select id from orders where deleted_at is null order by demo.roll('one' || id, 1000000), id limit 1
        )
    );

insert into orders (
    id, organization_id, order_number, customer_id, status, payment_status, order_date, due_date,
    billing_address, subtotal, discount_amount, tax_amount, shipping_amount, total, paid_amount,
    balance_due, metadata, created_at, updated_at, created_by, invoice_status
)
select
    placed.id,
    orders.organization_id,
    orders.order_number || '-' || to_char(date ':day', 'YYMMDD'),
    orders.customer_id,
    cast(demo.pick('status' || placed.id, 'draft', 'confirmed', 'confirmed', 'confirmed') as order_status),
    'pending',
    placed.order_date,
    placed.order_date + 30,
    orders.billing_address,
    orders.subtotal,
    orders.discount_amount,
    orders.tax_amount,
    orders.shipping_amount,
    orders.total,
    0,
    orders.total,
    orders.metadata,
    placed.placed_at,
    placed.placed_at,
    orders.created_by,
    'unpaid'
from demo.placed as placed
inner join orders on orders.id = placed.old_id;

insert into order_line_items (
    id, organization_id, order_id, product_id, line_number, sku, description, quantity, unit_price,
    discount_percent, discount_amount, tax_type, tax_amount, line_total, notes, created_at, updated_at
)
select
    demo.id('line' || line.id),
    line.organization_id,
    placed.id,
    line.product_id,
    line.line_number,
    line.sku,
    line.description,
    line.quantity,
    line.unit_price,
    line.discount_percent,
    line.discount_amount,
    line.tax_type,
    line.tax_amount,
    line.line_total,
    line.notes,
    placed.placed_at,
    placed.placed_at
from demo.placed as placed
inner join order_line_items as line on line.order_id = placed.old_id;

-- Orders move on; an update that bypasses the application leaves updated_at behind.
update orders
set
    status = cast(case orders.status
        when 'draft' then 'confirmed'
        when 'confirmed' then 'picking'
        when 'picking' then 'picked'
        when 'picked' then 'shipped'
        else 'delivered'
    end as order_status),
    shipped_date = case when orders.status = 'picked' then date ':day' else orders.shipped_date end,
    delivered_date = case when orders.status in ('shipped', 'partially_shipped') then date ':day' end,
    updated_at = case when demo.roll('raw' || orders.id, 10) = 0 then orders.updated_at
        else demo.during('moved' || orders.id) end
where orders.status not in ('delivered', 'cancelled')
    and orders.deleted_at is null
    and demo.roll('moves' || orders.id, 5) = 0;

-- Late money: part of what is still open is paid.
create table demo.settled as
select id, organization_id, balance_due, demo.during('paid' || id) as paid_at
from orders
where balance_due > 0
    and status not in ('draft', 'cancelled')
    and deleted_at is null
    and demo.roll('pays' || id, 40) = 0;

insert into order_payments (
    id, organization_id, order_id, amount, payment_method, payment_date, reference, recorded_by,
    created_at, updated_at
)
select
    demo.id('payment' || settled.id),
    settled.organization_id,
    settled.id,
    settled.balance_due,
    'bank_transfer',
    date ':day',
    'Late, with thanks',
    clerk.id,
    settled.paid_at,
    settled.paid_at
from demo.settled as settled
inner join (
    select distinct on (organization_id) organization_id, id from users order by organization_id, id
) as clerk on clerk.organization_id = settled.organization_id;

update orders
set
    paid_amount = orders.paid_amount + settled.balance_due,
    balance_due = 0,
    payment_status = 'paid',
    invoice_status = 'paid',
    paid_at = settled.paid_at,
    updated_at = settled.paid_at
from demo.settled as settled
where settled.id = orders.id;

-- A refund is a row of its own, with a positive amount.
insert into order_payments (
    id, organization_id, order_id, amount, payment_method, payment_date, is_refund,
    related_payment_id, recorded_by, created_at, updated_at
)
select
    demo.id('refund' || order_payments.id),
    order_payments.organization_id,
    order_payments.order_id,
    round(order_payments.amount / 4, 2),
    order_payments.payment_method,
    date ':day',
    true,
    order_payments.id,
    order_payments.recorded_by,
    demo.during('refund' || order_payments.id),
    demo.during('refund' || order_payments.id)
from order_payments
where not order_payments.is_refund
    and order_payments.deleted_at is null
    and order_payments.amount > 4
    and demo.roll('refunds' || order_payments.id, 4000) = 0;

insert into opportunities (
    id, organization_id, title, customer_id, assigned_to, stage, probability, value, weighted_value,
    expected_close_date, created_at, updated_at, created_by
)
select
    demo.id('opportunity' || opportunities.id),
    opportunities.organization_id,
    opportunities.title,
    opportunities.customer_id,
    opportunities.assigned_to,
    'new',
    10,
    opportunities.value,
    round(opportunities.value / 10, 2),
    date ':day' + 60,
    demo.during(opportunities.id::text),
    demo.during(opportunities.id::text),
    opportunities.created_by
from opportunities
where opportunities.deleted_at is null and demo.roll('again' || opportunities.id, 600) = 0;

update opportunities
set
    stage = cast(case
        when opportunities.stage = 'new' then 'qualified'
        when opportunities.stage = 'qualified' then 'proposal'
        when opportunities.stage = 'proposal' then 'negotiation'
        when demo.roll('won' || opportunities.id, 2) = 0 then 'won'
        else 'lost'
    end as opportunity_stage),
    actual_close_date = case when opportunities.stage = 'negotiation' then date ':day' end,
    version = opportunities.version + 1,
    updated_at = demo.during('stage' || opportunities.id)
where opportunities.stage not in ('won', 'lost')
    and opportunities.deleted_at is null
    and demo.roll('moves' || opportunities.id, 20) = 0;

insert into issues (
    id, organization_id, issue_number, title, type, priority, status, customer_id, created_at, updated_at
)
select
    demo.id('issue' || issues.id),
    issues.organization_id,
    issues.issue_number || '-' || to_char(date ':day', 'YYMMDD'),
    issues.title,
    issues.type,
    issues.priority,
    'open',
    issues.customer_id,
    demo.during(issues.id::text),
    demo.during(issues.id::text)
from issues
where issues.deleted_at is null and demo.roll('again' || issues.id, 600) = 0;

update issues
set
    status = 'resolved',
    resolved_at = demo.during('done' || issues.id),
    updated_at = demo.during('done' || issues.id)
where issues.status in ('open', 'in_progress')
    and issues.created_at < timestamptz ':day 00:00+00'
    and demo.roll('solves' || issues.id, 15) = 0;

update job_assignments
set
    status = 'completed',
    started_at = to_char(demo.during('began' || job_assignments.id) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    updated_at = demo.during('done' || job_assignments.id)
where job_assignments.status in ('scheduled', 'in_progress') and demo.roll('works' || job_assignments.id, 25) = 0;

-- Work and claims are deleted for good, and no updated_at tells of it.
delete from job_time_entries where demo.roll('drops' || job_time_entries.id, 2000) = 0;

update warranty_claims
set
    status = 'resolved',
    resolved_at = demo.during('done' || warranty_claims.id),
    resolution_type = (enum_range(null::warranty_claim_resolution_type))[1],
    updated_at = demo.during('done' || warranty_claims.id)
where warranty_claims.status in ('approved', 'under_review') and demo.roll('solves' || warranty_claims.id, 15) = 0;

-- Gone for good: one line of some drafts; the order's own sums follow.
create table demo.dropped as
select distinct on (order_line_items.order_id)
    order_line_items.id, order_line_items.order_id, order_line_items.line_total, order_line_items.tax_amount
from order_line_items
inner join orders on orders.id = order_line_items.order_id
where orders.status = 'draft'
    and orders.deleted_at is null
    and orders.created_at < timestamptz ':day 00:00+00'
    and orders.discount_amount = 0
    and demo.roll('drops' || order_line_items.order_id, 10) = 0
    and not exists (
        select from shipment_items where shipment_items.order_line_item_id = order_line_items.id
    )
    and not exists (
        select from rma_line_items where rma_line_items.order_line_item_id = order_line_items.id
    )
order by order_line_items.order_id, order_line_items.id;

delete from order_line_items using demo.dropped as dropped where order_line_items.id = dropped.id;

update orders
set
    subtotal = orders.subtotal - dropped.line_total,
    tax_amount = orders.tax_amount - dropped.tax_amount,
    total = orders.total - dropped.line_total - dropped.tax_amount,
    balance_due = orders.balance_due - dropped.line_total - dropped.tax_amount
from demo.dropped as dropped
where orders.id = dropped.order_id;

-- Deleted softly.
update orders
set deleted_at = demo.during('gone' || orders.id), updated_at = demo.during('gone' || orders.id)
where orders.deleted_at is null and demo.roll('removes' || orders.id, 5000) = 0;

insert into customers (
    id, organization_id, customer_code, name, status, type, created_at, updated_at
)
select
    demo.id('customer' || customers.id),
    customers.organization_id,
    customers.customer_code || '-' || to_char(date ':day', 'YYMMDD'),
    customers.name,
    'prospect',
    customers.type,
    demo.during(customers.id::text),
    demo.during(customers.id::text)
from customers
where customers.deleted_at is null and demo.roll('again' || customers.id, 800) = 0;
