{#- The condition that a unique index of a relation is on these columns or some of them: no two rows without
    a null share their values. None for what is no table or materialized view of this project. -#}
{% macro unique_index_sql(model, columns) -%}
    {%- set node = none if model is string else graph.get('nodes', {}).get(
        'model.' ~ project_name ~ '.' ~ model.identifier) -%}
    {%- if not columns or not node or node.config.materialized in ['view', 'staging_view'] -%}
        {{ return(none) }}
    {%- endif -%}
    {{ return(
        "exists (select from pg_index as found where found.indrelid = to_regclass('"
        ~ model.include(database=false) ~ "') and found.indisunique and found.indisvalid"
        ~ ' and found.indimmediate and found.indpred is null and found.indexprs is null and ('
        ~ 'select array_agg(attname::text) from pg_attribute where attrelid = found.indrelid'
        ~ ' and attnum = any (found.indkey[0:found.indnkeyatts - 1])'
        ~ ") <@ array['" ~ columns | join("', '") ~ "'])"
    ) }}
{%- endmacro %}
