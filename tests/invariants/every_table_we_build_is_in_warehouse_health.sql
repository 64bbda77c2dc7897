{%- set built = [] %}
{%- if execute %}
    {%- for node in graph.nodes.values()
        if node.package_name == project_name and node.resource_type in ['model', 'seed', 'snapshot']
        and node.config.materialized not in ['view', 'staging_view', 'ephemeral'] %}
        {%- do built.append((live_schema(node.config.schema), node.alias)) %}
    {%- endfor %}
{%- endif %}
-- Every mart, dimension, table, seed and snapshot that is there has its row. Asked of the catalog's
-- tables, as the view asks: to_regclass sees what was swapped in while the statement runs.
with

built (schema_name, relation_name) as (

    values
    {%- for schema, name in built | sort %}
        ('{{ schema }}', '{{ name }}'),
    {%- endfor %}
    ('marts', 'no_such_relation')

)

select
    built.schema_name,
    built.relation_name
from built
inner join pg_namespace as nsp on built.schema_name = nsp.nspname
inner join pg_class as rel
    on nsp.oid = rel.relnamespace
    and built.relation_name = rel.relname
    -- What was a view before an upgrade may not be made anew yet.
    and rel.relkind in ('r', 'p', 'm')
left join {{ ref('warehouse_health') }} as relations
    on built.schema_name = relations.schema_name
    and built.relation_name = relations.relation_name
where relations.relation_key is null
