with
final as (
    select
        business_id,
        'customer' as kind,
        customer_id as entity_id,
        customer_status as status,
        is_deleted
    from facts.hs_customers
    where tenant_is_live
    union all
    select
        business_id,
        'work_order' as kind,
        work_order_id as entity_id,
        status,
        is_deleted
    from facts.hs_work_orders
    where tenant_is_live
    union all
    select
        business_id,
        'invoice' as kind,
        invoice_id as entity_id,
        status,
        is_deleted
    from facts.hs_invoices
    where tenant_is_live
    union all
    select
        business_id,
        'vehicle' as kind,
        vehicle_id as entity_id,
        vehicle_status as status,
        is_deleted
    from facts.auto_vehicles
    where tenant_is_live
    union all
    select
        business_id,
        'repair_order' as kind,
        repair_order_id as entity_id,
        status,
        is_deleted
    from facts.auto_repair_orders
    where tenant_is_live
    union all
    select
        business_id,
        'order' as kind,
        order_id as entity_id,
        status,
        false as is_deleted
    from facts.rest_orders
    where tenant_is_live
    union all
    select
        business_id,
        'sales_order' as kind,
        sales_order_id as entity_id,
        order_status as status,
        false as is_deleted
    from facts.ret_sales_orders
    where tenant_is_live
    union all
    select
        business_id,
        'product' as kind,
        product_id as entity_id,
        status,
        is_deleted
    from facts.ret_products
    where tenant_is_live
)

select
    business_id,
    kind,
    entity_id,
    lower(trim(status)) as status,
    is_deleted,
    :release as release
from final
