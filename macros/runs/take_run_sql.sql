{#- The function that takes the target for a run: null when it did, else who holds it since when. -#}
{% macro take_run_sql() -%}
    {%- set lock = private_relation('run_lock') -%}
create or replace function {{ private_relation('take_run') }}(run text, wait boolean)
returns text language plpgsql volatile as $take_run$
declare
    holder record;
begin
    loop
        select * into holder from {{ lock }};
        if {{ private_relation('is_run_alive') }}(holder.invocation_id, holder.role_name) then
            if not wait then
                return format(
                    'run %s of %s since %s', holder.invocation_id, holder.role_name,
                    to_char(holder.since at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS UTC')
                );
            end if;
            perform pg_sleep(1);
            continue;
        end if;
        update {{ lock }} set invocation_id = run, role_name = current_user, since = clock_timestamp()
        where invocation_id is not distinct from holder.invocation_id;
        if found then
            return null;
        end if;
    end loop;
end
$take_run$
{%- endmacro %}
