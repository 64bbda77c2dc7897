{#- dbt-labs/dbt-core#5746.
    dbt-adapters has no lock_timeout: DDL behind a long BI query makes every later reader queue.
    One statement that runs DDL so that dbt waits and readers don't. All of it succeeds or none. -#}
{% macro locked_ddl(statements) -%}
do $locked_ddl$
begin
    {{ locked_loop(statements) }}
end
$locked_ddl$
{%- endmacro %}
