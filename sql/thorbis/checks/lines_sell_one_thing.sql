select
    business_id,
    table_name,
    row_id
from marts.rules_broken
where rule = 'one_thing_is_sold'
