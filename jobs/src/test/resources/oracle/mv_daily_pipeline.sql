-- mv_daily_pipeline by its contract, over the source's tables: opportunities that are not deleted, by the
-- local day of their creation and the stage they are in now.
select
    cast(opportunities.organization_id as text) as organization_id,
    oracle.local_date(opportunities.created_at, live_tenants.zone) as day,
    case
        when cast(opportunities.stage as text)
            = any (array['new', 'qualified', 'proposal', 'negotiation', 'won', 'lost'])
            then cast(opportunities.stage as text)
        else 'other'
    end as stage,
    cast(count(*) as integer) as opportunities_count,
    cast(sum(opportunities.value) as numeric(14, 2)) as total_value,
    cast(sum(coalesce(opportunities.weighted_value, 0)) as numeric(14, 2)) as weighted_value
from opportunities
inner join oracle.live_tenants on live_tenants.id = opportunities.organization_id
where opportunities.deleted_at is null
group by opportunities.organization_id, 2, 3
order by opportunities.organization_id, 2, 3
