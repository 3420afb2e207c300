select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'statements_say_a_balance'
