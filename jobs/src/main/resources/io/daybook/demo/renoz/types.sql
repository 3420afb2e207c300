-- The 140 vocabularies of Renoz. Three of them no column has.

create type activity_action as enum (
    'created', 'updated', 'deleted', 'viewed', 'exported', 'shared', 'assigned', 'commented',
    'email_sent', 'email_opened', 'email_clicked', 'call_logged', 'note_added'
);
create type activity_direction as enum ('inbound', 'outbound', 'internal');
create type activity_entity_type as enum (
    'customer', 'contact', 'order', 'opportunity', 'product', 'inventory', 'supplier', 'warranty',
    'issue', 'user', 'email', 'call', 'project', 'workstream', 'task', 'purchase_order', 'shipment',
    'quote', 'site_visit', 'job_assignment', 'job_material', 'job_photo', 'warranty_claim',
    'warranty_policy', 'warranty_extension', 'rma', 'service_system'
);
create type activity_source as enum ('manual', 'email', 'webhook', 'system', 'import');
create type address_type as enum ('billing', 'shipping', 'service', 'headquarters');
create type ai_agent_name as enum (
    'triage', 'customer', 'order', 'analytics', 'quote', 'jobs', 'communications', 'inventory',
    'warranty', 'purchasing'
);
create type ai_agent_task_status as enum ('queued', 'running', 'completed', 'failed');
create type ai_approval_status as enum ('pending', 'approved', 'rejected', 'expired');
create type ai_message_role as enum ('user', 'assistant', 'system', 'tool');
create type allocation_method as enum ('equal', 'by_value', 'by_weight', 'by_quantity');
create type amendment_status as enum ('requested', 'approved', 'rejected', 'applied', 'cancelled');
create type amendment_type as enum (
    'quantity_change', 'item_add', 'item_remove', 'price_change', 'discount_change',
    'shipping_change', 'address_change', 'date_change', 'cancel_order', 'other'
);
create type api_token_scope as enum ('read', 'write', 'admin');
create type approval_status as enum ('pending', 'approved', 'rejected', 'escalated');
create type attribute_type as enum ('text', 'number', 'boolean', 'select', 'multiselect', 'date');
create type bom_item_status as enum ('planned', 'ordered', 'received', 'allocated', 'installed');
create type bom_status as enum ('draft', 'approved', 'ordered', 'partial', 'complete', 'cancelled');
create type bounce_type as enum ('hard', 'soft');
create type campaign_recipient_status as enum (
    'pending', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'failed', 'unsubscribed',
    'skipped'
);
create type campaign_status as enum (
    'draft', 'scheduled', 'sending', 'sent', 'paused', 'cancelled', 'failed'
);
create type certification_type as enum (
    'solar_accredited', 'electrical_license', 'battery_certified', 'roofing_certified', 'first_aid',
    'working_at_heights'
);
create type condition as enum ('new', 'refurbished', 'used', 'damaged');
create type cost_layer_reference_type as enum (
    'purchase_order', 'adjustment', 'transfer', 'rma', 'manual_receive'
);
create type cost_type as enum ('freight', 'duty', 'insurance', 'handling', 'customs', 'other');
create type credit_note_status as enum ('draft', 'issued', 'applied', 'voided');
create type csat_source as enum ('email_link', 'internal_entry', 'public_form');
create type custom_field_entity_type as enum (
    'customer', 'contact', 'order', 'product', 'supplier', 'opportunity', 'issue', 'job'
);
create type custom_field_type as enum (
    'text', 'number', 'date', 'select', 'checkbox', 'textarea', 'email', 'url', 'phone',
    'multiselect'
);
create type customer_activity_type as enum (
    'call', 'email', 'meeting', 'note', 'quote', 'order', 'complaint', 'feedback', 'website_visit',
    'social_interaction'
);
create type customer_priority_level as enum ('low', 'medium', 'high', 'vip');
create type customer_size as enum ('micro', 'small', 'medium', 'large', 'enterprise');
create type customer_status as enum ('prospect', 'active', 'inactive', 'suspended', 'blacklisted');
create type customer_type as enum ('individual', 'business', 'government', 'non_profit');
create type deferred_revenue_status as enum (
    'deferred', 'partially_recognized', 'fully_recognized'
);
create type email_status as enum (
    'pending', 'sent', 'delivered', 'opened', 'clicked', 'bounced', 'failed'
);
create type empty_state_type as enum (
    'no_data', 'filtered_empty', 'search_empty', 'permission_denied', 'error'
);
create type export_format as enum ('csv', 'json', 'xlsx');
create type export_status as enum (
    'pending', 'processing', 'completed', 'failed', 'cancelled', 'expired'
);
create type forecast_period as enum ('daily', 'weekly', 'monthly', 'quarterly');
create type group_role as enum ('member', 'lead', 'manager');
create type installer_skill as enum (
    'solar_panels', 'battery_systems', 'electrical_work', 'roof_work', 'conduit_install',
    'commissioning', 'diagnostics', 'customer_training'
);
create type installer_status as enum ('active', 'busy', 'away', 'suspended', 'inactive');
create type installment_status as enum ('pending', 'due', 'paid', 'overdue');
create type inventory_alert_type as enum (
    'low_stock', 'out_of_stock', 'overstock', 'expiry', 'slow_moving', 'forecast_deviation'
);
create type inventory_status as enum (
    'available', 'allocated', 'sold', 'damaged', 'returned', 'quarantined'
);
create type invitation_status as enum ('pending', 'accepted', 'expired', 'cancelled');
create type invoice_status as enum (
    'draft', 'scheduled', 'unpaid', 'overdue', 'paid', 'canceled', 'refunded'
);
create type issue_next_action_type as enum (
    'create_rma', 'warranty_claim', 'field_service', 'customer_follow_up', 'monitor', 'no_action'
);
create type issue_priority as enum ('low', 'medium', 'high', 'critical');
create type issue_resolution_category as enum (
    'hardware_fault', 'shipping_damage', 'fulfillment_error', 'installation_issue',
    'software_or_firmware', 'usage_guidance', 'no_fault_found', 'other'
);
create type issue_status as enum (
    'open', 'in_progress', 'pending', 'on_hold', 'escalated', 'resolved', 'closed'
);
create type issue_type as enum (
    'hardware_fault', 'software_firmware', 'installation_defect', 'performance_degradation',
    'connectivity', 'other'
);
create type job_assignment_status as enum (
    'scheduled', 'in_progress', 'completed', 'cancelled', 'on_hold'
);
create type job_assignment_type as enum (
    'installation', 'service', 'warranty', 'inspection', 'commissioning'
);
create type job_material_reservation_status as enum ('pending', 'fulfilled', 'released', 'expired');
create type job_photo_type as enum ('before', 'during', 'after', 'issue', 'signature');
create type job_status as enum ('pending', 'running', 'completed', 'failed');
create type job_task_status as enum ('pending', 'in_progress', 'completed', 'blocked');
create type job_time_category as enum ('work', 'travel', 'break');
create type job_type as enum (
    'import', 'export', 'bulk_update', 'report_generation', 'data_sync', 'cleanup', 'other'
);
create type kb_article_status as enum ('draft', 'published', 'archived');
create type movement_type as enum (
    'receive', 'allocate', 'deallocate', 'pick', 'ship', 'adjust', 'return', 'transfer'
);
create type notification_status as enum ('pending', 'sent', 'read', 'dismissed', 'failed');
create type notification_type as enum (
    'quote', 'order', 'issue', 'warranty', 'shipment', 'payment', 'customer', 'product',
    'inventory', 'user', 'system', 'call_reminder', 'call_overdue'
);
create type opportunity_activity_type as enum ('call', 'email', 'meeting', 'note', 'follow_up');
create type opportunity_stage as enum (
    'new', 'qualified', 'proposal', 'negotiation', 'won', 'lost'
);
create type order_line_item_pick_status as enum ('not_picked', 'picking', 'picked');
create type order_status as enum (
    'draft', 'confirmed', 'picking', 'picked', 'partially_shipped', 'shipped', 'delivered',
    'cancelled'
);
create type payment_method as enum (
    'bank_transfer', 'credit_card', 'cash', 'cheque', 'paypal', 'stripe', 'xero'
);
create type payment_plan_type as enum ('fifty_fifty', 'thirds', 'monthly', 'custom');
create type payment_status as enum ('pending', 'partial', 'paid', 'refunded', 'overdue');
create type payment_terms as enum ('net_15', 'net_30', 'net_45', 'net_60', 'cod', 'prepaid');
create type portal_identity_status as enum ('active', 'revoked', 'disabled');
create type portal_scope as enum ('customer', 'subcontractor');
create type price_agreement_status as enum (
    'draft', 'pending', 'approved', 'rejected', 'expired', 'cancelled'
);
create type price_change_status as enum ('pending', 'approved', 'rejected', 'applied', 'cancelled');
create type price_change_type as enum (
    'base_price', 'cost_price', 'tier_created', 'tier_updated', 'tier_deleted', 'customer_price',
    'bulk_update'
);
create type product_relation_type as enum (
    'accessory', 'alternative', 'upgrade', 'compatible', 'bundle'
);
create type product_status as enum ('active', 'inactive', 'discontinued');
create type product_type as enum ('physical', 'service', 'digital', 'bundle');
create type project_file_type as enum (
    'proposal', 'contract', 'specification', 'drawing', 'photo', 'report', 'warranty', 'other'
);
create type project_note_status as enum ('draft', 'completed', 'processing');
create type project_note_type as enum (
    'general', 'meeting', 'audio', 'site_visit', 'client_feedback'
);
create type project_priority as enum ('urgent', 'high', 'medium', 'low');
create type project_status as enum (
    'quoting', 'approved', 'in_progress', 'completed', 'cancelled', 'on_hold'
);
create type project_type as enum (
    'solar', 'battery', 'solar_battery', 'service', 'warranty', 'inspection', 'commissioning'
);
create type purchase_order_status as enum (
    'draft', 'pending_approval', 'approved', 'ordered', 'partial_received', 'received', 'cancelled',
    'closed'
);
create type quality_inspection_result as enum ('pass', 'fail', 'conditional');
create type quality_status as enum ('good', 'damaged', 'expired', 'quarantined');
create type receipt_status as enum (
    'pending_inspection', 'accepted', 'partially_accepted', 'rejected'
);
create type recognition_state as enum (
    'pending', 'recognized', 'syncing', 'synced', 'sync_failed', 'manual_override'
);
create type recognition_type as enum ('on_delivery', 'milestone', 'time_based');
create type rejection_reason as enum (
    'damaged', 'wrong_item', 'quality_issue', 'short_shipment', 'other'
);
create type report_format as enum ('pdf', 'csv', 'xlsx', 'html');
create type report_frequency as enum ('daily', 'weekly', 'biweekly', 'monthly', 'quarterly');
create type rma_execution_status as enum ('pending', 'blocked', 'completed');
create type rma_reason as enum (
    'defective', 'damaged_in_shipping', 'wrong_item', 'not_as_described', 'performance_issue',
    'installation_failure', 'other'
);
create type rma_resolution as enum ('refund', 'replacement', 'repair', 'credit', 'no_action');
create type rma_status as enum (
    'requested', 'approved', 'received', 'processed', 'rejected', 'cancelled'
);
create type scheduled_call_status as enum ('pending', 'completed', 'cancelled', 'rescheduled');
create type scheduled_email_status as enum ('pending', 'sent', 'cancelled', 'processing', 'failed');
create type serialized_item_event_type as enum (
    'received', 'allocated', 'deallocated', 'shipped', 'returned', 'warranty_registered',
    'warranty_claimed', 'rma_requested', 'rma_received', 'status_changed'
);
create type serialized_item_status as enum (
    'available', 'allocated', 'shipped', 'returned', 'quarantined', 'scrapped'
);
create type service_level as enum ('standard', 'premium', 'platinum');
create type service_linkage_review_reason as enum (
    'multiple_system_matches', 'conflicting_owner_match', 'backfill_manual_review'
);
create type service_linkage_review_status as enum ('pending', 'resolved', 'dismissed');
create type setting_type as enum ('string', 'number', 'boolean', 'json');
create type shipment_status as enum (
    'pending', 'in_transit', 'out_for_delivery', 'delivered', 'failed', 'returned'
);
create type site_visit_photo_type as enum (
    'before', 'during', 'after', 'issue', 'signature', 'receipt', 'document'
);
create type site_visit_status as enum (
    'scheduled', 'in_progress', 'completed', 'cancelled', 'no_show', 'rescheduled'
);
create type site_visit_type as enum (
    'assessment', 'installation', 'commissioning', 'service', 'warranty', 'inspection',
    'maintenance'
);
create type sla_domain as enum ('support', 'warranty', 'jobs');
create type sla_event_type as enum (
    'started', 'paused', 'resumed', 'response_due_warning', 'response_breached', 'responded',
    'resolution_due_warning', 'resolution_breached', 'resolved', 'escalated', 'config_changed'
);
create type sla_target_unit as enum ('minutes', 'hours', 'business_hours', 'days', 'business_days');
create type sla_tracking_status as enum ('active', 'paused', 'responded', 'resolved', 'breached');
create type stock_count_status as enum ('draft', 'in_progress', 'completed', 'cancelled');
create type stock_count_type as enum ('full', 'cycle', 'spot', 'annual');
create type supplier_status as enum ('active', 'inactive', 'suspended', 'blacklisted');
create type supplier_type as enum (
    'manufacturer', 'distributor', 'retailer', 'service', 'raw_materials'
);
create type suppression_reason as enum ('bounce', 'complaint', 'unsubscribe', 'manual');
create type target_metric as enum (
    'revenue', 'kwh_deployed', 'quote_win_rate', 'active_installations', 'warranty_claims',
    'pipeline_value', 'customer_count', 'orders_count', 'average_order_value'
);
create type target_period as enum ('weekly', 'monthly', 'quarterly', 'yearly');
create type tax_type as enum ('gst', 'gst_free', 'input_taxed', 'export');
create type template_category as enum (
    'quotes', 'orders', 'installations', 'warranty', 'support', 'marketing', 'follow_up', 'custom'
);
create type user_role as enum (
    'owner', 'admin', 'manager', 'sales', 'operations', 'support', 'viewer'
);
create type user_status as enum ('active', 'invited', 'suspended', 'deactivated');
create type user_type as enum ('staff', 'installer');
create type vehicle_type as enum ('none', 'ute', 'van', 'truck', 'trailer');
create type warranty_claim_resolution_type as enum (
    'repair', 'replacement', 'refund', 'warranty_extension'
);
create type warranty_claim_status as enum (
    'submitted', 'under_review', 'approved', 'denied', 'resolved', 'cancelled'
);
create type warranty_claim_type as enum (
    'cell_degradation', 'bms_fault', 'inverter_failure', 'installation_defect', 'other'
);
create type warranty_claimant_role as enum ('channel_partner', 'owner', 'internal', 'other');
create type warranty_entitlement_evidence_type as enum ('serialized', 'unitized');
create type warranty_entitlement_issue_code as enum ('missing_serial_capture', 'policy_unresolved');
create type warranty_entitlement_status as enum (
    'pending_activation', 'needs_review', 'activated', 'voided'
);
create type warranty_extension_type as enum (
    'paid_extension', 'promotional', 'loyalty_reward', 'goodwill'
);
create type warranty_policy_type as enum (
    'battery_performance', 'inverter_manufacturer', 'installation_workmanship'
);
create type warranty_status as enum (
    'active', 'expiring_soon', 'expired', 'voided', 'transferred', 'pending_approval'
);
create type win_loss_reason_type as enum ('win', 'loss');
create type xero_sync_status as enum ('pending', 'syncing', 'synced', 'error');
