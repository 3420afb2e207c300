select
    company_id,
    entity,
    entity_key
from marts.quality_checks
where rule = 'entries_have_an_account'
