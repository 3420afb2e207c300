-- What each live organisation's orders owe at the end of a day, by the formula of the specification: an
-- order that is neither draft nor cancelled owes its total less net payments less applied credit notes,
-- never less than 0; payments after the day do not count, and what was deleted by then is not there.
with
days as (
    select
        live_tenants.id,
        live_tenants.zone,
        organizations.default_payment_terms
    from oracle.live_tenants
    inner join organizations on organizations.id = live_tenants.id
),

owing as (
    select
        orders.organization_id,
        orders.customer_id,
        date ':day' - case
            when orders.invoice_due_date is not null then orders.invoice_due_date
            when orders.due_date is not null then orders.due_date
            else orders.order_date + days.default_payment_terms
        end as age,
        greatest(
            0,
            orders.total
            - coalesce((
                select sum(case when order_payments.is_refund then -1 else 1 end * order_payments.amount)
                from order_payments
                where order_payments.organization_id = orders.organization_id
                    and order_payments.order_id = orders.id
                    and order_payments.payment_date <= date ':day'
                    and coalesce(oracle.local_date(order_payments.deleted_at, days.zone), 'infinity')
                        > date ':day'
            ), 0)
            - coalesce((
                select sum(credit_notes.amount)
                from credit_notes
                where credit_notes.organization_id = orders.organization_id
                    and coalesce(credit_notes.applied_to_order_id, credit_notes.order_id) = orders.id
                    and credit_notes.status = 'applied'
                    and oracle.local_date(credit_notes.created_at, days.zone) <= date ':day'
                    and coalesce(oracle.local_date(credit_notes.deleted_at, days.zone), 'infinity')
                        > date ':day'
            ), 0)
        ) as owed
    from orders
    inner join days on days.id = orders.organization_id
    where orders.status not in ('draft', 'cancelled')
        and orders.order_date <= date ':day'
        and coalesce(oracle.local_date(orders.deleted_at, days.zone), 'infinity') > date ':day'
)

select
    cast(days.id as text) as organization_id,
    cast(coalesce(sum(owing.owed), 0) as numeric(18, 2)) as owed,
    cast(coalesce(sum(owing.owed) filter (where owing.age > 0), 0) as numeric(18, 2)) as overdue,
    count(distinct owing.customer_id) filter (where owing.owed > 0) as customers,
    count(*) filter (where owing.owed > 0) as orders
from days
left join owing on owing.organization_id = days.id
group by days.id
order by days.id
