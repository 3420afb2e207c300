-- Live revenues, each in its invoice's currency or the company's.
select
    cast(earned.company_id as text),
    cast(revenue_id as text),
    case when earned.contact_id is null then '(none)' else coalesce(cast(contacts.contact_id as text), '(unknown)') end,
    contacts.last_name,
    case when earned.invoice_id is null then '(none)' else coalesce(cast(invoices.invoice_id as text), '(unknown)') end,
    earned.description,
    category,
    case
        when earned.cost_center_id is null then '(unassigned)'
        else coalesce(cast(cost_centers.cost_center_id as text), '(unknown)')
    end,
    cost_centers.name,
    earned.currency,
    amount,
    case when earned.currency = own then amount else 0.00 end,
    earned.currency <> own,
    revenue_date
from oracle.earned
left join contacts on contacts.contact_id = earned.contact_id and contacts.company_id = earned.company_id
left join invoices on invoices.invoice_id = earned.invoice_id and invoices.company_id = earned.company_id
left join cost_centers
    on cost_centers.cost_center_id = earned.cost_center_id and cost_centers.company_id = earned.company_id
