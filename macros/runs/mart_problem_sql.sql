{#- What is wrong with marts in the catalog: each mart's name with the problem in words, null when there
    is none. One query for all: this is asked at the end of every run, however small. -#}
{% macro mart_problem_sql(marts) -%}
select
    mart.name,
    case
        when live.oid is null then 'is missing'
        when not live.relispopulated then 'was never filled'
        when live.relkind <> 'v' and not exists (
            select from pg_index as idx
            where idx.indrelid = live.oid and idx.indisunique and idx.indisvalid
                and idx.indpred is null and idx.indexprs is null
        ) then 'has no plain unique index'
    end as problem
from (
    values (null, null)
    {%- for mart in marts %}, ('{{ mart.schema }}', '{{ mart.alias }}'){% endfor %}
) as mart (schema_name, name)
left join pg_class as live on live.oid = to_regclass(mart.schema_name || '.' || mart.name)
where mart.name is not null
{%- endmacro %}
