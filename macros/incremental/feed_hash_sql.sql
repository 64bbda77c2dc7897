{#- A hash of what the project reads of a raw row of a feed and, if asked, of the row above it. Columns that the
    contract excludes are not asked for: they touch no day, and the builder needs no right to them. -#}
{% macro feed_hash_sql(source, with_above=false) -%}
    {%- set hashable = '(numeric|integer|bigint|smallint|double|real|text|character|uuid|boolean|time|date|'
        ~ 'interval|jsonb|bytea)' -%}
    {%- set read = [] -%}
    {%- for alias, table in [('raw', source.table)]
        + ([('above', source.via.table)] if with_above and source.get('via') else []) -%}
        {%- set live = live_columns(raw_relation(source.system, table)) -%}
        {%- for name, column in source_contract(source.system, table).items()
            if not column.meta.get('excluded') -%}
            {%- set own = raw_column_name(source.system, table, name) -%}
            {%- if own in live -%}
                {#- A text costs twice as much, but PostgreSQL has no hash of some types, as json. -#}
                {%- do read.append(alias ~ '.' ~ adapter.quote(own)
                    ~ ('' if modules.re.match(hashable, live[own]) else '::text')) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return('hash_record_extended(row(' ~ read | join(', ') ~ '), 0)') }}
{%- endmacro %}
