-- What a demo of the CRM plants, found in its tables alone: each statement gives name, tenant, count. The
-- company of worked examples has a test of its own.

-- References into another company.
select 'deals.contact_id.cross_tenant', child.company_id, count(*)
from deals as child inner join contacts as parent on parent.contact_id = child.contact_id
where parent.company_id <> child.company_id group by child.company_id;

select 'deals.owner_user_id.cross_tenant', child.company_id, count(*)
from deals as child inner join users as parent on parent.user_id = child.owner_user_id
where parent.company_id <> child.company_id group by child.company_id;

select 'activities.user_id.cross_tenant', child.company_id, count(*)
from activities as child inner join users as parent on parent.user_id = child.user_id
where parent.company_id <> child.company_id group by child.company_id;

select 'activities.contact_id.cross_tenant', child.company_id, count(*)
from activities as child inner join contacts as parent on parent.contact_id = child.contact_id
where parent.company_id <> child.company_id group by child.company_id;

select 'activities.deal_id.cross_tenant', child.company_id, count(*)
from activities as child inner join deals as parent on parent.deal_id = child.deal_id
where parent.company_id <> child.company_id group by child.company_id;

select 'client_applications.contact_id.cross_tenant', child.company_id, count(*)
from client_applications as child inner join contacts as parent on parent.contact_id = child.contact_id
where parent.company_id <> child.company_id group by child.company_id;

select 'credit_analyses.client_application_id.cross_tenant', child.company_id, count(*)
from credit_analyses as child inner join client_applications as parent on parent.application_id = child.client_application_id
where parent.company_id <> child.company_id group by child.company_id;

select 'credit_analyses.analyst_user_id.cross_tenant', child.company_id, count(*)
from credit_analyses as child inner join users as parent on parent.user_id = child.analyst_user_id
where parent.company_id <> child.company_id group by child.company_id;

select 'documents.uploaded_by.cross_tenant', child.company_id, count(*)
from documents as child inner join users as parent on parent.user_id = child.uploaded_by
where parent.company_id <> child.company_id group by child.company_id;

select 'calendar_events.created_by.cross_tenant', child.company_id, count(*)
from calendar_events as child inner join users as parent on parent.user_id = child.created_by
where parent.company_id <> child.company_id group by child.company_id;

select 'tasks.assigned_to.cross_tenant', child.company_id, count(*)
from tasks as child inner join users as parent on parent.user_id = child.assigned_to
where parent.company_id <> child.company_id group by child.company_id;

select 'notifications.user_id.cross_tenant', child.company_id, count(*)
from notifications as child inner join users as parent on parent.user_id = child.user_id
where parent.company_id <> child.company_id group by child.company_id;

select 'sales.contact_id.cross_tenant', child.company_id, count(*)
from sales as child inner join contacts as parent on parent.contact_id = child.contact_id
where parent.company_id <> child.company_id group by child.company_id;

select 'inventory_movements.product_id.cross_tenant', child.company_id, count(*)
from inventory_movements as child inner join products as parent on parent.product_id = child.product_id
where parent.company_id <> child.company_id group by child.company_id;

select 'inventory_movements.reference_id.cross_tenant', child.company_id, count(*)
from inventory_movements as child
inner join sale_items as parent on parent.sale_item_id = child.reference_id
inner join sales on sales.sale_id = parent.sale_id
where sales.company_id <> child.company_id group by child.company_id;

select 'contracts.contact_id.cross_tenant', child.company_id, count(*)
from contracts as child inner join contacts as parent on parent.contact_id = child.contact_id
where parent.company_id <> child.company_id group by child.company_id;

select 'payments.bank_account_id.cross_tenant', child.company_id, count(*)
from payments as child inner join bank_accounts as parent on parent.bank_account_id = child.bank_account_id
where parent.company_id <> child.company_id group by child.company_id;

select 'invoices.contact_id.cross_tenant', child.company_id, count(*)
from invoices as child inner join contacts as parent on parent.contact_id = child.contact_id
where parent.company_id <> child.company_id group by child.company_id;

select 'revenues.contact_id.cross_tenant', child.company_id, count(*)
from revenues as child inner join contacts as parent on parent.contact_id = child.contact_id
where parent.company_id <> child.company_id group by child.company_id;

select 'revenues.invoice_id.cross_tenant', child.company_id, count(*)
from revenues as child inner join invoices as parent on parent.invoice_id = child.invoice_id
where parent.company_id <> child.company_id group by child.company_id;

select 'revenues.cost_center_id.cross_tenant', child.company_id, count(*)
from revenues as child inner join cost_centers as parent on parent.cost_center_id = child.cost_center_id
where parent.company_id <> child.company_id group by child.company_id;

select 'expenses.cost_center_id.cross_tenant', child.company_id, count(*)
from expenses as child inner join cost_centers as parent on parent.cost_center_id = child.cost_center_id
where parent.company_id <> child.company_id group by child.company_id;

select 'audit_logs.user_id.cross_tenant', child.company_id, count(*)
from audit_logs as child inner join users as parent on parent.user_id = child.user_id
where parent.company_id <> child.company_id group by child.company_id;

select 'payments.contract_installment_id.cross_tenant', payments.company_id, count(*)
from payments
inner join contract_installments on installment_id = contract_installment_id
inner join contracts using (contract_id)
where contracts.company_id <> payments.company_id group by payments.company_id;

select 'sale_items.product_id.cross_tenant', sales.company_id, count(*)
from sale_items inner join sales using (sale_id) inner join products using (product_id)
where products.company_id <> sales.company_id group by sales.company_id;

select 'sale_items.service_id.cross_tenant', sales.company_id, count(*)
from sale_items inner join sales using (sale_id) inner join services using (service_id)
where services.company_id <> sales.company_id group by sales.company_id;

select 'user_permissions.role_id.cross_tenant', users.company_id, count(*)
from user_permissions inner join users using (user_id) inner join user_roles using (role_id)
where user_roles.company_id <> users.company_id group by users.company_id;

-- Statuses, of every table that has one.
with
statuses as (
    select 'deals' as child, company_id, status from deals
    union all
    select 'sales' as child, company_id, status from sales
    union all
    select 'contracts' as child, company_id, status from contracts
    union all
    select 'payments' as child, company_id, status from payments
    union all
    select 'invoices' as child, company_id, status from invoices
    union all
    select 'expenses' as child, company_id, status from expenses
    union all
    select 'tasks' as child, company_id, status from tasks
)

select
    child || '.status.' || case
        when status is null then 'missing'
        when status = 'teleported' then 'unknown'
        when status <> trim(status) then 'blanks'
        else 'mixed_case'
    end,
    company_id,
    count(*)
from statuses
where status is null or status = 'teleported' or status <> lower(trim(status))
group by 1, 2;

-- Values.
select 'deals.value.missing', company_id, count(*) from deals where value is null group by company_id;

select 'deals.currency.missing', company_id, count(*) from deals where currency is null group by company_id;

select 'deals.stage.says_otherwise', company_id, count(*)
from deals where status = 'won' and stage <> 'closed_won' group by company_id;

select 'invoices.currency.missing', company_id, count(*) from invoices where currency is null group by company_id;

select 'invoices.tax_amount.missing', company_id, count(*) from invoices where tax_amount is null group by company_id;

select 'invoices.total_amount.negative', company_id, count(*) from invoices where total_amount < 0 group by company_id;

select 'sale_items.both', company_id, count(*)
from sale_items inner join sales using (sale_id)
where product_id is not null and service_id is not null group by company_id;

select 'sale_items.neither', company_id, count(*)
from sale_items inner join sales using (sale_id)
where product_id is null and service_id is null group by company_id;

select 'sale_items.quantity.zero', company_id, count(*)
from sale_items inner join sales using (sale_id) where quantity = 0 group by company_id;

select 'sales.total_amount.differs', company_id, count(*)
from sales
left join (select sale_id, sum(sale_items.total_amount) as total from sale_items group by sale_id) as lines using (sale_id)
where total is distinct from total_amount group by company_id;

-- Rules.
select 'companies.settings.missing', company_id, count(*)
from companies left join company_settings using (company_id)
where company_settings.company_id is null group by company_id;

select 'company_domains.is_primary.twice', company_id, 1
from company_domains where is_primary group by company_id having count(*) > 1;

select 'company_domains.is_primary.missing', company_id, 1
from company_domains group by company_id having not bool_or(is_primary);

select 'company_domains.domain_name.twice', company_id, count(*) - count(distinct domain_name)
from company_domains group by company_id having count(*) > count(distinct domain_name);

select 'users.email.twice', company_id, count(*) - count(distinct email)
from users group by company_id having count(*) > count(distinct email);

select 'products.sku.twice', company_id, count(*) - count(distinct sku)
from products group by company_id having count(*) > count(distinct sku);

select 'invoices.invoice_number.twice', company_id, count(*) - count(distinct invoice_number)
from invoices group by company_id having count(*) > count(distinct invoice_number);

select 'subscriptions.active.twice', company_id, count(*) - 1
from subscriptions where status = 'active' group by company_id having count(*) > 1;

select 'subscriptions.paused', company_id, count(*)
from subscriptions as paused
where status = 'expired'
    and not exists (
        select from subscriptions as next
        where next.company_id = paused.company_id and next.start_date = paused.end_date
    )
group by company_id;

select 'subscriptions.trial', company_id, count(*) from subscriptions where status = 'trial' group by company_id;

-- Contracts and money.
select 'contracts.total_value.differs', company_id, count(*)
from contracts
inner join (select contract_id, sum(amount) as total from contract_installments group by contract_id) as parts using (contract_id)
where total <> total_value group by company_id;

select 'contracts.installment_count.differs', company_id, count(*)
from contracts
inner join (select contract_id, count(*) as number from contract_installments group by contract_id) as parts using (contract_id)
where number <> installment_count group by company_id;

select 'contract_installments.installment_number.twice', company_id, count(*)
from (
    select contract_id from contract_installments group by contract_id, installment_number having count(*) > 1
) as twice
inner join contracts using (contract_id) group by company_id;

select 'payments.idempotency_key.twice', company_id, count(idempotency_key) - count(distinct idempotency_key)
from payments group by company_id having count(idempotency_key) > count(distinct idempotency_key);

select 'payments.payment_date.after_history', company_id, count(*)
from payments where payment_date >= date ':today' group by company_id;

select 'payments.contract_installment_id.missing', company_id, count(*)
from payments where contract_installment_id is null group by company_id;

select 'payments.too_much', company_id, count(*)
from (
    select contract_id
    from contract_installments
    inner join contracts using (contract_id)
    inner join (
        select contract_installment_id, company_id, sum(amount) as paid
        from (
            select distinct on (coalesce(idempotency_key, cast(payment_id as text))) *
            from payments
            where payment_date < date ':today' and status <> 'failed'
        ) as once
        group by contract_installment_id, company_id
    ) as paid on contract_installment_id = installment_id and paid.company_id = contracts.company_id
    where paid > amount + coalesce(late_fee, 0)
) as over
inner join contracts using (contract_id) group by company_id;

select 'invoices.over_allocated', company_id, count(*)
from invoices
inner join (
    select company_id, invoice_id, sum(amount) as allocated from revenues where deleted_at is null group by company_id, invoice_id
) as parts using (company_id, invoice_id)
where allocated > subtotal group by company_id;

select 'bank_statement_entries.balance_after.differs', company_id, count(*)
from (
    select
        bank_account_id,
        balance_after
            - 10000 - sum(case when transaction_type in ('entrada', 'credit') then amount else -amount end) over (
                partition by bank_account_id order by transaction_date, bank_statement_entries.created_at, entry_id
            ) as gap
    from bank_statement_entries
) as steps
inner join bank_accounts using (bank_account_id)
where gap <> 0 group by company_id;

select 'bank_accounts.balance.differs', company_id, count(*)
from bank_accounts
inner join (
    select distinct on (bank_account_id) bank_account_id, balance_after
    from bank_statement_entries
    order by bank_account_id, transaction_date desc, created_at desc, entry_id desc
) as last using (bank_account_id)
where balance <> balance_after group by company_id;

select 'bank_statement_entries.same_instant', company_id, count(*)
from (
    select bank_account_id from bank_statement_entries
    group by bank_account_id, transaction_date, created_at having bool_or(description = 'Same instant') and count(*) > 1
) as ties
inner join bank_accounts using (bank_account_id) group by company_id;

select 'credit_analyses.same_instant', company_id, count(*)
from (
    select company_id from credit_analyses group by company_id, client_application_id, created_at having count(*) > 1
) as ties
group by company_id;

-- Stock.
select 'sale_items.movement.missing', sales.company_id, count(*)
from sale_items
inner join sales using (sale_id)
inner join products using (product_id, company_id)
where sales.status = 'completed' and products.track_inventory
    and not exists (select from inventory_movements where reference_id = sale_item_id)
group by sales.company_id;

select 'inventory_movements.reference_id.missing', company_id, count(*)
from inventory_movements
where reference_id is not null and not exists (select from sale_items where sale_item_id = reference_id)
group by company_id;

select 'products.on_hand.negative', company_id, count(*)
from (
    select company_id, product_id from inventory_movements group by company_id, product_id having sum(quantity) < -1000
) as short
group by company_id;

-- Rows that a type and an id name: what becomes of them, and how the type is written.
with
hosts as (
    select 'contact' as type, contact_id as id, company_id, deleted_at from contacts
    union all
    select 'deal', deal_id, company_id, deleted_at from deals
    union all
    select 'invoice', invoice_id, company_id, deleted_at from invoices
    union all
    select 'contract', contract_id, company_id, deleted_at from contracts
),

children as (
    select 'documents' as child, company_id, entity_type, entity_id from documents
    union all
    select 'calendar_events', company_id, entity_type, entity_id from calendar_events
    union all
    select 'tasks', company_id, entity_type, entity_id from tasks
),

outcomes as (
    select
        children.child,
        children.company_id,
        case
            when entity_type is null and entity_id is null then 'none'
            when rtrim(lower(entity_type), 's') not in (select type from hosts) then 'unmapped_type'
            when named.id is null and other.id is not null then 'other_type'
            when named.id is null then 'missing'
            when named.company_id <> children.company_id then 'cross_tenant'
            when named.deleted_at is not null then 'deleted'
            when entity_type like '%s' then 'plural'
            when entity_type <> lower(entity_type) then 'other_case'
            else 'resolved'
        end as outcome
    from children
    left join hosts as named on named.type = rtrim(lower(entity_type), 's') and named.id = entity_id
    left join hosts as other on other.type <> rtrim(lower(entity_type), 's') and other.id = entity_id
)

select child || '.entity_id.' || outcome, company_id, count(*)
from outcomes where outcome <> 'resolved' group by 1, 2;

-- In nobody's scope.
select 'audit_logs.company_id.missing', company_id, count(*)
from audit_logs where company_id is null group by company_id;
