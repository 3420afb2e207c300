-- T20: approved of those sent in a month.
select
    cast(business_id as text),
    cast(date_trunc('month', sent_at at time zone zone) as date) as month,
    cast(count(*) as integer),
    cast(count(approved_at) as integer),
    cast(count(rejected_at) filter (where approved_at is null) as integer),
    cast(count(approved_at) / cast(count(*) as numeric) as numeric(18, 4)),
    cast(coalesce(sum(total_amount), 0) as numeric(18, 2)),
    cast(coalesce(sum(total_amount) filter (where approved_at is not null), 0) as numeric(18, 2)),
    cast(
        coalesce(sum(total_amount) filter (where approved_at is not null), 0) / nullif(sum(total_amount), 0)
        as numeric(18, 4)
    )
from hs.estimates
inner join oracle.businesses using (business_id)
where deleted_at is null and sent_at is not null
group by business_id, month
