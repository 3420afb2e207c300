-- C19: what a sale says, and its lines.
select
    cast(company_id as text),
    cast(sale_id as text),
    sale_date,
    total_amount,
    cast(coalesce(lines.count, 0) as integer),
    cast(coalesce(lines.amount, 0) as numeric(18, 2)),
    cast(total_amount - coalesce(lines.amount, 0) as numeric(18, 2))
from sales
inner join companies using (company_id)
left join (
    select sale_id, count(*) as count, sum(total_amount) as amount from sale_items group by sale_id
) as lines using (sale_id)
where companies.deleted_at is null
    and sales.deleted_at is null
    and total_amount <> coalesce(lines.amount, 0)
