with
-- A movement is of a sale where its reference is a line of one. Its quantity bears its sign.
final as (
    select
        movements.company_id,
        movements.movement_id,
        case
            when movements.product_is_deleted is null then '(unknown)'
            else movements.product_id
        end as product_id,
        coalesce(currencies.code, companies.currency) as currency,
        coalesce(types.state, 'other') as movement_type,
        movements.quantity,
        movements.unit_cost * coalesce(currencies.factor, 1) as unit_cost,
        movements.sale_item_sale_id is not null as is_of_sale,
        movements.sale_item_sale_id is null
            and (
                movements.reference_id is not null
                or coalesce(types.state, 'other') = 'out'
            ) as lacks_line,
        movements.created_local_date as moved_date,
        row_number() over (
            partition by movements.company_id, movements.product_id
            order by movements.created_at asc nulls last, movements.movement_id asc nulls last
        ) as place
    from facts.inventory_movements as movements
    inner join marts.company_currencies as companies
        on companies.company_id = movements.company_id
    left join marts.currencies as currencies
        on currencies.company_id = movements.company_id
        and currencies.written = movements.product_currency
    left join facts.status_map as types
        on types.column_name = 'inventory_movements.movement_type'
        and types.word = lower(trim(movements.movement_type))
)

select
    company_id,
    movement_id,
    product_id,
    currency,
    movement_type,
    place,
    quantity,
    unit_cost,
    case when is_of_sale then -quantity else 0 end as sold_quantity,
    case when is_of_sale then -quantity * coalesce(unit_cost, 0) else 0 end as cost_of_goods,
    is_of_sale,
    lacks_line,
    moved_date,
    :release as release
from final
