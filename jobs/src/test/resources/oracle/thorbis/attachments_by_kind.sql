-- T24: files by what they hang on, and what has none.
with
repeated as (
    select id, row_number() over (partition by business_id, file_hash order by created_at, id) > 1 as is_again
    from file_mgmt.attachments
    where file_hash is not null
),

files as (
    select
        attachments.*,
        oracle.kind(attached_to_type) as kind,
        coalesce(is_again, false) as is_again,
        hosts.id is null as is_lost,
        coalesce(gone, false) as is_of_gone
    from file_mgmt.attachments as attachments
    left join repeated using (id)
    left join oracle.entities as hosts
        on hosts.business_id = attachments.business_id and hosts.kind = oracle.kind(attached_to_type)
        and hosts.id = attached_to_id
),

hung as (
    select
        business_id,
        kind,
        count(*) as n,
        coalesce(sum(file_size), 0) as bytes,
        count(*) filter (where is_again) as again,
        coalesce(sum(file_size) filter (where is_again), 0) as bytes_again,
        count(*) filter (where is_of_gone) as of_gone,
        count(*) filter (where is_lost) as lost
    from files
    group by business_id, kind
),

living as (
    select
        hosts.business_id,
        hosts.kind,
        count(*) filter (where not gone) as n,
        count(*) filter (where not gone and held.attached_to_id is null) as bare
    from oracle.entities as hosts
    left join (select distinct business_id, kind, attached_to_id from files) as held
        on held.business_id = hosts.business_id and held.kind = hosts.kind and held.attached_to_id = hosts.id
    group by hosts.business_id, hosts.kind
)

select
    cast(business_id as text),
    kind,
    cast(coalesce(hung.n, 0) as integer),
    cast(coalesce(bytes, 0) as bigint),
    cast(coalesce(again, 0) as integer),
    cast(coalesce(bytes_again, 0) as bigint),
    cast(coalesce(living.n, 0) as integer),
    cast(coalesce(bare, 0) as integer),
    cast(coalesce(of_gone, 0) as integer),
    cast(coalesce(lost, 0) as integer)
from hung
full join living using (business_id, kind)
inner join oracle.businesses using (business_id)
