with
named as (
    select
        job_id,
        coalesce(
            nullif(lower(trim(json_text(payload, 'company_id'))), ''),
            nullif(lower(trim(json_text(payload, 'companyId'))), '')
        ) as company_id
    from facts.job_queue
)

select named.job_id
from named
left join facts.tenants as tenants
    on tenants.company_id = named.company_id
where named.company_id is not null and tenants.company_id is null
