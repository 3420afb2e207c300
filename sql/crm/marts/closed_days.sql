-- None of the days before there was the company.
select
    tenants.company_id,
    local_date(:as_of_instant, zone_offsets.offset_seconds) - 1 as day,
    :release as release
from facts.tenants as tenants
inner join facts.zone_offsets as zone_offsets
    on zone_offsets.zone = tenants.zone
    and :as_of_instant >= zone_offsets.from_utc
    and :as_of_instant < zone_offsets.to_utc
left join facts.zone_offsets as created_offsets
    on created_offsets.zone = tenants.zone
    and tenants.created_at >= created_offsets.from_utc
    and tenants.created_at < created_offsets.to_utc
where tenants.is_live
    and coalesce(
        local_date(tenants.created_at, created_offsets.offset_seconds)
            < local_date(:as_of_instant, zone_offsets.offset_seconds),
        true
    )
