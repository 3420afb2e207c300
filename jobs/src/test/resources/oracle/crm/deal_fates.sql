-- C15 to C18: deals, by whom and to whom, and what became of them.
select
    cast(deals.company_id as text),
    cast(deal_id as text),
    coalesce(cast(contacts.contact_id as text), '(unknown)'),
    owner,
    coalesce(nullif(lower(trim(stage)), ''), '(none)'),
    fate,
    coalesce(nullif(lower(trim(loss_reason)), ''), '(none)'),
    said,
    value,
    cast(share * 100 as numeric(7, 2)),
    cast(deals.created_at as date),
    expected_close_date,
    actual_close_date
from oracle.judged as deals
left join contacts on contacts.contact_id = deals.contact_id and contacts.company_id = deals.company_id
