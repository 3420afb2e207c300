select tenants.organization_id
from facts.tenants as tenants
left join marts.mv_current_state as mv_current_state
    on mv_current_state.organization_id = tenants.organization_id
where tenants.is_live <> (mv_current_state.organization_id is not null)
