-- C19: headers that are not the sum of their lines in the company's currency.
with
summed as (
    select
        sale_id,
        count(*) as lines,
        count(*) filter (where currency <> own) as abroad,
        sum(amount) filter (where currency = own) as amount
    from oracle.lines
    group by sale_id
)

select
    cast(company_id as text),
    cast(sale_id as text),
    sale_date,
    total_amount,
    cast(coalesce(lines, 0) as integer),
    cast(coalesce(abroad, 0) as integer),
    cast(coalesce(amount, 0) as numeric(18, 2)),
    cast(total_amount - coalesce(amount, 0) as numeric(18, 2))
from sales
inner join oracle.currencies using (company_id)
left join summed using (sale_id)
where sales.deleted_at is null and total_amount <> coalesce(amount, 0)
