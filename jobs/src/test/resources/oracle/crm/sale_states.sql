-- C19: what its status makes of each sale.
select
    cast(sales.company_id as text),
    cast(sale_id as text),
    coalesce(cast(contacts.contact_id as text), '(unknown)'),
    contacts.last_name,
    sales.status,
    payment_terms,
    case
        when lower(trim(sales.status)) in ('completed', 'pending') then 'counts'
        when lower(trim(sales.status)) in ('cancelled', 'refunded') then 'nothing'
        else 'other'
    end,
    total_amount,
    sale_date
from sales
inner join oracle.currencies using (company_id)
left join contacts on contacts.contact_id = sales.contact_id and contacts.company_id = sales.company_id
where sales.deleted_at is null
