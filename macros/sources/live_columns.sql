{#- Names and types of the columns a raw table has now, by name; empty where there is no table. -#}
{% macro live_columns(relation) -%}
    {%- set found = {} -%}
    {%- if execute -%}
        {%- set rows = run_query(live_columns_sql(
            "rel.oid = to_regclass('" ~ relation.include(database=false) ~ "')")) -%}
        {%- for _, name, type in rows -%}{%- do found.update({name: type}) -%}{%- endfor -%}
    {%- endif -%}
    {{ return(found) }}
{%- endmacro %}
