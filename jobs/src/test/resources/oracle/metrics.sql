-- Metrics by their descriptions, over the source's tables: one row a metric of one tenant and period.
-- :tenant, :from and :until (local dates, half-open) and :cut (the instant at which :until begins) are put in.
with

tenant as (
    select id, zone from oracle.live_tenants where id = ':tenant'
),

booked as (
    select orders.*
    from orders
    inner join tenant on tenant.id = orders.organization_id
    where orders.deleted_at is null and orders.status not in ('draft', 'cancelled')
        and orders.order_date >= date ':from' and orders.order_date < date ':until'
),

closed as (
    select opportunities.*
    from opportunities
    inner join tenant on tenant.id = opportunities.organization_id
    where opportunities.deleted_at is null
        and opportunities.stage in ('won', 'lost')
        and opportunities.actual_close_date >= date ':from'
        and opportunities.actual_close_date < date ':until'
),

open_at_end as (
    select opportunities.*
    from opportunities
    inner join tenant on tenant.id = opportunities.organization_id
    where opportunities.created_at < timestamptz ':cut'
        and (opportunities.deleted_at is null or opportunities.deleted_at >= timestamptz ':cut')
        and (opportunities.stage not in ('won', 'lost') or opportunities.actual_close_date >= date ':until')
)

select 'revenue' as metric, coalesce(sum(total - tax_amount), 0) as value from booked
union all
select 'revenue_with_tax', coalesce(sum(total), 0) from booked
union all
select 'orders_count', count(*) from booked
union all
select 'average_order_value', round(sum(total) / nullif(count(*), 0), 2) from booked
union all
select 'revenue_delivered', coalesce(sum(orders.total - orders.tax_amount), 0)
from orders
inner join tenant on tenant.id = orders.organization_id
where orders.deleted_at is null and orders.status = 'delivered'
    and orders.delivered_date >= date ':from' and orders.delivered_date < date ':until'
union all
select 'revenue_recognised', coalesce(sum(revenue_recognition.recognized_amount), 0)
from revenue_recognition
inner join tenant on tenant.id = revenue_recognition.organization_id
where revenue_recognition.deleted_at is null and revenue_recognition.state <> 'pending'
    and revenue_recognition.recognition_date >= date ':from'
    and revenue_recognition.recognition_date < date ':until'
union all
select 'revenue_cash',
    coalesce(sum(case when order_payments.is_refund then -order_payments.amount else order_payments.amount end), 0)
from order_payments
inner join tenant on tenant.id = order_payments.organization_id
where order_payments.deleted_at is null
    and order_payments.payment_date >= date ':from' and order_payments.payment_date < date ':until'
union all
select 'customer_count', count(*)
from customers
inner join tenant on tenant.id = customers.organization_id
where customers.created_at < timestamptz ':cut'
    and (customers.deleted_at is null or customers.deleted_at >= timestamptz ':cut')
union all
select 'receivables', coalesce(sum(greatest(
    0,
    orders.total
    - coalesce((
        select sum(case when order_payments.is_refund then -1 else 1 end * order_payments.amount)
        from order_payments
        where order_payments.organization_id = orders.organization_id
            and order_payments.order_id = orders.id
            and order_payments.payment_date < date ':until'
            and (order_payments.deleted_at is null or order_payments.deleted_at >= timestamptz ':cut')
    ), 0)
    - coalesce((
        select sum(credit_notes.amount)
        from credit_notes
        where credit_notes.organization_id = orders.organization_id
            and coalesce(credit_notes.applied_to_order_id, credit_notes.order_id) = orders.id
            and credit_notes.status = 'applied'
            and credit_notes.created_at < timestamptz ':cut'
            and (credit_notes.deleted_at is null or credit_notes.deleted_at >= timestamptz ':cut')
    ), 0)
)), 0)
from orders
inner join tenant on tenant.id = orders.organization_id
where orders.status not in ('draft', 'cancelled')
    and orders.order_date < date ':until'
    and (orders.deleted_at is null or orders.deleted_at >= timestamptz ':cut')
union all
select 'pipeline_value', coalesce(sum(value), 0) from open_at_end
union all
select 'forecasted_revenue', coalesce(sum(weighted_value), 0) from open_at_end
union all
select 'won_revenue', coalesce(sum(value), 0) from closed where stage = 'won'
union all
select 'lost_revenue', coalesce(sum(value), 0) from closed where stage = 'lost'
union all
select 'win_rate', round(count(*) filter (where stage = 'won') / nullif(count(*), 0)::numeric, 3) from closed
union all
select 'claim_count', count(*)
from warranty_claims
inner join tenant on tenant.id = warranty_claims.organization_id
where oracle.local_date(warranty_claims.submitted_at, tenant.zone) >= date ':from'
    and oracle.local_date(warranty_claims.submitted_at, tenant.zone) < date ':until'
union all
select 'warranty_count', count(*)
from warranties
inner join tenant on tenant.id = warranties.organization_id
where warranties.registration_date < timestamptz ':cut'
    and warranties.expiry_date >= timestamptz ':cut'
    and warranties.status not in ('voided', 'pending_approval')
    and (warranties.deleted_at is null or warranties.deleted_at >= timestamptz ':cut')
union all
select 'kwh_deployed', coalesce(sum(
    case
        when trim(projects.metadata #>> '{systemSpecs,batteryCapacityKwh}') ~ '^[0-9]{1,7}([.][0-9]+)?$'
            then round(cast(trim(projects.metadata #>> '{systemSpecs,batteryCapacityKwh}') as numeric), 3)
    end
), 0)
from projects
inner join tenant on tenant.id = projects.organization_id
where projects.deleted_at is null and projects.status = 'completed'
    and projects.actual_completion_date >= date ':from' and projects.actual_completion_date < date ':until'
