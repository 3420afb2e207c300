-- Foreign keys that Renoz declares on the tables of products.sql.

alter table categories
    add constraint categories_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table customer_product_prices
    add constraint customer_product_prices_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint customer_product_prices_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint customer_product_prices_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade;

alter table price_history
    add constraint price_history_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint price_history_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade;

alter table product_attribute_values
    add constraint product_attribute_values_attribute_id_product_attributes_id_fk
        foreign key (attribute_id) references product_attributes (id) on delete cascade,
    add constraint product_attribute_values_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint product_attribute_values_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade;

alter table product_attributes
    add constraint product_attributes_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table product_bundles
    add constraint product_bundles_bundle_product_id_products_id_fk
        foreign key (bundle_product_id) references products (id) on delete cascade,
    add constraint product_bundles_component_product_id_products_id_fk
        foreign key (component_product_id) references products (id) on delete cascade,
    add constraint product_bundles_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table product_images
    add constraint product_images_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint product_images_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade;

alter table product_price_tiers
    add constraint product_price_tiers_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint product_price_tiers_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade;

alter table product_relations
    add constraint product_relations_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint product_relations_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade,
    add constraint product_relations_related_product_id_products_id_fk
        foreign key (related_product_id) references products (id) on delete cascade;

alter table products
    add constraint products_category_id_categories_id_fk
        foreign key (category_id) references categories (id) on delete set null,
    add constraint products_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint products_warranty_policy_id_warranty_policies_id_fk
        foreign key (warranty_policy_id) references warranty_policies (id) on delete set null;
