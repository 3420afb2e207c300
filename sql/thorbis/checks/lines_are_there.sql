select
    business_id,
    table_name,
    row_id
from marts.quality_findings
where rule = 'lines_are_there'
