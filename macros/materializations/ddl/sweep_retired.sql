{#- Drops retired objects that nothing depends on any more, and what a killed run was building, in
    the schemas of this project only.
    What is still in use waits for the next run. -#}
{% macro sweep_retired() -%}
do $sweep_retired$
declare
    retired record;
    dropped int;
begin
    set local lock_timeout = '200ms';
    for pass in 1..8 loop
        dropped := 0;
        for retired in
            select format(
                'drop %s %I.%I',
                case rel.relkind when 'm' then 'materialized view' when 'v' then 'view' else 'table' end,
                nsp.nspname, rel.relname
            ) as statement
            from pg_class as rel
            join pg_namespace as nsp on nsp.oid = rel.relnamespace
            where rel.relname ~ '(__retired_[0-9a-f]{16}|__dbt_tmp)$'
                and rel.relkind in ('r', 'p', 'm', 'v')
                and nsp.nspname in ('{{ project_schemas() | join("', '") }}')
        loop
            begin
                execute retired.statement;
                dropped := dropped + 1;
            exception when dependent_objects_still_exist or lock_not_available or undefined_table then
                null;
            end;
        end loop;
        exit when dropped = 0;
    end loop;
end
$sweep_retired$
{%- endmacro %}
