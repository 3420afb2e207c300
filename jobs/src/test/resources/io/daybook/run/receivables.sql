-- One customer whose balance can be added up in the head; see TestReceivables.
update organizations set default_payment_terms = 30 where id = ':tenant';

insert into customers (id, organization_id, name, customer_code, created_at)
values (':customer', ':tenant', 'Worked example', 'W-1', '2026-06-30 00:00+00');

insert into orders (organization_id, customer_id, status, order_number, order_date, due_date, total, deleted_at)
values
    (':tenant', ':customer', 'confirmed', 'A0', '2026-07-01', '2026-10-31', 10, null),
    (':tenant', ':customer', 'confirmed', 'A1', '2026-07-01', '2026-10-30', 20, null),
    (':tenant', ':customer', 'confirmed', 'A30', '2026-07-01', '2026-10-01', 30, null),
    (':tenant', ':customer', 'confirmed', 'A31', '2026-07-01', '2026-09-30', 40, null),
    (':tenant', ':customer', 'confirmed', 'A60', '2026-07-01', '2026-09-01', 50, null),
    (':tenant', ':customer', 'confirmed', 'A61', '2026-07-01', '2026-08-31', 60, null),
    (':tenant', ':customer', 'confirmed', 'A90', '2026-07-01', '2026-08-02', 70, null),
    (':tenant', ':customer', 'confirmed', 'A91', '2026-07-01', '2026-08-01', 80, null),
    (':tenant', ':customer', 'delivered', 'L', '2026-09-15', '2026-12-31', 100, null),
    (':tenant', ':customer', 'delivered', 'R', '2026-09-15', '2026-12-31', 200, null),
    (':tenant', ':customer', 'delivered', 'O', '2026-09-15', '2026-12-31', 100, null),
    (':tenant', ':customer', 'delivered', 'C', '2026-09-15', '2026-12-31', 100, null),
    (':tenant', ':customer', 'delivered', 'DP', '2026-09-15', '2026-12-31', 100, null),
    (':tenant', ':customer', 'delivered', 'DP2', '2026-09-15', '2026-12-31', 100, null),
    (':tenant', ':customer', 'delivered', 'DO', '2026-09-15', '2026-12-31', 100, '2026-11-10 00:00+00'),
    (':tenant', ':customer', 'draft', 'X', '2026-09-15', '2026-09-30', 1000, null),
    (':tenant', ':customer', 'cancelled', 'Y', '2026-09-15', '2026-09-30', 1000, null),
    (':tenant', ':customer', 'confirmed', 'N', '2026-10-01', null, 5, null);

insert into order_payments
    (organization_id, order_id, payment_method, recorded_by, payment_date, amount, is_refund, deleted_at)
select
    orders.organization_id,
    orders.id,
    'cash',
    (select min(cast(users.id as text))::uuid from users where users.organization_id = orders.organization_id),
    cast(paid.day as date),
    paid.amount,
    paid.is_refund,
    cast(paid.deleted_at as timestamptz)
from orders
inner join (
    values
        ('L', '2026-11-01', 100, false, null),
        ('R', '2026-10-05', 200, false, null),
        ('R', '2026-10-06', 50, true, null),
        ('O', '2026-10-05', 130, false, null),
        ('DP', '2026-10-05', 40, false, '2026-10-20 00:00+00'),
        ('DP2', '2026-10-05', 40, false, '2026-11-05 00:00+00'),
        ('X', '2026-10-05', 7, false, null)
) as paid (order_number, day, amount, is_refund, deleted_at)
    on paid.order_number = orders.order_number
where orders.customer_id = ':customer';

insert into credit_notes
    (organization_id, credit_note_number, order_id, customer_id, amount, gst_amount, reason, status,
    applied_to_order_id, created_at)
select
    orders.organization_id,
    noted.credit_note_number,
    orders.id,
    orders.customer_id,
    noted.amount,
    0,
    'Goodwill',
    cast(noted.status as credit_note_status),
    case when noted.is_applied then orders.id end,
    -- 10 October in Sydney
    '2026-10-09 14:00+00'
from orders
inner join (
    values
        ('CN-1', 'C', 25, 'applied', true),
        ('CN-2', 'C', 11, 'issued', false),
        ('CN-3', 'C', 12, 'voided', true)
) as noted (credit_note_number, order_number, amount, status, is_applied)
    on noted.order_number = orders.order_number
where orders.customer_id = ':customer';
