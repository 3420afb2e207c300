-- T28: sessions by band of their risk.
select
    cast(business_id as text),
    case
        when risk_score >= 75 then 'critical'
        when risk_score >= 50 then 'high'
        when risk_score >= 25 then 'medium'
        when risk_score < 25 then 'low'
        else 'unknown'
    end as band,
    cast(count(*) as integer),
    cast(count(distinct user_id) as integer),
    coalesce(sum(risk_score), 0),
    cast(avg(risk_score) as numeric(18, 2)),
    cast(count(*) filter (where risk_score < 0 or risk_score > 100) as integer)
from security_mgmt.enhanced_user_sessions
inner join oracle.businesses using (business_id)
group by business_id, band
