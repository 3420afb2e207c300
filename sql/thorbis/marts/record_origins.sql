with recursive
live_tenants as (
    select
        tenants.business_id,
        tenants.zone,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

-- The numbers 1 to 99: as many records are looked for among those that one was made of.
places as (
    select tens.n * 10 + ones.n as place
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as tens (n)
    cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as ones (n)
    where tens.n * 10 + ones.n > 0
),

lineage as (
    select
        lineage.business_id,
        lineage.data_lineage_id,
        coalesce(kinds.kind, 'other') as destination_kind,
        lineage.destination_entity_id,
        lineage.data_quality_score,
        least(greatest(lineage.data_quality_score, 0), 100) as clipped_score,
        lineage.last_updated_local_date,
        -- ["one","other"]
        replace(replace(replace(coalesce(lineage.depends_on, ''), '[', ''), ']', ''), '"', '')
            as depends_on
    from facts.integration_mgmt_data_lineage as lineage
    left join marts.entity_kinds as kinds
        on kinds.business_id = lineage.business_id
        and kinds.written = lower(trim(lineage.destination_entity_type))
    where lineage.tenant_is_live
),

links as (
    select distinct
        lineage.business_id,
        lineage.data_lineage_id,
        split_part(lineage.depends_on, ',', places.place) as parent_id
    from lineage
    cross join places
    where split_part(lineage.depends_on, ',', places.place) not in ('', 'null')
),

known_links as (
    select
        links.business_id,
        links.data_lineage_id,
        links.parent_id,
        parents.data_lineage_id is null as is_missing
    from links
    left join lineage as parents
        on parents.business_id = links.business_id
        and parents.data_lineage_id = links.parent_id
),

-- Up from each record; what comes back to where it began is a cycle, and nobody climbs beyond ten.
climbs (business_id, data_lineage_id, above_id, steps) as (
    select
        business_id,
        data_lineage_id,
        parent_id as above_id,
        1 as steps
    from known_links
    where not is_missing
    union all
    select
        climbs.business_id,
        climbs.data_lineage_id,
        known_links.parent_id as above_id,
        climbs.steps + 1 as steps
    from climbs
    inner join known_links
        on known_links.business_id = climbs.business_id
        and known_links.data_lineage_id = climbs.above_id
    where climbs.steps < 10
        and climbs.above_id <> climbs.data_lineage_id
        and not known_links.is_missing
),

depths as (
    select
        business_id,
        data_lineage_id,
        max(steps) as depth,
        bool_or(above_id = data_lineage_id) as is_cyclic
    from climbs
    group by business_id, data_lineage_id
),

missing_links as (
    select
        business_id,
        data_lineage_id,
        count(*) as missing
    from known_links
    where is_missing
    group by business_id, data_lineage_id
),

live_rows as (
    select
        business_id,
        kind,
        count(*) as live_rows
    from marts.entities
    where not is_deleted
    group by business_id, kind
),

records as (
    select
        lineage.business_id,
        lineage.destination_kind,
        lineage.destination_entity_id,
        entities.entity_id is not null as is_live,
        count(*) as rows_of_record,
        count(lineage.clipped_score) as scored_rows,
        coalesce(sum(lineage.clipped_score), 0) as score_sum,
        ratio(sum(lineage.clipped_score), count(lineage.clipped_score), 12) as record_score,
        count(*) filter (where lineage.data_quality_score <> lineage.clipped_score) as odd_scores,
        max(lineage.last_updated_local_date) as last_updated_date,
        max(coalesce(depths.depth, 0)) as depth,
        count(*) filter (where depths.is_cyclic) as cyclic_rows,
        coalesce(sum(missing_links.missing), 0) as missing_links
    from lineage
    left join marts.entities as entities
        on entities.business_id = lineage.business_id
        and entities.kind = lineage.destination_kind
        and entities.entity_id = lineage.destination_entity_id
        and not entities.is_deleted
    left join depths
        on depths.business_id = lineage.business_id
        and depths.data_lineage_id = lineage.data_lineage_id
    left join missing_links
        on missing_links.business_id = lineage.business_id
        and missing_links.data_lineage_id = lineage.data_lineage_id
    group by
        lineage.business_id,
        lineage.destination_kind,
        lineage.destination_entity_id,
        entities.entity_id is not null
),

final as (
    select
        business_id,
        destination_kind,
        sum(rows_of_record) as lineage_rows,
        count(*) filter (where is_live) as covered_records,
        count(*) filter (where not is_live) as records_elsewhere,
        sum(scored_rows) as scored_rows,
        sum(score_sum) as score_sum,
        count(record_score) as scored_records,
        -- of twelve digits eight count: three thirds are one again
        round(coalesce(sum(record_score), 0), 8) as record_score_sum,
        sum(odd_scores) as odd_scores,
        max(last_updated_date) as last_updated_date,
        max(depth) as depth,
        sum(cyclic_rows) as cyclic_rows,
        sum(missing_links) as missing_links
    from records
    group by business_id, destination_kind
)

select
    final.business_id,
    final.destination_kind,
    live_tenants.as_of_date,
    final.lineage_rows,
    final.covered_records,
    final.records_elsewhere,
    coalesce(live_rows.live_rows, 0) as live_records,
    ratio(final.covered_records, live_rows.live_rows, 4) as coverage,
    ratio(final.score_sum, final.scored_rows, 2) as mean_score,
    ratio(final.record_score_sum, final.scored_records, 2) as mean_record_score,
    final.odd_scores,
    final.last_updated_date,
    days_between(final.last_updated_date, live_tenants.as_of_date) as stale_days,
    final.depth,
    final.cyclic_rows,
    final.missing_links,
    :release as release
from final
inner join live_tenants
    on live_tenants.business_id = final.business_id
left join live_rows
    on live_rows.business_id = final.business_id
    and live_rows.kind = final.destination_kind
