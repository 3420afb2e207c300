-- Instalments, recognised and deferred revenue, credit notes.
insert into payment_schedules (
    id, organization_id, order_id, plan_type, installment_no, due_date, amount, gst_amount, status,
    paid_amount, paid_at, created_at, updated_at, deleted_at
)
select
    demo.id('instalment' || orders.id || n),
    orders.organization_id,
    orders.id,
    'fifty_fifty',
    n,
    orders.order_date + 30 * n,
    round(orders.total / 2, 2),
    round(orders.tax_amount / 2, 2),
    cast(case
        when orders.balance_due <= 0 then 'paid'
        when orders.order_date + 30 * n < date ':today' then 'overdue'
        else 'pending'
    end as installment_status),
    case when orders.balance_due <= 0 then round(orders.total / 2, 2) else 0 end,
    case when orders.balance_due <= 0 then demo.past(orders.created_at + n * interval '20 days') end,
    orders.created_at,
    orders.created_at,
    orders.deleted_at
from orders
cross join generate_series(1, 2) as n
where demo.roll('plan' || orders.id, 6) = 0;

insert into revenue_recognition (
    id, organization_id, order_id, recognition_type, recognized_amount, recognition_date, state,
    created_at, updated_at
)
select
    demo.id('recognised' || orders.id),
    orders.organization_id,
    orders.id,
    cast(demo.pick('t' || orders.id, 'on_delivery', 'milestone') as recognition_type),
    orders.total - orders.tax_amount,
    coalesce(orders.delivered_date, orders.order_date),
    cast(demo.pick('s' || orders.id, 'recognized', 'synced', 'sync_failed') as recognition_state),
    orders.created_at,
    orders.created_at
from orders
where orders.status = 'delivered' and orders.deleted_at is null and demo.roll('rr' || orders.id, 2) = 0;

insert into deferred_revenue (
    id, organization_id, order_id, original_amount, remaining_amount, recognized_amount,
    deferral_date, expected_recognition_date, status, created_at, updated_at
)
select
    demo.id('deferred' || orders.id),
    orders.organization_id,
    orders.id,
    orders.total,
    orders.total - round(orders.total / 3, 2),
    round(orders.total / 3, 2),
    orders.order_date,
    orders.order_date + 365,
    'partially_recognized',
    orders.created_at,
    orders.created_at
from orders
where demo.roll('dr' || orders.id, 12) = 0 and orders.total > 0;

insert into credit_notes (
    id, organization_id, credit_note_number, order_id, customer_id, amount, gst_amount, reason, status,
    applied_to_order_id, created_at, updated_at, deleted_at
)
select
    demo.id('credit' || orders.id),
    orders.organization_id,
    'CN-' || substr(cast(orders.id as text), 1, 8),
    orders.id,
    orders.customer_id,
    round(abs(orders.total) / 5, 2),
    round(abs(orders.tax_amount) / 5, 2),
    'Goodwill',
    cast(demo.pick('s' || orders.id, 'draft', 'issued', 'applied', 'voided') as credit_note_status),
    case when demo.roll('a' || orders.id, 3) = 0 then orders.id end,
    demo.past(orders.created_at + interval '8 days'),
    demo.past(orders.created_at + interval '8 days'),
    case when demo.roll('d' || orders.id, 9) = 0 then demo.past(orders.created_at + interval '9 days') end
from orders
where demo.roll('cn' || orders.id, 15) = 0;
