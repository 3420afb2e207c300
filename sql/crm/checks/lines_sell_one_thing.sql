select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'lines_sell_one_thing'
