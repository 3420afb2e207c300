with
-- Of files with the same bytes in a business, all but the first are there once too often.
files as (
    select
        attachments.business_id,
        coalesce(kinds.kind, 'other') as kind,
        attachments.attached_to_id as entity_id,
        coalesce(attachments.file_size, 0) as bytes,
        attachments.file_hash is not null
            and row_number() over (
                partition by attachments.business_id, attachments.file_hash
                order by
                    attachments.created_at asc nulls last,
                    attachments.attachment_id asc nulls last
            ) > 1 as is_duplicate
    from facts.file_mgmt_attachments as attachments
    left join marts.entity_kinds as kinds
        on kinds.business_id = attachments.business_id
        and kinds.written = lower(trim(attachments.attached_to_type))
    where attachments.tenant_is_live
),

files_by_entity as (
    select
        business_id,
        kind,
        entity_id,
        count(*) as files,
        sum(bytes) as bytes,
        count(*) filter (where is_duplicate) as duplicate_files,
        coalesce(sum(bytes) filter (where is_duplicate), 0) as duplicate_bytes
    from files
    group by business_id, kind, entity_id
),

final as (
    select
        coalesce(entities.business_id, files_by_entity.business_id) as business_id,
        coalesce(entities.kind, files_by_entity.kind) as entity_kind,
        coalesce(sum(files_by_entity.files), 0) as files,
        coalesce(sum(files_by_entity.bytes), 0) as bytes,
        coalesce(sum(files_by_entity.duplicate_files), 0) as duplicate_files,
        coalesce(sum(files_by_entity.duplicate_bytes), 0) as duplicate_bytes,
        count(*) filter (where not entities.is_deleted) as entities,
        count(*) filter (where not entities.is_deleted and files_by_entity.files is null)
            as entities_without_file,
        coalesce(sum(files_by_entity.files) filter (where entities.is_deleted), 0)
            as files_of_deleted,
        coalesce(sum(files_by_entity.files) filter (where entities.entity_id is null), 0)
            as orphaned_files
    from marts.entities as entities
    full join files_by_entity
        on files_by_entity.business_id = entities.business_id
        and files_by_entity.kind = entities.kind
        and files_by_entity.entity_id = entities.entity_id
    group by
        coalesce(entities.business_id, files_by_entity.business_id),
        coalesce(entities.kind, files_by_entity.kind)
)

select
    business_id,
    entity_kind,
    files,
    bytes,
    duplicate_files,
    duplicate_bytes,
    entities,
    entities_without_file,
    files_of_deleted,
    orphaned_files,
    :release as release
from final
