{#- dbt-labs/dbt-core#5746.
    The inside of a PL/pgSQL block that runs statements which need an exclusive lock: it gives up
    after `timeout`, lets the readers in line go first and tries again. -#}
{% macro locked_loop(statements, timeout='100ms', tries=3000) -%}
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
{%- endmacro %}
