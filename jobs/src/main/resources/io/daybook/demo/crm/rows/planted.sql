-- What is wrong on purpose, in two companies that both have much else, so many rows of a kind.
-- Every reference, pointing into the other company.
call demo.plant_stray('deals', 'deal_id', 'contact_id', 'contacts', 'contact_id');
call demo.plant_stray('deals', 'deal_id', 'owner_user_id', 'users', 'user_id');
call demo.plant_stray('activities', 'activity_id', 'user_id', 'users', 'user_id');
call demo.plant_stray('activities', 'activity_id', 'contact_id', 'contacts', 'contact_id');
call demo.plant_stray('activities', 'activity_id', 'deal_id', 'deals', 'deal_id');
call demo.plant_stray('client_applications', 'application_id', 'contact_id', 'contacts', 'contact_id');
call demo.plant_stray('credit_analyses', 'analysis_id', 'client_application_id', 'client_applications', 'application_id');
call demo.plant_stray('credit_analyses', 'analysis_id', 'analyst_user_id', 'users', 'user_id');
call demo.plant_stray('documents', 'document_id', 'uploaded_by', 'users', 'user_id');
call demo.plant_stray('calendar_events', 'event_id', 'created_by', 'users', 'user_id');
call demo.plant_stray('tasks', 'task_id', 'assigned_to', 'users', 'user_id');
call demo.plant_stray('notifications', 'notification_id', 'user_id', 'users', 'user_id');
call demo.plant_stray('sales', 'sale_id', 'contact_id', 'contacts', 'contact_id');
call demo.plant_stray('inventory_movements', 'movement_id', 'product_id', 'products', 'product_id');
call demo.plant_stray('contracts', 'contract_id', 'contact_id', 'contacts', 'contact_id');
call demo.plant_stray(
    'payments', 'payment_id', 'contract_installment_id',
    '(select installment_id, company_id from contract_installments inner join contracts using (contract_id))',
    'installment_id'
);
call demo.plant_stray('payments', 'payment_id', 'bank_account_id', 'bank_accounts', 'bank_account_id');
call demo.plant_stray('invoices', 'invoice_id', 'contact_id', 'contacts', 'contact_id');
call demo.plant_stray('revenues', 'revenue_id', 'contact_id', 'contacts', 'contact_id');
call demo.plant_stray('revenues', 'revenue_id', 'invoice_id', 'invoices', 'invoice_id');
call demo.plant_stray('revenues', 'revenue_id', 'cost_center_id', 'cost_centers', 'cost_center_id');
call demo.plant_stray('expenses', 'expense_id', 'cost_center_id', 'cost_centers', 'cost_center_id');

-- The same where the row's key is a number, and where the other row's company is its parent's.
call demo.plant('audit_logs.user_id.cross_tenant', $$
    update audit_logs
    set user_id = (select user_id from users where company_id = neighbour order by user_id limit 1)
    from demo.strays
    where strays.tenant = audit_logs.company_id
        and log_id in (
            select log_id from audit_logs as own where own.company_id = strays.tenant order by log_id limit 2
        )
    returning company_id
$$);
call demo.plant('inventory_movements.reference_id.cross_tenant', $$
    update inventory_movements
    set reference_id = (
        select sale_item_id from sale_items inner join sales using (sale_id)
        where sales.company_id = neighbour order by sale_item_id limit 1
    )
    from demo.strays
    where strays.tenant = inventory_movements.company_id
        and movement_id in (select demo.chosen('inventory_movements', 'movement_id', 'movement_type = ''in''', 4, 2))
    returning company_id
$$);

-- The same where the row's company is its parent's.
call demo.plant('sale_items.product_id.cross_tenant', $$
    update sale_items
    set product_id = (select product_id from products where company_id = neighbour order by product_id limit 1)
    from sales
    inner join demo.strays on strays.tenant = sales.company_id
    where sales.sale_id = sale_items.sale_id
        and sale_item_id in (
            select demo.chosen('sale_items inner join sales using (sale_id)', 'sale_item_id', 'product_id is not null', 0, 2)
        )
    returning company_id
$$);
call demo.plant('sale_items.service_id.cross_tenant', $$
    update sale_items
    set service_id = (select service_id from services where company_id = neighbour order by service_id limit 1)
    from sales
    inner join demo.strays on strays.tenant = sales.company_id
    where sales.sale_id = sale_items.sale_id
        and sale_item_id in (
            select demo.chosen('sale_items inner join sales using (sale_id)', 'sale_item_id', 'service_id is not null', 0, 2)
        )
    returning company_id
$$);
call demo.plant('user_permissions.role_id.cross_tenant', $$
    update user_permissions
    set role_id = (select role_id from user_roles where company_id = neighbour order by role_id limit 1)
    from users
    inner join demo.strays on strays.tenant = users.company_id
    where users.user_id = user_permissions.user_id
        and user_permission_id in (
            select demo.chosen('user_permissions inner join users using (user_id)', 'user_permission_id', 'true', 0, 1)
        )
    returning company_id
$$);

-- Statuses are free text.
call demo.plant_statuses('deals', 'deal_id', 'status', 4);
call demo.plant_statuses('sales', 'sale_id', 'status', 4);
call demo.plant_statuses('contracts', 'contract_id', 'status', 4);
call demo.plant_statuses('payments', 'payment_id', 'status', 4);
call demo.plant_statuses('invoices', 'invoice_id', 'status', 4);
call demo.plant_statuses('expenses', 'expense_id', 'status', 4);
call demo.plant_statuses('tasks', 'task_id', 'status', 4);

-- No money, no currency, nothing sold, less than nothing.
call demo.plant('deals.value.missing', $$
    update deals set value = null
    where deal_id in (select demo.chosen('deals', 'deal_id', 'true', 8, 2)) returning company_id
$$);
call demo.plant('deals.currency.missing', $$
    update deals set currency = null
    where deal_id in (select demo.chosen('deals', 'deal_id', 'true', 9, 3)) returning company_id
$$);
call demo.plant('deals.stage.says_otherwise', $$
    update deals set stage = 'negotiation'
    where deal_id in (select demo.chosen('deals', 'deal_id', 'status = ''won''', 6, 2)) returning company_id
$$);
call demo.plant('invoices.currency.missing', $$
    update invoices set currency = null
    where invoice_id in (select demo.chosen('invoices', 'invoice_id', 'true', 8, 3)) returning company_id
$$);
call demo.plant('invoices.tax_amount.missing', $$
    update invoices set tax_amount = null
    where invoice_id in (select demo.chosen('invoices', 'invoice_id', 'true', 11, 2)) returning company_id
$$);
call demo.plant('invoices.total_amount.negative', $$
    update invoices set subtotal = -subtotal, tax_amount = -tax_amount, total_amount = -total_amount
    where invoice_id in (select demo.chosen('invoices', 'invoice_id', 'type = ''credit_note''', 0, 1))
    returning company_id
$$);
call demo.plant('sale_items.both', $$
    update sale_items
    set service_id = (select service_id from services where services.company_id = sales.company_id order by service_id limit 1)
    from sales
    where sales.sale_id = sale_items.sale_id
        and sale_item_id in (
            select demo.chosen('sale_items inner join sales using (sale_id)', 'sale_item_id', 'product_id is not null', 2, 2)
        )
    returning company_id
$$);
call demo.plant('sale_items.neither', $$
    update sale_items set service_id = null
    from sales
    where sales.sale_id = sale_items.sale_id
        and sale_item_id in (
            select demo.chosen(
                'sale_items inner join sales using (sale_id)', 'sale_item_id',
                'service_id is not null and product_id is null', 2, 2
            )
        )
    returning company_id
$$);
call demo.plant('sale_items.quantity.zero', $$
    update sale_items set quantity = 0
    from sales
    where sales.sale_id = sale_items.sale_id
        and sale_item_id in (
            select demo.chosen(
                'sale_items inner join sales using (sale_id)', 'sale_item_id',
                'service_id is not null and product_id is null', 4, 1
            )
        )
    returning company_id
$$);
call demo.plant('sales.total_amount.differs', $$
    update sales set total_amount = total_amount + 10
    where sale_id in (select demo.chosen('sales', 'sale_id', 'true', 8, 2)) returning company_id
$$);

-- The rules that the database does not enforce.
call demo.plant('companies.settings.missing', $$
    delete from company_settings where company_id in (select id from demo.companies where n = 4) returning company_id
$$);
call demo.plant('company_domains.is_primary.twice', $$
    update company_domains set is_primary = true
    where domain_id in (select demo.chosen('company_domains', 'domain_id', 'not is_primary', 0, 1))
    returning company_id
$$);
call demo.plant('company_domains.is_primary.missing', $$
    update company_domains set is_primary = false
    where is_primary and company_id in (select id from demo.companies where n = 4) returning company_id
$$);
call demo.plant('company_domains.domain_name.twice', $$
    insert into company_domains (domain_id, company_id, domain_name, is_primary, created_at)
    select demo.id('again' || domain_id), company_id, domain_name, false, created_at
    from company_domains
    where domain_id in (select demo.chosen('company_domains', 'domain_id', 'true', 1, 1))
    returning company_id
$$);
call demo.plant('users.email.twice', $$
    update users set email = (
        select email from users as owner where owner.company_id = users.company_id and owner.role = 'owner'
    )
    where user_id in (select demo.chosen('users', 'user_id', 'role <> ''owner''', 0, 1)) returning company_id
$$);
call demo.plant('products.sku.twice', $$
    update products set sku = 'SKU-00001'
    where product_id in (select demo.chosen('products', 'product_id', 'sku <> ''SKU-00001''', 3, 2))
    returning company_id
$$);
call demo.plant('invoices.invoice_number.twice', $$
    update invoices set invoice_number = 'INV-0000001'
    where invoice_id in (select demo.chosen('invoices', 'invoice_id', 'invoice_number <> ''INV-0000001''', 13, 1))
    returning company_id
$$);
call demo.plant('subscriptions.active.twice', $$
    insert into subscriptions (
        subscription_id, company_id, plan_id, plan_name, price, currency, billing_cycle, status, start_date, created_at
    )
    select demo.id('upgrade' || id), id, demo.id('planScale'), 'Scale', 4990.00, 'BRL', 'yearly', 'active',
        date ':today' - 70, timestamp ':today' - interval '70 days'
    from demo.tenants inner join demo.strays on strays.tenant = tenants.id
    returning company_id
$$);
-- Who pauses churns at the end of one month and is back at the end of another.
call demo.plant('subscriptions.paused', $$
    update subscriptions set end_date = end_date - 70
    where subscription_id in (select demo.chosen('subscriptions', 'subscription_id', 'status = ''expired''', 0, 1))
    returning company_id
$$);
call demo.plant('subscriptions.trial', $$
    insert into subscriptions (
        subscription_id, company_id, plan_id, plan_name, price, currency, billing_cycle, status, start_date, created_at
    )
    select demo.id('trial' || id), id, demo.id('planGrowth'), 'Growth', 149.90, 'BRL', 'monthly', 'trial',
        date ':today' - 9, timestamp ':today' - interval '9 days'
    from demo.tenants where n = 4
    returning company_id
$$);

-- Contracts that do not add up, and money that came twice, too much, or too late to count yet.
call demo.plant('contracts.total_value.differs', $$
    update contracts set total_value = total_value + 1
    where contract_id in (select demo.chosen('contracts', 'contract_id', 'true', 8, 2)) returning company_id
$$);
call demo.plant('contracts.installment_count.differs', $$
    update contracts set installment_count = installment_count + 1
    where contract_id in (select demo.chosen('contracts', 'contract_id', 'true', 10, 1)) returning company_id
$$);
call demo.plant('contract_installments.installment_number.twice', $$
    update contract_installments set installment_number = 1
    from contracts
    where contracts.contract_id = contract_installments.contract_id
        and installment_number = 2
        and contracts.contract_id in (select demo.chosen('contracts', 'contract_id', 'true', 6, 1))
    returning company_id
$$);
call demo.plant('payments.too_much', $$
    update payments set amount = amount + 20
    where payment_id in (
        select demo.chosen('payments', 'payment_id', 'status = ''completed'' and reference_number like ''%-1''', 8, 2)
    )
    returning company_id
$$);
call demo.plant('payments.payment_date.after_history', $$
    update payments set payment_date = date ':today' + 3
    where payment_id in (
        select demo.chosen('payments', 'payment_id', 'status = ''completed'' and reference_number like ''%-1''', 10, 2)
    )
    returning company_id
$$);
call demo.plant('payments.contract_installment_id.missing', $$
    update payments set contract_installment_id = null
    where payment_id in (
        select demo.chosen('payments', 'payment_id', 'status = ''completed'' and reference_number like ''%-1''', 12, 2)
    )
    returning company_id
$$);
call demo.plant('payments.idempotency_key.twice', $$
    insert into payments
    select demo.id('retry' || payment_id), company_id, contract_installment_id, bank_account_id, amount, payment_date,
        payment_method, reference_number, status, idempotency_key, created_at + interval '1 minute'
    from payments
    where payment_id in (
        select demo.chosen('payments', 'payment_id', 'idempotency_key is not null and status = ''paid''', 0, 2)
    )
    returning company_id
$$);
call demo.plant('invoices.over_allocated', $$
    insert into revenues (revenue_id, company_id, invoice_id, description, amount, revenue_date, category, created_at)
    select demo.id('over' || invoice_id), company_id, invoice_id, 'Again', subtotal + 5, issue_date, 'Serviços', created_at
    from invoices
    where invoice_id in (
        select demo.chosen('invoices', 'invoice_id', 'status = ''paid'' and type = ''invoice'' and deleted_at is null', 3, 2)
    )
    returning company_id
$$);

-- A statement whose balance does not follow for one entry, so that two steps are wrong; one whose two last
-- entries are of the same instant.
call demo.plant('bank_statement_entries.balance_after.differs', $$
    update bank_statement_entries set balance_after = balance_after + 0.05
    from bank_accounts
    where bank_accounts.bank_account_id = bank_statement_entries.bank_account_id
        and entry_id = (
            select entry_id from bank_statement_entries as each
            where each.bank_account_id = bank_accounts.bank_account_id
            order by transaction_date, created_at, entry_id offset 4 limit 1
        )
        and bank_accounts.bank_account_id in (select demo.chosen('bank_accounts', 'bank_account_id', 'true', 0, 1))
    returning company_id
$$);
call demo.plant('bank_accounts.balance.differs', $$
    update bank_accounts set balance = balance - 7
    where bank_account_id in (select demo.chosen('bank_accounts', 'bank_account_id', 'true', 1, 1)) returning company_id
$$);
call demo.plant('bank_statement_entries.same_instant', $$
    insert into bank_statement_entries
    select demo.id('tie' || entry_id), bank_account_id, transaction_date, 'Same instant', 0.00, transaction_type,
        balance_after, null, created_at
    from bank_statement_entries
    where entry_id in (
        select distinct on (bank_account_id) entry_id from bank_statement_entries
        where bank_account_id in (select demo.chosen('bank_accounts', 'bank_account_id', 'true', 2, 1))
        order by bank_account_id, transaction_date desc, created_at desc, entry_id desc
    )
    returning (
        select company_id from bank_accounts where bank_accounts.bank_account_id = bank_statement_entries.bank_account_id
    )
$$);
call demo.plant('credit_analyses.same_instant', $$
    insert into credit_analyses
    select demo.id('tie' || analysis_id), company_id, client_application_id, analyst_user_id, risk_score + 1,
        approved_amount, interest_rate, 'Same instant', status, created_at
    from credit_analyses
    where analysis_id in (select demo.chosen('credit_analyses', 'analysis_id', 'true', 2, 2))
    returning company_id
$$);

-- Stock.
call demo.plant('sale_items.movement.missing', $$
    delete from inventory_movements
    where movement_id in (
        select demo.chosen(
            'inventory_movements', 'movement_id',
            'exists (
                select from sale_items inner join sales using (sale_id)
                where sale_item_id = reference_id and status = ''completed''
                    and sale_items.product_id = inventory_movements.product_id
            )',
            2, 2
        )
    )
    returning company_id
$$);
call demo.plant('inventory_movements.reference_id.missing', $$
    update inventory_movements set reference_id = demo.id('no line' || movement_id)
    where movement_id in (select demo.chosen('inventory_movements', 'movement_id', 'movement_type = ''in''', 2, 2))
    returning company_id
$$);
call demo.plant('products.on_hand.negative', $$
    insert into inventory_movements (movement_id, company_id, product_id, movement_type, quantity, created_at)
    select demo.id('emptied' || product_id), company_id, product_id, 'adjustment', -100000, timestamp ':today' - interval '2 days'
    from products
    where product_id in (select demo.chosen('products', 'product_id', 'track_inventory', 5, 1))
    returning company_id
$$);

-- Rows of any kind that a type and an id name.
create procedure demo.plant_hosts(child text, key_column text)
language plpgsql
as $$
declare
    kind record;
begin
    for kind in
        select *
        from (
            values
                (8, 2, 'deleted', $sql$entity_type = 'contact', entity_id = (
                    select contact_id from contacts
                    where contacts.company_id = child.company_id and deleted_at is not null
                    order by contact_id limit 1)$sql$),
                (12, 2, 'missing', $sql$entity_id = demo.id('nothing' || entity_id)$sql$),
                (14, 1, 'other_type', $sql$entity_type = 'deal', entity_id = (
                    select contact_id from contacts
                    where contacts.company_id = child.company_id order by contact_id limit 1)$sql$),
                (15, 2, 'unmapped_type', $sql$entity_type = 'spaceship'$sql$),
                (17, 2, 'plural', $sql$entity_type = entity_type || 's'$sql$),
                (19, 1, 'other_case', $sql$entity_type = initcap(entity_type)$sql$),
                (20, 1, 'none', $sql$entity_type = null, entity_id = null$sql$)
        ) as kinds (behind, count, name, change)
        -- A document always has a host.
        where child <> 'documents' or name <> 'none'
    loop
        call demo.plant(
            child || '.entity_id.' || kind.name,
            format(
                'update %1$s as child set %2$s where %3$I in (select demo.chosen(%1$L, %3$L, %4$L, %5$s, %6$s))
                returning company_id',
                child, kind.change, key_column, 'true', kind.behind, kind.count
            )
        );
    end loop;
end
$$;

call demo.plant_hosts('documents', 'document_id');
call demo.plant_hosts('calendar_events', 'event_id');
call demo.plant_hosts('tasks', 'task_id');

insert into demo.elsewhere (tenant, number, type, id)
select strays.tenant, hosts.number, hosts.type, hosts.id
from demo.strays
cross join lateral (
    (
        select 0 as number, 'contact' as type, contact_id as id from contacts
        where company_id = neighbour and deleted_at is null order by contact_id limit 1
    )
    union all
    (
        select 1, 'deal', deal_id from deals
        where company_id = neighbour and deleted_at is null order by deal_id limit 1
    )
    union all
    (
        select 2, 'invoice', invoice_id from invoices
        where company_id = neighbour and deleted_at is null order by invoice_id limit 1
    )
    union all
    (
        select 3, 'contract', contract_id from contracts
        where company_id = neighbour and deleted_at is null order by contract_id limit 1
    )
) as hosts;

call demo.plant_elsewhere('documents', 'document_id', 'entity_id', 'entity_type = elsewhere.type, entity_id = elsewhere.id', 0);
call demo.plant_elsewhere('calendar_events', 'event_id', 'entity_id', 'entity_type = elsewhere.type, entity_id = elsewhere.id', 0);
call demo.plant_elsewhere('tasks', 'task_id', 'entity_id', 'entity_type = elsewhere.type, entity_id = elsewhere.id', 0);

-- In nobody's scope.
call demo.plant('audit_logs.company_id.missing', $$
    insert into audit_logs (log_id, action, entity_type, ip_address, timestamp)
    select (select max(log_id) from audit_logs) + number, 'login', 'system', '192.0.2.9', timestamp ':today' - interval '9 hours'
    from generate_series(1, 4) as number
    returning company_id
$$);
