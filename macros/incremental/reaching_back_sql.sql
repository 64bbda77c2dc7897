{#- The changed tails as they are, or with `reaches_back` each from the last of the fact's own rows before
    it: such a fact looks ahead. -#}
{% macro reaching_back_sql(relation, before, day) -%}
    {%- if not config.get('reaches_back') -%}{{ return('tails') }}{%- endif -%}
    {{ return('(select key, coalesce((select max(old.' ~ day ~ ') from ' ~ relation ~ ' as old where '
        ~ before ~ '), from_day) as from_day from tails) as tails') }}
{%- endmacro %}
