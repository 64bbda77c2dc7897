{#- A table that is worked out anew from smaller facts, of which only the rows that differ are written
    (config `key`) and, with a `change_key`, logged from their `change_day` on, or from the beginning
    of the key. Readers never miss it, and a change of anything it is made of reaches every row it
    has to. The run's own marks `as_of` and `refreshed_at` make no row differ. With `by_clock_day` it
    says what its seeds and the clock's day say: while these are as they were, so are its rows. -#}
{% materialization changed_rows, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- do config.require('key') -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- set by_day = config.get('by_clock_day', false) -%}
    {%- set change = fact_change(target_relation, sql) if by_day
        else {'aside': relation_change(target_relation, sql, 'r')} -%}
    {%- if change.aside != 'keep' -%}
        {%- do run_query(log_rebuild_sql(target_relation)) if config.get('change_key') -%}
        {%- do build_aside(target_relation, sql, 'r', change.aside) -%}
    {%- elif by_day and change.in_place is none -%}
        {%- call statement('main') -%}select{%- endcall -%}
        {%- do keep_described(target_relation) -%}
    {%- else -%}
        {%- do write_fact(target_relation, sql, 'true', config.get('change_day')) -%}
        {%- do keep_described(target_relation) -%}
    {%- endif -%}
    {%- do run_query(record_fact_sql(target_relation, sql, change.definition)) if by_day -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
