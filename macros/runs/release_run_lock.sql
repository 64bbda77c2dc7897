{#- Gives the target back at the end of a run. -#}
{% macro release_run_lock() -%}
    update {{ private_relation('run_lock') }}
    set invocation_id = null, role_name = null, since = null
    where invocation_id = '{{ invocation_id }}';
    commit
{%- endmacro %}
