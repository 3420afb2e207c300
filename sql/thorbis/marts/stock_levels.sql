with
final as (
    select
        items.business_id,
        closed_days.day,
        items.item_kind,
        items.item_id,
        items.item_number,
        items.current_quantity,
        items.reserved_quantity,
        items.unit_cost,
        items.unit_price
    from marts.stock_items as items
    inner join marts.closed_days as closed_days
        on closed_days.business_id = items.business_id
    where coalesce(items.created_date <= closed_days.day, true)
        and (not items.is_deleted or items.deleted_date > closed_days.day)
)

select
    business_id,
    day,
    item_kind,
    item_id,
    item_number,
    current_quantity,
    reserved_quantity,
    unit_cost,
    unit_price,
    :as_of_instant as as_of_instant,
    :release as release
from final
