{#- The last hook of every command that writes: tidies up, gives the target back, and says which
    marts are not as they should be. -#}
{% macro end_run(results) -%}
{%- if execute and flags.WHICH in ['run', 'build', 'seed', 'snapshot'] -%}
    {{ sweep_retired() }};
    {% if flags.WHICH in ['run', 'build'] %}{{ forget_changes_sql() }};{% endif %}
    {{ release_run_lock() }};
    {%- if flags.WHICH in ['run', 'build'] -%}
        {%- do name_left_views() -%}
        {%- do check_marts(results) -%}
    {%- endif %}
    commit
{%- endif -%}
{%- endmacro %}
