with
live_tenants as (
    select
        tenants.company_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

-- Types as people write them, and what they mean.
type_map as (
    select
        word,
        entity_type
    from (
        values
            ('contact', 'contact'),
            ('contacts', 'contact'),
            ('deal', 'deal'),
            ('deals', 'deal'),
            ('invoice', 'invoice'),
            ('invoices', 'invoice'),
            ('contract', 'contract'),
            ('contracts', 'contract')
    ) as words (word, entity_type)
),

-- What each of a kind must have; other kinds need nothing.
required_types as (
    select
        entity_type,
        document_type
    from (
        values
            ('contact', 'identity'),
            ('contract', 'contract')
    ) as required (entity_type, document_type)
),

hosts as (
    select
        company_id,
        'contact' as entity_type,
        contact_id as entity_id
    from facts.contacts
    where not is_deleted
    union all
    select
        company_id,
        'deal' as entity_type,
        deal_id as entity_id
    from facts.deals
    where not is_deleted
    union all
    select
        company_id,
        'invoice' as entity_type,
        invoice_id as entity_id
    from facts.invoices
    where not is_deleted
    union all
    select
        company_id,
        'contract' as entity_type,
        contract_id as entity_id
    from facts.contracts
    where not is_deleted
),

documents as (
    select
        documents.company_id,
        coalesce(type_map.entity_type, 'other') as entity_type,
        documents.entity_id,
        coalesce(lower(trim(documents.document_type)), '') as document_type,
        hosts.entity_id is null as is_orphan,
        documents.expires_local_date,
        row_number() over (
            partition by
                documents.company_id,
                coalesce(type_map.entity_type, 'other'),
                documents.entity_id,
                coalesce(lower(trim(documents.document_type)), ''),
                documents.file_name
            order by
                documents.version desc nulls last,
                documents.uploaded_at desc nulls last,
                documents.document_id desc nulls last
        ) as place
    from facts.documents as documents
    left join type_map
        on type_map.word = lower(trim(documents.entity_type))
    left join hosts
        on hosts.company_id = documents.company_id
        and hosts.entity_type = type_map.entity_type
        and hosts.entity_id = documents.entity_id
    where not documents.is_deleted
),

documents_by_type as (
    select
        documents.company_id,
        documents.entity_type,
        count(*) as documents,
        count(*) filter (where documents.place = 1) as latest_documents,
        count(*) filter (
            where documents.place = 1
                and documents.expires_local_date >= live_tenants.as_of_date
                and documents.expires_local_date <= live_tenants.as_of_date + 30
        ) as expiring_documents,
        count(*) filter (
            where documents.place = 1 and documents.expires_local_date < live_tenants.as_of_date
        ) as expired_documents,
        count(*) filter (where documents.is_orphan) as orphans
    from documents
    inner join live_tenants
        on live_tenants.company_id = documents.company_id
    group by documents.company_id, documents.entity_type
),

fulfilled as (
    select distinct
        documents.company_id,
        documents.entity_type,
        documents.entity_id
    from documents
    inner join required_types
        on required_types.entity_type = documents.entity_type
        and required_types.document_type = documents.document_type
    where documents.place = 1
),

hosts_by_type as (
    select
        hosts.company_id,
        hosts.entity_type,
        count(*) as hosts,
        count(*) filter (
            where required_types.document_type is not null and fulfilled.entity_id is null
        ) as hosts_without_required
    from hosts
    left join required_types
        on required_types.entity_type = hosts.entity_type
    left join fulfilled
        on fulfilled.company_id = hosts.company_id
        and fulfilled.entity_type = hosts.entity_type
        and fulfilled.entity_id = hosts.entity_id
    group by hosts.company_id, hosts.entity_type
),

types as (
    select entity_type
    from (values ('contact'), ('deal'), ('invoice'), ('contract'), ('other')) as types (entity_type)
),

final as (
    select
        live_tenants.company_id,
        types.entity_type,
        live_tenants.as_of_date,
        coalesce(hosts_by_type.hosts, 0) as hosts,
        coalesce(documents_by_type.documents, 0) as documents,
        coalesce(documents_by_type.latest_documents, 0) as latest_documents,
        coalesce(documents_by_type.expiring_documents, 0) as expiring_documents,
        coalesce(documents_by_type.expired_documents, 0) as expired_documents,
        coalesce(documents_by_type.orphans, 0) as orphans,
        coalesce(hosts_by_type.hosts_without_required, 0) as hosts_without_required
    from live_tenants
    cross join types
    left join documents_by_type
        on documents_by_type.company_id = live_tenants.company_id
        and documents_by_type.entity_type = types.entity_type
    left join hosts_by_type
        on hosts_by_type.company_id = live_tenants.company_id
        and hosts_by_type.entity_type = types.entity_type
)

select
    company_id,
    entity_type,
    as_of_date,
    hosts,
    documents,
    latest_documents,
    expiring_documents,
    expired_documents,
    orphans,
    hosts_without_required,
    :release as release
from final
