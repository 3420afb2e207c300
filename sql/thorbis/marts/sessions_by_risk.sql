with
sessions as (
    select
        business_id,
        user_id,
        risk_score,
        case
            when risk_score is null then 'unknown'
            when risk_score < 25 then 'low'
            when risk_score < 50 then 'medium'
            when risk_score < 75 then 'high'
            else 'critical'
        end as risk_band
    from facts.security_mgmt_enhanced_user_sessions
    where tenant_is_live
),

final as (
    select
        business_id,
        risk_band,
        count(*) as sessions,
        count(distinct user_id) as users,
        coalesce(sum(risk_score), 0) as risk_sum,
        count(*) filter (where risk_score not between 0 and 100) as odd_scores
    from sessions
    group by business_id, risk_band
)

select
    business_id,
    risk_band,
    sessions,
    users,
    risk_sum,
    case when risk_band <> 'unknown' then ratio(risk_sum, sessions, 2) end as mean_risk,
    odd_scores,
    :release as release
from final
