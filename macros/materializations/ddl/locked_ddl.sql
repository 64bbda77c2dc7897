{#- dbt-labs/dbt-core#5746.
    dbt-adapters has no lock_timeout: DDL behind a long BI query makes every later reader queue.
    Runs statements that need an exclusive lock, giving up after `timeout` and trying again, so that
    dbt waits and readers don't. All statements succeed together or none does. -#}
{% macro locked_ddl(statements, timeout='100ms', tries=3000) -%}
do $locked_ddl$
begin
    set local lock_timeout = '{{ timeout }}';
    for attempt in 1..{{ tries }} loop
        begin
            {%- for statement in statements %}
            {{ statement }};
            {%- endfor %}
            exit;
        exception when lock_not_available then
            if attempt = {{ tries }} then
                raise;
            end if;
            perform pg_sleep(0.2);
        end;
    end loop;
    set local lock_timeout = 0;
end
$locked_ddl$
{%- endmacro %}
