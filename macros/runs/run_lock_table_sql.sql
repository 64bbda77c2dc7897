{#- The row that says which run holds the target, and the question whether that run still lives. -#}
{% macro run_lock_table_sql() -%}
    {%- set lock = private_relation('run_lock') -%}
-- Two runs that start together must not replace the same function at once.
select pg_advisory_xact_lock(hashtextextended('tradehouse foundations', 0));
create schema if not exists {{ lock.schema }};
revoke all on schema {{ lock.schema }} from public;
create table if not exists {{ lock }} (
    only_row boolean primary key default true check (only_row),
    invocation_id text,
    role_name name,
    since timestamptz
);
insert into {{ lock }} default values on conflict do nothing;
create or replace function {{ private_relation('is_run_alive') }}(run text, holder name)
returns boolean language plpgsql volatile as $is_run_alive$
begin
    if run is null then
        return false;
    end if;
    -- Between two models a run may have no connection for a moment.
    for attempt in 1..50 loop
        perform pg_stat_clear_snapshot();
        if exists (
            select from pg_stat_activity
            where pid <> pg_backend_pid() and datname = current_database() and usename = holder
                and (query like '%' || run || '%' or query = '<insufficient privilege>')
        ) then
            return true;
        end if;
        perform pg_sleep(0.1);
    end loop;
    return false;
end
$is_run_alive$
{%- endmacro %}
