{#- dbt-postgres drops indexes that were made by hand. This makes them anew, under their names, on
    the relation that took the place of the one they were made on; what no longer fits is named in a
    warning of the server and left out. -#}
{% macro carry_indexes_sql(former_oid, relation) -%}
do $carry_indexes$
declare
    hand_made record;
begin
    for hand_made in
        select
            ixc.relname,
            idx.indexrelid::regclass as qualified_name,
            replace(
                pg_get_indexdef(idx.indexrelid),
                format(' ON %s USING ', idx.indrelid::regclass), ' ON {{ relation }} USING '
            ) as statement
        from pg_index as idx
        join pg_class as ixc on ixc.oid = idx.indexrelid
        where idx.indrelid = {{ former_oid }} and ixc.relname !~ '^[0-9a-f]{32}$'
    loop
        begin
            execute format('alter index %s rename to %I', hand_made.qualified_name,
                left(hand_made.relname, 36) || '__retired_' || left(md5(hand_made.statement), 16));
            execute hand_made.statement;
        exception when undefined_column or undefined_object or datatype_mismatch or unique_violation then
            raise warning 'The index % does not fit the new {{ relation }}: %', hand_made.relname, sqlerrm;
        end;
    end loop;
end
$carry_indexes$
{%- endmacro %}
