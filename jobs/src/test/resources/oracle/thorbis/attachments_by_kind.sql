-- T24: files by what they hang on, and what has none.
with
hosts as (
    select business_id, 'customer' as kind, id, deleted_at is not null as gone from hs.customers
    union all
    select business_id, 'work_order', id, deleted_at is not null from hs.work_orders
    union all
    select business_id, 'invoice', id, deleted_at is not null from hs.invoices
    union all
    select business_id, 'vehicle', id, deleted_at is not null from auto.vehicles
    union all
    select business_id, 'repair_order', id, deleted_at is not null from auto.repair_orders
    union all
    select business_id, 'order', id, false from rest.orders
    union all
    select business_id, 'sales_order', id, false from ret.sales_orders
    union all
    select business_id, 'product', id, deleted_at is not null from ret.products
),

files as (
    select
        attachments.*,
        case when kinds.kind is null then 'other' else kinds.kind end as kind,
        exists (
            select from file_mgmt.attachments as earlier
            where earlier.business_id = attachments.business_id and earlier.file_hash = attachments.file_hash
                and (earlier.created_at, earlier.id) < (attachments.created_at, attachments.id)
        ) as is_again
    from file_mgmt.attachments as attachments
    left join (select distinct kind from hosts) as kinds
        on kinds.kind = regexp_replace(lower(trim(attached_to_type)), 's$', '')
),

cells as (
    select business_id, kind from hosts
    union
    select business_id, kind from files
)

select
    cast(cells.business_id as text),
    cells.kind,
    cast(count(files.id) as integer),
    cast(coalesce(sum(file_size), 0) as bigint),
    cast(count(*) filter (where is_again) as integer),
    cast(coalesce(sum(file_size) filter (where is_again), 0) as bigint),
    cast((
        select count(*) from hosts
        where hosts.business_id = cells.business_id and hosts.kind = cells.kind and not gone
    ) as integer),
    cast((
        select count(*) from hosts
        where hosts.business_id = cells.business_id and hosts.kind = cells.kind and not gone
            and not exists (
                select from files
                where files.business_id = hosts.business_id and files.kind = hosts.kind and attached_to_id = hosts.id
            )
    ) as integer),
    cast(count(files.id) filter (where gone) as integer),
    cast(count(files.id) filter (where hosts.id is null) as integer)
from cells
inner join oracle.businesses using (business_id)
left join files on files.business_id = cells.business_id and files.kind = cells.kind
left join hosts
    on hosts.business_id = cells.business_id and hosts.kind = cells.kind and hosts.id = files.attached_to_id
group by cells.business_id, cells.kind
