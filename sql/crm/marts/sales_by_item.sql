with
final as (
    select
        company_id,
        sale_date as day,
        item_kind,
        item_id,
        currency,
        count(*) as lines,
        count(*) filter (where effect = 'nothing') as void_lines,
        count(*) filter (where effect = 'other') as other_lines,
        coalesce(sum(quantity) filter (where effect = 'counts'), 0) as quantity,
        coalesce(sum(amount) filter (where effect = 'counts'), 0) as amount,
        coalesce(sum(amount) filter (where effect = 'nothing'), 0) as void_amount,
        coalesce(sum(amount) filter (where effect = 'other'), 0) as other_amount,
        count(*) filter (where effect = 'counts' and cost is null) as lines_without_cost,
        coalesce(sum(amount) filter (where effect = 'counts' and cost is not null), 0)
            as amount_with_cost,
        coalesce(sum(cost) filter (where effect = 'counts'), 0) as cost
    from marts.sale_lines
    group by company_id, sale_date, item_kind, item_id, currency
)

select
    company_id,
    day,
    item_kind,
    item_id,
    currency,
    lines,
    void_lines,
    other_lines,
    quantity,
    amount,
    void_amount,
    other_amount,
    lines_without_cost,
    amount_with_cost,
    cost,
    amount_with_cost - cost as margin,
    ratio(amount_with_cost - cost, amount_with_cost, 4) as margin_share,
    :release as release
from final
