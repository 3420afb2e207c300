select
    coalesce(tenant."organization_id", '(unassigned)') as "organization_id",
    coalesce(tenant.is_live, false) as "tenant_is_live",
    base."id" as "order_id",
    base."customer_id",
    base."order_number",
    base."status",
    base."payment_status",
    base."invoice_status",
    base."subtotal",
    base."discount_amount",
    base."tax_amount",
    base."shipping_amount",
    base."total",
    base."paid_amount",
    base."balance_due",
    base."order_date",
    base."due_date",
    base."shipped_date",
    base."delivered_date",
    base."invoice_due_date",
    base."created_at",
    base."paid_at",
    base."deleted_at",
    base."deleted_at" is not null as "is_deleted",
    to_customer."name" as "customer_name",
    to_customer."type" as "customer_type",
    to_customer."status" as "customer_status",
    case when to_customer."id" is not null then to_customer."deleted_at" is not null end
        as "customer_is_deleted",
    to_creator."name" as "creator_name",
    case when to_creator."id" is not null then to_creator."deleted_at" is not null end
        as "creator_is_deleted",
    local_date(base."created_at", offset_created.offset_seconds) as "created_local_date",
    local_date(base."deleted_at", offset_deleted.offset_seconds) as "deleted_local_date",
    local_date(base."paid_at", offset_paid.offset_seconds) as "paid_local_date"
from raw."orders" as base
left join raw."customers" as to_customer
    on to_customer."organization_id" = base."organization_id"
    and to_customer."id" = base."customer_id"
left join raw."users" as to_creator
    on to_creator."organization_id" = base."organization_id"
    and to_creator."id" = base."created_by"
left join facts.tenants as tenant
    on as_uuid(tenant."organization_id") = base."organization_id"
left join facts.zone_offsets as offset_created
    on offset_created.zone = coalesce(tenant.zone, 'Australia/Sydney')
    and offset_created.utc_year
        = greatest(1999, least(2050, extract(year from base."created_at")))
    and base."created_at" >= offset_created.from_utc
    and base."created_at" < offset_created.to_utc
left join facts.zone_offsets as offset_deleted
    on offset_deleted.zone = coalesce(tenant.zone, 'Australia/Sydney')
    and offset_deleted.utc_year
        = greatest(1999, least(2050, extract(year from base."deleted_at")))
    and base."deleted_at" >= offset_deleted.from_utc
    and base."deleted_at" < offset_deleted.to_utc
left join facts.zone_offsets as offset_paid
    on offset_paid.zone = coalesce(tenant.zone, 'Australia/Sydney')
    and offset_paid.utc_year
        = greatest(1999, least(2050, extract(year from base."paid_at")))
    and base."paid_at" >= offset_paid.from_utc
    and base."paid_at" < offset_paid.to_utc
