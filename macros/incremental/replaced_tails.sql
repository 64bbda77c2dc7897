{#- A large table whose rows depend on earlier rows of the same key (config `key`, `day_column`). It
    follows the change log of other facts (config `follows`): the rows of each changed key are worked out
    anew from its earliest changed day on, starting from the fact's own last row before it, and those
    that differ are written and logged. Whole on a first build, a full refresh, a changed definition and
    where a followed fact was rebuilt. -#}
{% materialization replaced_tails, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- set change = fact_change(target_relation, sql) -%}
    {%- set until = followed_until(target_relation, config.require('follows')) -%}
    {%- if change.aside != 'keep' -%}
        {%- do run_query(log_rebuild_sql(target_relation)) -%}
        {%- do build_aside(target_relation, sql, 'r', change.aside) -%}
    {%- else -%}
        {%- do write_tails(target_relation, sql, change.in_place is not none, until) -%}
        {%- do keep_described(target_relation) -%}
    {%- endif -%}
    {%- do run_query(record_fact_sql(target_relation, sql, change.definition)) -%}
    {%- do run_query(record_cursor_sql(target_relation, until)) -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
