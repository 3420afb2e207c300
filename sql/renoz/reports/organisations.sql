-- Every organisation and how it counts days; what is no month or weekday is the source's usual one.
-- One that the application has switched off is suspended: it gets no report, its numbers stay.
select
    tenants.organization_id as tenant,
    tenants.name,
    tenants.is_live and tenants.is_active as is_live,
    tenants.zone,
    tenants.is_zone_valid,
    tenants.currency,
    tenants.locale,
    case
        when tenants.week_start_day between 1 and 7 then tenants.week_start_day
        when tenants.week_start_day = 0 then 7
        else 1
    end as week_start_day,
    case
        when tenants.fiscal_year_start between 1 and 12 then tenants.fiscal_year_start
        else 7
    end as fiscal_year_start
from facts.tenants as tenants
order by tenants.organization_id nulls last
