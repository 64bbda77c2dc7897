{#- A table that is worked out anew from smaller facts, of which only the rows that differ are written
    (config `key`) and, with a `change_key`, logged from their `change_day` on, or from the beginning
    of the key. Readers never miss it, and a change of anything it is made of reaches every row it
    has to. The run's own marks `as_of` and `refreshed_at` make no row differ. -#}
{% materialization changed_rows, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- do config.require('key') -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- set change = relation_change(target_relation, sql, 'r') -%}
    {%- if change == 'keep' -%}
        {%- do write_fact(target_relation, sql, 'true', config.get('change_day')) -%}
        {%- do keep_described(target_relation) -%}
    {%- else -%}
        {%- do run_query(log_rebuild_sql(target_relation)) if config.get('change_key') -%}
        {%- do build_aside(target_relation, sql, 'r', change) -%}
    {%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
