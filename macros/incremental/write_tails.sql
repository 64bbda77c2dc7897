{#- Brings a fact that is there up to date: the changed tails, or all of it where `is_whole` or where
    the log says that everything changed. -#}
{% macro write_tails(relation, sql, is_whole, until) -%}
    {%- set key = config.require('key') -%}
    {%- set day = config.require('day_column') -%}
    {%- set keys = -1 if is_whole else run_query(
        changed_tails_sql(relation, config.require('follows'), key, day, until, carried_columns(sql))
    ).columns[0].values()[0] -%}
    {%- if keys < 0 -%}
        {%- if write_fact(relation, sql, 'true', day) -%}{%- do run_query('analyze ' ~ relation) -%}{%- endif -%}
    {%- elif keys > 0 -%}
        {%- do write_fact(relation, only_tails(sql), in_tail('old.' ~ key, 'old.' ~ day), day) -%}
    {%- else -%}
        {%- call statement('main') -%}select{%- endcall -%}
    {%- endif -%}
{%- endmacro %}
