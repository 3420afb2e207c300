-- C23: from application to conversion, by the month of application and the latest analysis.
with
latest as (
    select distinct on (company_id, client_application_id) *
    from credit_analyses
    order by company_id, client_application_id, created_at desc, analysis_id desc
)

select
    cast(applications.company_id as text),
    cast(date_trunc('month', applications.created_at) as date),
    cast(count(*) as integer),
    cast(count(latest.analysis_id) as integer),
    cast(count(*) filter (where lower(trim(latest.status)) = 'approved') as integer),
    cast(count(converted_at) as integer),
    cast(
        cast(count(*) filter (where lower(trim(latest.status)) = 'approved') as numeric)
        / nullif(count(latest.analysis_id), 0) as numeric(18, 4)
    ),
    cast(count(risk_score) as integer),
    cast(coalesce(sum(risk_score), 0) as numeric(18, 2)),
    cast(avg(risk_score) as numeric(18, 2)),
    cast(
        coalesce(sum(approved_amount) filter (where lower(trim(latest.status)) = 'approved'), 0)
        as numeric(18, 2)
    ),
    coalesce(sum(cast(converted_at as date) - cast(applications.created_at as date)), 0),
    cast(avg(cast(converted_at as date) - cast(applications.created_at as date)) as numeric(18, 1))
from client_applications as applications
inner join companies using (company_id)
left join latest
    on latest.client_application_id = application_id and latest.company_id = applications.company_id
where applications.deleted_at is null and companies.deleted_at is null
group by applications.company_id, 2
