with
booked as (
    select
        orders.organization_id,
        orders.order_id,
        orders.order_number,
        orders.customer_id,
        orders.customer_name,
        orders.order_date,
        coalesce(
            orders.invoice_due_date,
            orders.due_date,
            orders.order_date + tenants.default_payment_terms
        ) as due_day,
        orders.total,
        greatest(orders.order_date, orders.deleted_local_date) as closed_day,
        orders.deleted_local_date is not null as is_closed
    from facts.orders as orders
    inner join facts.tenants as tenants
        on tenants.organization_id = orders.organization_id
    where orders.tenant_is_live
        and orders.status not in ('draft', 'cancelled')
        and orders.order_date is not null
        and orders.total is not null
),

-- What pays an order, or takes a payment back. An applied credit note that names no order pays none.
settlements as (
    select
        organization_id,
        order_id,
        payment_id as record_id,
        case when is_refund then 'refund' else 'payment' end as kind,
        reference,
        payment_date as day,
        case when is_refund then amount else -amount end as amount,
        deleted_local_date
    from facts.payments
    where payment_date is not null and amount is not null
    union all
    select
        organization_id,
        coalesce(applied_to_order_id, order_id) as order_id,
        credit_note_id as record_id,
        'credit_note' as kind,
        credit_note_number as reference,
        created_local_date as day,
        -amount as amount,
        deleted_local_date
    from facts.credit_notes
    where status = 'applied' and created_local_date is not null and amount is not null
),

-- Step: in which order the entries of one day count.
entries as (
    select
        organization_id,
        order_id,
        order_id as record_id,
        'invoice' as kind,
        1 as step,
        order_number as reference,
        order_date as day,
        total as amount
    from booked
    union all
    select
        organization_id,
        order_id,
        record_id,
        kind,
        2 as step,
        reference,
        day,
        amount
    from settlements
    union all
    select
        organization_id,
        order_id,
        record_id,
        kind || '_deleted' as kind,
        3 as step,
        reference,
        greatest(day, deleted_local_date) as day,
        -amount as amount
    from settlements
    where deleted_local_date is not null
    union all
    select
        organization_id,
        order_id,
        order_id as record_id,
        'invoice_deleted' as kind,
        4 as step,
        order_number as reference,
        closed_day as day,
        0 as amount
    from booked
    where is_closed
),

balances as (
    select
        booked.organization_id,
        booked.order_id,
        booked.order_number,
        booked.customer_id,
        booked.customer_name,
        booked.due_day,
        entries.kind,
        entries.step,
        entries.record_id,
        entries.reference,
        entries.day,
        entries.amount,
        case
            when booked.is_closed and (entries.step = 4 or entries.day > booked.closed_day) then 0
            else greatest(
                sum(entries.amount) over (
                    partition by booked.organization_id, booked.order_id
                    order by
                        entries.day nulls last,
                        entries.step nulls last,
                        entries.record_id nulls last
                    rows between unbounded preceding and current row
                ),
                0
            )
        end as balance
    from entries
    inner join booked
        on booked.organization_id = entries.organization_id
        and booked.order_id = entries.order_id
),

changes as (
    select
        balances.*,
        balance - coalesce(
            lag(balance) over (
                partition by organization_id, order_id
                order by day nulls last, step nulls last, record_id nulls last
            ),
            0
        ) as balance_change
    from balances
)

select
    organization_id,
    kind,
    record_id,
    order_id,
    order_number,
    customer_id,
    customer_name,
    due_day,
    day,
    step,
    reference,
    case when step = 4 then balance_change else amount end as amount,
    balance_change,
    balance,
    :release as release
from changes
