{#- Functions that PostgreSQL lacks, in plain SQL and PL/pgSQL, no extension. product: compounds returns.
    average_cost and fifo_cost: run a position through its fills, from nothing or from a state that was
    kept (see average_cost_step, fifo_cost_step and position_cost). longest_run: how often a letter stands in
    a word in succession, at the most. -#}
{% macro functions_sql() -%}
    {%- set schema = functions_schema() -%}
create schema if not exists {{ schema }};
grant usage on schema {{ schema }} to public;
create or replace aggregate {{ schema }}.product(double precision) (
    sfunc = float8mul, stype = double precision, initcond = '1',
    combinefunc = float8mul, parallel = safe
);
{{ average_cost_step(schema) }};
{{ fifo_cost_step(schema) }};
create or replace aggregate {{ schema }}.average_cost(numeric, numeric, numeric[]) (
    sfunc = {{ schema }}.average_cost_step, stype = numeric[]
);
create or replace aggregate {{ schema }}.fifo_cost(numeric, numeric, numeric[]) (
    sfunc = {{ schema }}.fifo_cost_step, stype = numeric[]
);
create or replace function {{ schema }}.longest_run(word text, letter text) returns bigint
language plpgsql immutable strict parallel safe as $longest_run$
declare
    run text := letter;
begin
    while strpos(word, run) > 0 loop
        run := run || letter;
    end loop;
    return length(run) - 1;
end
$longest_run$
{%- endmacro %}
