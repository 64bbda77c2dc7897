{#- A table that is worked out anew from smaller facts, of which only the rows that differ are written
    (config `key`). Readers never miss it, and a change of anything it is made of reaches every row it
    has to. The run's own marks `as_of` and `refreshed_at` make no row differ. -#}
{% materialization changed_rows, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- set change = relation_change(target_relation, sql, 'r') -%}
    {%- if change == 'keep' -%}
        {%- set columns = adapter.get_columns_in_relation(target_relation) | map(attribute='name') | list -%}
        {%- do run_query('create temporary table worked_out on commit drop as ' ~ sql
            ~ '; analyze pg_temp.worked_out') -%}
        {%- call statement('main') -%}
            {{ write_changes_sql(target_relation, columns, config.require('key')) }}
        {%- endcall -%}
        {%- do apply_grants(target_relation, config.get('grants'), should_revoke=true) -%}
        {%- do persist_docs(target_relation, model) -%}
    {%- else -%}
        {%- do build_aside(target_relation, sql, 'r', change) -%}
    {%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
