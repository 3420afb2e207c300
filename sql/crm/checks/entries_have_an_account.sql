select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'entries_have_an_account'
