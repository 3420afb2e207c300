select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'invoice_numbers_are_unique'
