{#- What is wrong with a mart in the catalog, in words; null when nothing is. -#}
{% macro mart_problem_sql(mart) -%}
select case
    when live.oid is null then 'is missing'
    when not live.relispopulated then 'was never filled'
    when live.relkind <> 'v' and not exists (
        select from pg_index as idx
        where idx.indrelid = live.oid and idx.indisunique and idx.indisvalid
            and idx.indpred is null and idx.indexprs is null
    ) then 'has no plain unique index'
end
from (select 1) as one
left join pg_class as live on live.oid = to_regclass('{{ mart.schema }}.{{ mart.alias }}')
{%- endmacro %}
