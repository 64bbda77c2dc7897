{#- Names and types of the columns a raw table has now, by name; empty where there is no table. -#}
{% macro live_columns(relation) -%}
    {%- set found = {} -%}
    {%- if execute -%}
        {%- set rows = run_query(
            "select attname, format_type(atttypid, atttypmod) from pg_attribute"
            ~ " where attrelid = to_regclass('" ~ relation.include(database=false) ~ "')"
            ~ " and attnum > 0 and not attisdropped"
        ) -%}
        {%- for row in rows -%}{%- do found.update({row[0]: row[1]}) -%}{%- endfor -%}
    {%- endif -%}
    {{ return(found) }}
{%- endmacro %}
