with
opportunities as (
    select
        organization_id,
        created_local_date as day,
        case
            when stage in ('new', 'qualified', 'proposal', 'negotiation', 'won', 'lost')
                then stage
            else 'other'
        end as stage,
        value,
        weighted_value
    from facts.opportunities
    where tenant_is_live and not is_deleted and created_local_date is not null
),

final as (
    select
        organization_id,
        day,
        stage,
        count(*) as opportunities_count,
        sum(value) as total_value,
        coalesce(sum(weighted_value), 0) as weighted_value
    from opportunities
    group by organization_id, day, stage
)

select
    organization_id,
    day,
    stage,
    opportunities_count,
    total_value,
    weighted_value,
    :release as release
from final
