{#- Drops what is in a schema of a former release, without CASCADE: what something outside still
    depends on stops the swap with PostgreSQL's own words. -#}
{% macro empty_schema_sql(schema) -%}
do $empty_schema$
declare
    relation record;
begin
    set local lock_timeout = '10s';
    for pass in 1..8 loop
        for relation in
            select format(
                'drop %s %I.%I',
                case rel.relkind when 'm' then 'materialized view' when 'v' then 'view' else 'table' end,
                '{{ schema }}', rel.relname
            ) as statement
            from pg_class as rel
            where rel.relnamespace = to_regnamespace('{{ schema }}') and rel.relkind in ('r', 'm', 'v')
        loop
            begin
                execute relation.statement;
            exception when dependent_objects_still_exist then
                if pass = 8 then
                    raise;
                end if;
            end;
        end loop;
    end loop;
end
$empty_schema$
{%- endmacro %}
