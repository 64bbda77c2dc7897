{#- Two aggregates that PostgreSQL lacks, in plain SQL and PL/pgSQL, no extension.
    product: compounds returns. average_cost: runs a position through its fills (see average_cost_step). -#}
{% macro aggregates_sql() -%}
    {%- set schema = functions_schema() -%}
create schema if not exists {{ schema }};
grant usage on schema {{ schema }} to public;
create or replace aggregate {{ schema }}.product(double precision) (
    sfunc = float8mul, stype = double precision, initcond = '1',
    combinefunc = float8mul, parallel = safe
);
{{ average_cost_step(schema) }};
create or replace aggregate {{ schema }}.average_cost(numeric, numeric) (
    sfunc = {{ schema }}.average_cost_step, stype = numeric[], initcond = '{0,0,0,0}'
)
{%- endmacro %}
