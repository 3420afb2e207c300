with
final as (
    select
        business_id,
        product_id,
        sales_channel,
        day,
        count(*) as lines,
        sum(quantity) as quantity,
        coalesce(sum(sales_amount) filter (where not is_return), 0) as sold_amount,
        -coalesce(sum(sales_amount) filter (where is_return), 0) as returned_amount,
        sum(sales_amount) as sales_amount,
        sum(expected_amount) as expected_amount,
        count(*) filter (where is_differing) as differing_lines,
        sum(coalesce(cost_amount, 0)) as cost_amount,
        count(*) - count(cost_amount) as costless_lines
    from marts.retail_lines
    group by business_id, product_id, sales_channel, day
)

select
    business_id,
    product_id,
    sales_channel,
    day,
    lines,
    quantity,
    sold_amount,
    returned_amount,
    sales_amount,
    expected_amount,
    differing_lines,
    cost_amount,
    costless_lines,
    sales_amount - cost_amount as margin_amount,
    ratio(sales_amount - cost_amount, sales_amount, 4) as margin_rate,
    ratio(returned_amount, sold_amount, 4) as return_rate,
    :release as release
from final
