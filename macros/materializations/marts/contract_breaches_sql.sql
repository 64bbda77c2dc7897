{#- dbt's own contract check never reaches materialized views and warns about every plain numeric.
    Lists the columns of the probe (see probe_sql) that differ in name or type from the YAML. -#}
{% macro contract_breaches_sql(columns) -%}
with
declared as (
    select name, format_type(type::regtype, null) as type
    from (values
        {%- for column in columns.values() %}
        ('{{ column.name }}', '{{ column.data_type }}'){{ ',' if not loop.last }}
        {%- endfor %}
    ) as listed (name, type)
),
built as (
    select attname::text as name, format_type(atttypid, null) as type
    from pg_attribute
    where attrelid = 'pg_temp.probe_table'::regclass and attnum > 0 and not attisdropped
)
select
    coalesce(declared.name, built.name) || ': '
    || coalesce('declared ' || declared.type, 'not declared') || ', '
    || coalesce('built ' || built.type, 'not built') as breach
from declared
full join built on declared.name = built.name
where declared.type is distinct from built.type
order by 1
{%- endmacro %}
