{#- One transaction: works out the given SELECT and writes what differs within `scope`, with the log of
    changes where the model has a `change_key`. Returns how many rows were written. -#}
{% macro write_fact(relation, sql, scope, change_day=none) -%}
    {%- set change_key = config.get('change_key') -%}
    {#- Statistics for a join on the key, no more. -#}
    {%- do run_query('create temporary table worked_out on commit drop as ' ~ sql
        ~ '; set local default_statistics_target = 10; analyze pg_temp.worked_out;'
        ~ ' set local default_statistics_target to default') -%}
    {%- call statement('main') -%}
        {{ write_differences_sql(relation, scope, change_key, change_day) }}
    {%- endcall -%}
    {%- if change_key -%}{%- do run_query(log_changes_sql(relation)) -%}{%- endif -%}
    {{ return(load_result('main').response.rows_affected) }}
{%- endmacro %}
