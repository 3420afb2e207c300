with
lines_by_sale as (
    select
        company_id,
        sale_id,
        count(*) as lines,
        count(*) filter (where is_foreign) as foreign_lines,
        sum(own_amount) as lines_amount
    from marts.sale_lines
    group by company_id, sale_id
),

final as (
    select
        sales.company_id,
        sales.sale_id,
        sales.sale_date,
        sales.total_amount,
        coalesce(lines_by_sale.lines, 0) as lines,
        coalesce(lines_by_sale.foreign_lines, 0) as foreign_lines,
        coalesce(lines_by_sale.lines_amount, 0) as lines_amount
    from marts.sale_states as sales
    left join lines_by_sale
        on lines_by_sale.company_id = sales.company_id
        and lines_by_sale.sale_id = sales.sale_id
)

select
    company_id,
    sale_id,
    sale_date,
    total_amount,
    lines,
    foreign_lines,
    lines_amount,
    total_amount - lines_amount as difference,
    :release as release
from final
where total_amount <> lines_amount
