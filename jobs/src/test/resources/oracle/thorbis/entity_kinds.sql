-- What the types mean that are written anywhere.
select
    cast(business_id as text),
    lower(trim(type)) as word,
    oracle.kind(type) as meant,
    cast(count(*) as integer)
from (
    select business_id, attached_to_type as type from file_mgmt.attachments
    union all
    select business_id, target_type from audit_mgmt.activity_stream
    union all
    select business_id, entity_type from workflow_mgmt.state_transitions
    union all
    select business_id, destination_entity_type from integration_mgmt.data_lineage
) as types
inner join oracle.businesses using (business_id)
where type is not null
group by business_id, word, meant
