{#- A hash of what the project reads of a raw row of a feed. Columns that the contract excludes are not asked for:
    they touch no day, and the builder needs no right to them. -#}
{% macro feed_hash_sql(source) -%}
    {%- set live = live_columns(raw_relation(source.system, source.table)) -%}
    {%- set read = [] -%}
    {%- for name, column in source_contract(source.system, source.table).items()
        if not column.meta.get('excluded') -%}
        {%- set own = raw_column_name(source.system, source.table, name) -%}
        {%- if own in live -%}{%- do read.append('raw.' ~ adapter.quote(own)) -%}{%- endif -%}
    {%- endfor -%}
    {{ return('hashtextextended(row(' ~ read | join(', ') ~ ')::text, 0)') }}
{%- endmacro %}
