select
    company_id,
    entity,
    entity_key
from marts.quality_checks
where rule = 'invoice_numbers_are_unique'
