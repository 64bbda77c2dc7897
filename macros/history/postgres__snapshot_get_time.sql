{#- When a state begins and ends in the history: the clock of the run, so that it agrees with the marts. -#}
{% macro postgres__snapshot_get_time() -%}
    (select run_clock.as_of from {{ private_relation('run_clock') }} as run_clock)
{%- endmacro %}
