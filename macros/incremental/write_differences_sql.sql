{#- Brings the rows of a fact within `scope` (a condition on `old`) to what pg_temp.worked_out says: rows
    that are gone or differ are deleted, then the missing ones are inserted. The run's own marks `as_of`
    and `refreshed_at` make no row differ. Leaves key and day of each of them in pg_temp.differences. -#}
{% macro write_differences_sql(relation, scope, change_key, change_day) -%}
    {%- set columns = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
    {%- set key = row_key() -%}
    {%- set old = [] -%}{%- set new = [] -%}{%- set same_key = [] -%}
    {%- for column in columns if column not in key + ['as_of', 'refreshed_at'] -%}
        {%- do old.append('old.' ~ column) -%}{%- do new.append('new.' ~ column) -%}
    {%- endfor -%}
    {%- for column in key -%}{%- do same_key.append('old.' ~ column ~ ' = new.' ~ column) -%}{%- endfor -%}
    {%- set noted = (change_key or 'null') ~ '::text as key, ' ~ (change_day or 'null') ~ '::date as day' -%}
create temporary table differences (key text, day date, is_new boolean) on commit drop;
with gone as (
    delete from {{ relation }} as old
    where {{ scope }} and not exists (
        select from pg_temp.worked_out as new
        where {{ same_key | join(' and ') }}
            and row({{ old | join(', ') }}) is not distinct from row({{ new | join(', ') }})
    )
    returning {{ noted }}
)
insert into pg_temp.differences select key, day, false from gone;
with come as (
    insert into {{ relation }} ({{ columns | join(', ') }})
    select new.{{ columns | join(', new.') }}
    from pg_temp.worked_out as new
    where not exists (select from {{ relation }} as old where {{ same_key | join(' and ') }})
    returning {{ noted }}
)
insert into pg_temp.differences select key, day, true from come
{%- endmacro %}
