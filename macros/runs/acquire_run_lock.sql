{#- dbt-labs/dbt-core#248.
    dbt starts a second run on the same target without a word, and keeps no connection open that a
    lock could live on. So the run writes itself into a row, and whoever finds that row asks
    PostgreSQL whether a server process still works for it: every statement of a run carries its
    invocation id (query-comment in dbt_project.yml). A run that died is seen by nobody for five
    seconds and its row is taken over; `require_run_lock` stops it should it wake up later. -#}
{% macro acquire_run_lock() -%}
{%- set lock = private_relation('run_lock') -%}
{{ run_lock_table_sql() }};
do $acquire_run_lock$
declare
    holder {{ lock }}%rowtype;
begin
    loop
        select * into holder from {{ lock }};
        if {{ private_relation('is_run_alive') }}(holder.invocation_id, holder.role_name) then
            {%- if var('wait_for_lock', false) %}
            perform pg_sleep(1);
            continue;
            {%- else %}
            raise exception 'The target {{ target.name }} is held by run % of % since %.',
                holder.invocation_id, holder.role_name,
                to_char(holder.since at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS UTC')
                using hint = 'Wait for it, or let this run wait: --vars ''wait_for_lock: true''';
            {%- endif %}
        end if;
        update {{ lock }}
        set invocation_id = '{{ invocation_id }}', role_name = current_user, since = clock_timestamp()
        where invocation_id is not distinct from holder.invocation_id;
        exit when found;
    end loop;
end
$acquire_run_lock$;
commit
{%- endmacro %}
