with
live_tenants as (
    select
        tenants.business_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

happened as (
    select
        happenings.business_id,
        count(*) as happened
    from facts.integration_mgmt_data_flow_events as happenings
    inner join live_tenants
        on live_tenants.business_id = happenings.business_id
    where coalesce(happenings.started_local_date, happenings.created_local_date) <= live_tenants.as_of_date
    group by happenings.business_id
),

counted as (
    select
        business_id,
        sum(attempts) as counted
    from marts.data_flows
    group by business_id
)

select coalesce(happened.business_id, counted.business_id) as business_id
from happened
full join counted
    on counted.business_id = happened.business_id
where coalesce(happened.happened, 0) <> coalesce(counted.counted, 0)
