-- Foreign keys that Renoz declares on the tables of inventory.sql.

alter table inventory
    add constraint inventory_location_id_warehouse_locations_id_fk
        foreign key (location_id) references warehouse_locations (id) on delete cascade,
    add constraint inventory_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint inventory_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade;

alter table inventory_alerts
    add constraint inventory_alerts_location_id_warehouse_locations_id_fk
        foreign key (location_id) references warehouse_locations (id) on delete cascade,
    add constraint inventory_alerts_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint inventory_alerts_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade;

alter table inventory_cost_layer_capitalizations
    add constraint inventory_cost_layer_capitalizatio_inventory_cost_layer_id_fkey
        foreign key (inventory_cost_layer_id) references inventory_cost_layers (id)
            on delete cascade,
    add constraint inventory_cost_layer_capitalizations_organization_id_fkey
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table inventory_cost_layers
    add constraint inventory_cost_layers_inventory_id_inventory_id_fk
        foreign key (inventory_id) references inventory (id) on delete cascade,
    add constraint inventory_cost_layers_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table inventory_forecasts
    add constraint inventory_forecasts_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint inventory_forecasts_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade;

alter table inventory_movements
    add constraint inventory_movements_inventory_id_inventory_id_fk
        foreign key (inventory_id) references inventory (id) on delete restrict,
    add constraint inventory_movements_location_id_warehouse_locations_id_fk
        foreign key (location_id) references warehouse_locations (id) on delete restrict,
    add constraint inventory_movements_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint inventory_movements_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete restrict;

alter table order_line_serial_allocations
    add constraint order_line_serial_allocations_order_line_item_id_fkey
        foreign key (order_line_item_id) references order_line_items (id) on delete cascade,
    add constraint order_line_serial_allocations_organization_id_fkey
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint order_line_serial_allocations_serialized_item_id_fkey
        foreign key (serialized_item_id) references serialized_items (id) on delete cascade;

alter table quality_inspections
    add constraint quality_inspections_inventory_id_inventory_id_fk
        foreign key (inventory_id) references inventory (id) on delete cascade,
    add constraint quality_inspections_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint quality_inspections_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade;

alter table serialized_item_events
    add constraint serialized_item_events_created_by_fkey
        foreign key (created_by) references users (id) on delete set null,
    add constraint serialized_item_events_organization_id_fkey
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint serialized_item_events_serialized_item_id_fkey
        foreign key (serialized_item_id) references serialized_items (id) on delete cascade,
    add constraint serialized_item_events_updated_by_fkey
        foreign key (updated_by) references users (id) on delete set null;

alter table serialized_items
    add constraint serialized_items_created_by_fkey
        foreign key (created_by) references users (id) on delete set null,
    add constraint serialized_items_current_inventory_id_fkey
        foreign key (current_inventory_id) references inventory (id) on delete set null,
    add constraint serialized_items_organization_id_fkey
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint serialized_items_product_id_fkey
        foreign key (product_id) references products (id) on delete restrict,
    add constraint serialized_items_source_receipt_item_id_fkey
        foreign key (source_receipt_item_id) references purchase_order_receipt_items (id)
            on delete set null,
    add constraint serialized_items_updated_by_fkey
        foreign key (updated_by) references users (id) on delete set null;

alter table shipment_item_serials
    add constraint shipment_item_serials_organization_id_fkey
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint shipment_item_serials_serialized_item_id_fkey
        foreign key (serialized_item_id) references serialized_items (id) on delete cascade,
    add constraint shipment_item_serials_shipment_item_id_fkey
        foreign key (shipment_item_id) references shipment_items (id) on delete cascade;

alter table stock_count_items
    add constraint stock_count_items_inventory_id_inventory_id_fk
        foreign key (inventory_id) references inventory (id) on delete restrict,
    add constraint stock_count_items_stock_count_id_stock_counts_id_fk
        foreign key (stock_count_id) references stock_counts (id) on delete cascade;

alter table stock_counts
    add constraint stock_counts_location_id_warehouse_locations_id_fk
        foreign key (location_id) references warehouse_locations (id),
    add constraint stock_counts_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;
