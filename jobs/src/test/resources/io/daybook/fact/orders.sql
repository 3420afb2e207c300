select
    coalesce(tenant.organization_id, '(unassigned)') as organization_id,
    coalesce(tenant.is_live, false) as tenant_is_live,
    orders.id as order_id,
    orders.customer_id,
    orders.order_number,
    orders.status,
    orders.payment_status,
    orders.invoice_status,
    orders.subtotal,
    orders.discount_amount,
    orders.tax_amount,
    orders.shipping_amount,
    orders.total,
    orders.paid_amount,
    orders.balance_due,
    orders.order_date,
    orders.due_date,
    orders.shipped_date,
    orders.delivered_date,
    orders.invoice_due_date,
    orders.created_at,
    orders.paid_at,
    orders.deleted_at,
    orders.deleted_at is not null as is_deleted,
    customers.name as customer_name,
    customers.type as customer_type,
    customers.status as customer_status,
    case when customers.id is not null then customers.deleted_at is not null end
        as customer_is_deleted,
    users.name as creator_name,
    case when users.id is not null then users.deleted_at is not null end as creator_is_deleted,
    local_date(orders.created_at, created_offset.offset_seconds) as created_local_date,
    local_date(orders.deleted_at, deleted_offset.offset_seconds) as deleted_local_date,
    local_date(orders.paid_at, paid_offset.offset_seconds) as paid_local_date
from raw.orders as orders
left join raw.customers as customers
    on customers.organization_id = orders.organization_id
    and customers.id = orders.customer_id
left join raw.users as users
    on users.organization_id = orders.organization_id
    and users.id = orders.created_by
left join facts.tenants as tenant
    on tenant.organization_id = orders.organization_id
left join facts.zone_offsets as created_offset
    on created_offset.zone = coalesce(tenant.zone, 'Australia/Sydney')
    and created_offset.utc_year
        = greatest(1999, least(2050, extract(year from orders.created_at)))
    and orders.created_at >= created_offset.from_utc
    and orders.created_at < created_offset.to_utc
left join facts.zone_offsets as deleted_offset
    on deleted_offset.zone = coalesce(tenant.zone, 'Australia/Sydney')
    and deleted_offset.utc_year
        = greatest(1999, least(2050, extract(year from orders.deleted_at)))
    and orders.deleted_at >= deleted_offset.from_utc
    and orders.deleted_at < deleted_offset.to_utc
left join facts.zone_offsets as paid_offset
    on paid_offset.zone = coalesce(tenant.zone, 'Australia/Sydney')
    and paid_offset.utc_year
        = greatest(1999, least(2050, extract(year from orders.paid_at)))
    and orders.paid_at >= paid_offset.from_utc
    and orders.paid_at < paid_offset.to_utc
