select
    organization_id,
    job_time_entry_id
from facts.job_time_entries
where tenant_is_live and end_time < start_time
