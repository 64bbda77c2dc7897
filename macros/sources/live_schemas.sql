{#- All columns of all raw schemas in one query: {schema.table: {column: type}}. -#}
{% macro live_schemas() -%}
    {%- set schemas = graph.sources.values() | map(attribute='schema') | unique | list -%}
    {%- set found = {} -%}
    {%- set rows = run_query(
        "select format('%s.%s', nsp.nspname, rel.relname), att.attname,"
        ~ " format_type(att.atttypid, att.atttypmod)"
        ~ " from pg_attribute as att"
        ~ " join pg_class as rel on rel.oid = att.attrelid"
        ~ " join pg_namespace as nsp on nsp.oid = rel.relnamespace"
        ~ " where nsp.nspname in ('" ~ schemas | join("', '") ~ "')"
        ~ " and rel.relkind in ('r', 'p', 'v', 'm', 'f')"
        ~ " and att.attnum > 0 and not att.attisdropped order by att.attnum"
    ) -%}
    {%- for row in rows -%}
        {%- do found.setdefault(row[0], {}).update({row[1]: row[2]}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
