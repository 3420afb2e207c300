with
latest_analyses as (
    select
        analyses.company_id,
        analyses.client_application_id,
        coalesce(states.state, 'other') as state,
        analyses.risk_score,
        analyses.approved_amount,
        row_number() over (
            partition by analyses.company_id, analyses.client_application_id
            order by analyses.created_at desc nulls last, analyses.analysis_id desc nulls last
        ) as place
    from facts.credit_analyses as analyses
    left join facts.status_map as states
        on states.column_name = 'credit_analyses.status'
        and states.word = lower(trim(analyses.status))
),

applications as (
    select
        applications.company_id,
        cast(date_trunc('month', applications.created_local_date) as date) as month,
        analyses.client_application_id is not null as is_analysed,
        coalesce(analyses.state, 'other') = 'approved' as is_approved,
        applications.converted_at is not null as is_converted,
        analyses.risk_score,
        case when analyses.state = 'approved' then analyses.approved_amount else 0 end
            as approved_amount,
        days_between(applications.created_local_date, applications.converted_local_date)
            as days_to_convert
    from facts.client_applications as applications
    left join latest_analyses as analyses
        on analyses.company_id = applications.company_id
        and analyses.client_application_id = applications.application_id
        and analyses.place = 1
    where applications.tenant_is_live and not applications.is_deleted
),

final as (
    select
        company_id,
        month,
        count(*) as applications,
        count(*) filter (where is_analysed) as analysed,
        count(*) filter (where is_approved) as approved,
        count(*) filter (where is_converted) as converted,
        count(risk_score) as scored,
        coalesce(sum(risk_score), 0) as risk_score,
        coalesce(sum(approved_amount), 0) as approved_amount,
        coalesce(sum(days_to_convert), 0) as days_to_convert
    from applications
    group by company_id, month
)

select
    company_id,
    month,
    applications,
    analysed,
    approved,
    converted,
    ratio(approved, analysed, 4) as approval_share,
    scored,
    risk_score,
    ratio(risk_score, scored, 2) as mean_risk_score,
    approved_amount,
    days_to_convert,
    ratio(days_to_convert, converted, 1) as mean_days_to_convert,
    :release as release
from final
