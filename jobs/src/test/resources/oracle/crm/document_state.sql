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
)

select
    cast(company_id as text),
    types.type,
    d.day,
    cast(
        (select count(*) from hosts where hosts.company_id = companies.company_id and hosts.type = types.type)
        as integer
    ),
    cast(
        (select count(*) from typed where typed.company_id = companies.company_id and typed.type = types.type)
        as integer
    ),
    cast(
        (select count(*) from latest where latest.company_id = companies.company_id and latest.type = types.type)
        as integer
    ),
    cast(
        (
            select count(*)
            from latest
            where latest.company_id = companies.company_id
                and latest.type = types.type
                and cast(expires_at as date) between d.day and d.day + 30
        ) as integer
    ),
    cast(
        (
            select count(*)
            from latest
            where latest.company_id = companies.company_id
                and latest.type = types.type
                and cast(expires_at as date) < d.day
        ) as integer
    ),
    cast(
        (
            select count(*)
            from typed
            where typed.company_id = companies.company_id
                and typed.type = types.type
                and not exists (
                    select
                    from hosts
                    where hosts.company_id = typed.company_id and hosts.type = typed.type and hosts.id = entity_id
                )
        ) as integer
    ),
    cast(
        (
            select count(*)
            from hosts
            where hosts.company_id = companies.company_id
                and hosts.type = types.type
                and required is not null
                and not exists (
                    select
                    from latest
                    where latest.company_id = hosts.company_id
                        and latest.type = hosts.type
                        and latest.entity_id = hosts.id
                        and lower(trim(document_type)) = required
                )
        ) as integer
    )
from companies
cross join oracle.d
cross join (values ('contact'), ('deal'), ('invoice'), ('contract'), ('other')) as types (type)
where companies.deleted_at is null
