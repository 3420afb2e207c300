-- C22: documents by what they belong to.
with
hosts (company_id, type, id, required) as (
    select company_id, 'contact', contact_id, 'identity' from contacts where deleted_at is null
    union all
    select company_id, 'deal', deal_id, null from deals where deleted_at is null
    union all
    select company_id, 'invoice', invoice_id, null from invoices where deleted_at is null
    union all
    select company_id, 'contract', contract_id, 'contract' from contracts where deleted_at is null
),

typed as (
    select
        documents.*,
        case
            when lower(trim(entity_type)) in ('contact', 'deal', 'invoice', 'contract') then lower(trim(entity_type))
            when lower(trim(entity_type)) in ('contacts', 'deals', 'invoices', 'contracts')
                then rtrim(lower(trim(entity_type)), 's')
            else 'other'
        end as type
    from documents
    where deleted_at is null
),

latest as (
    select distinct on (company_id, type, entity_id, coalesce(lower(trim(document_type)), ''), file_name) *
    from typed
    order by
        company_id, type, entity_id, coalesce(lower(trim(document_type)), ''), file_name,
        version desc nulls last, uploaded_at desc, document_id desc
),

counted (company_id, type, hosts, documents, latest, expiring, expired, orphans, incomplete) as (
    select company_id, type, 1, 0, 0, 0, 0, 0, 0 from hosts
    union all
    select typed.company_id, typed.type, 0, 1, 0, 0, 0, case when hosts.id is null then 1 else 0 end, 0
    from typed
    left join hosts
        on hosts.company_id = typed.company_id and hosts.type = typed.type and hosts.id = typed.entity_id
    union all
    select
        company_id,
        type,
        0,
        0,
        1,
        case when cast(expires_at as date) between d.day and d.day + 30 then 1 else 0 end,
        case when cast(expires_at as date) < d.day then 1 else 0 end,
        0,
        0
    from latest
    cross join oracle.d
    union all
    select hosts.company_id, hosts.type, 0, 0, 0, 0, 0, 0, 1
    from hosts
    left join (
        select distinct company_id, type, entity_id as id, lower(trim(document_type)) as required
        from latest
    ) as there
        using (company_id, type, id, required)
    where required is not null and there.id is null
)

select
    cast(company_id as text),
    types.type,
    d.day,
    cast(coalesce(sum(hosts), 0) as integer),
    cast(coalesce(sum(documents), 0) as integer),
    cast(coalesce(sum(latest), 0) as integer),
    cast(coalesce(sum(expiring), 0) as integer),
    cast(coalesce(sum(expired), 0) as integer),
    cast(coalesce(sum(orphans), 0) as integer),
    cast(coalesce(sum(incomplete), 0) as integer)
from companies
cross join oracle.d
cross join (values ('contact'), ('deal'), ('invoice'), ('contract'), ('other')) as types (type)
left join counted using (company_id, type)
where companies.deleted_at is null
group by company_id, types.type, d.day
