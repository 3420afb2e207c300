-- receivable_entries by its contract, over the source's tables.
--
-- Where the contract leaves room, this is how it is read:
-- * What counts on one day counts in this order: the order, what pays or is paid back, what of these
--   is deleted, the order's own deletion; within these by key.
-- * A payment that was deleted before its date never was: it counts, and is taken back, on its date.
-- * An order that is deleted owes nothing from then on, whatever is paid for it or back later.
-- * A credit note that was applied pays the order that it was applied to, or else its own.
with

owing as (
    select
        orders.*,
        oracle.local_date(orders.deleted_at, live_tenants.zone) as deleted_day,
        organizations.default_payment_terms
    from orders
    inner join oracle.live_tenants on live_tenants.id = orders.organization_id
    inner join organizations on organizations.id = orders.organization_id
    where orders.status not in ('draft', 'cancelled')
),

paid as (
    select
        order_payments.organization_id,
        order_payments.order_id,
        order_payments.id,
        case order_payments.is_refund when true then 'refund' else 'payment' end as kind,
        order_payments.reference,
        order_payments.payment_date as day,
        case order_payments.is_refund when true then 1 else -1 end * order_payments.amount as amount,
        oracle.local_date(order_payments.deleted_at, live_tenants.zone) as deleted_day
    from order_payments
    inner join oracle.live_tenants on live_tenants.id = order_payments.organization_id

    union all

    select
        credit_notes.organization_id,
        coalesce(credit_notes.applied_to_order_id, credit_notes.order_id),
        credit_notes.id,
        'credit_note',
        credit_notes.credit_note_number,
        oracle.local_date(credit_notes.created_at, live_tenants.zone),
        -1 * credit_notes.amount,
        oracle.local_date(credit_notes.deleted_at, live_tenants.zone)
    from credit_notes
    inner join oracle.live_tenants on live_tenants.id = credit_notes.organization_id
    where credit_notes.status = 'applied'
),

entries as (
    select organization_id, id as order_id, id, 'invoice' as kind, 1 as step, order_number as reference,
        order_date as day, total as amount
    from owing
    union all
    select organization_id, order_id, id, kind, 2, reference, day, amount from paid
    union all
    select organization_id, order_id, id, kind || '_deleted', 3, reference,
        case when deleted_day > day then deleted_day else day end, -1 * amount
    from paid
    where deleted_day is not null
    union all
    select organization_id, id, id, 'invoice_deleted', 4, order_number,
        case when deleted_day > order_date then deleted_day else order_date end, 0
    from owing
    where deleted_day is not null
),

positions as (
    select
        entries.*,
        array[to_char(day, 'YYYY-MM-DD'), cast(step as text), cast(id as text)] collate "C" as position
    from entries
),

balances as (
    select
        entry.*,
        case
            when exists (
                select
                from positions as deletion
                where deletion.organization_id = entry.organization_id
                    and deletion.order_id = entry.order_id
                    and deletion.step = 4
                    and deletion.position <= entry.position
            ) then 0
            else (
                select case when sum(earlier.amount) > 0 then sum(earlier.amount) else 0 end
                from positions as earlier
                where earlier.organization_id = entry.organization_id
                    and earlier.order_id = entry.order_id
                    and earlier.position <= entry.position
            )
        end as balance
    from positions as entry
),

changes as (
    select
        balances.*,
        balance - coalesce(
            (
                select before.balance
                from balances as before
                where before.organization_id = balances.organization_id
                    and before.order_id = balances.order_id
                    and before.position < balances.position
                order by before.position desc
                limit 1
            ),
            0
        ) as change
    from balances
)

select
    cast(changes.organization_id as text) as organization_id,
    changes.kind,
    cast(changes.id as text) as record_id,
    cast(owing.id as text) as order_id,
    owing.order_number,
    cast(owing.customer_id as text) as customer_id,
    (
        select customers.name
        from customers
        where customers.organization_id = owing.organization_id and customers.id = owing.customer_id
    ) as customer_name,
    case
        when owing.invoice_due_date is not null then owing.invoice_due_date
        when owing.due_date is not null then owing.due_date
        else owing.order_date + owing.default_payment_terms
    end as due_day,
    changes.day,
    changes.step,
    changes.reference,
    cast(case changes.step when 4 then changes.change else changes.amount end as numeric(14, 2)) as amount,
    cast(changes.change as numeric(14, 2)) as balance_change,
    cast(changes.balance as numeric(14, 2)) as balance
from changes
inner join owing
    on owing.organization_id = changes.organization_id
    and owing.id = changes.order_id
