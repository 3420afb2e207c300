with
-- A product that comes in variants has a counter of its own, which none of theirs is in.
products as (
    select
        business_id,
        product_id,
        sku,
        current_stock,
        reserved_stock,
        reorder_point,
        cost_price,
        retail_price,
        created_local_date,
        is_deleted,
        deleted_local_date
    from facts.ret_products
    where tenant_is_live
),

final as (
    select
        business_id,
        'product' as item_kind,
        product_id as item_id,
        sku as item_number,
        current_stock as current_quantity,
        reserved_stock as reserved_quantity,
        reorder_point,
        cost_price as unit_cost,
        retail_price as unit_price,
        created_local_date as created_date,
        is_deleted,
        deleted_local_date as deleted_date
    from products
    union all
    select
        variants.business_id,
        'variant' as item_kind,
        variants.product_variant_id as item_id,
        variants.variant_sku as item_number,
        variants.current_stock as current_quantity,
        variants.reserved_stock as reserved_quantity,
        products.reorder_point,
        products.cost_price + coalesce(variants.cost_adjustment, 0) as unit_cost,
        products.retail_price + coalesce(variants.price_adjustment, 0) as unit_price,
        variants.created_local_date as created_date,
        coalesce(products.is_deleted, false) as is_deleted,
        products.deleted_local_date as deleted_date
    from facts.ret_product_variants as variants
    left join products
        on products.business_id = variants.business_id
        and products.product_id = variants.parent_product_id
    where variants.tenant_is_live
    union all
    select
        business_id,
        'part' as item_kind,
        part_id as item_id,
        part_number as item_number,
        current_stock as current_quantity,
        reserved_stock as reserved_quantity,
        reorder_point,
        cost_price as unit_cost,
        retail_price as unit_price,
        created_local_date as created_date,
        is_deleted,
        deleted_local_date as deleted_date
    from facts.auto_parts_inventory
    where tenant_is_live
    union all
    select
        business_id,
        'menu_item' as item_kind,
        menu_item_id as item_id,
        cast(null as text) as item_number,
        current_stock as current_quantity,
        0 as reserved_quantity,
        low_stock_threshold as reorder_point,
        cost_price as unit_cost,
        base_price as unit_price,
        created_local_date as created_date,
        false as is_deleted,
        cast(null as date) as deleted_date
    from facts.rest_menu_items
    where tenant_is_live and track_inventory
)

select
    business_id,
    item_kind,
    item_id,
    item_number,
    current_quantity,
    coalesce(reserved_quantity, 0) as reserved_quantity,
    reorder_point,
    unit_cost,
    unit_price,
    created_date,
    is_deleted,
    deleted_date,
    :release as release
from final
