{#- A table whose rows are replaced in one transaction while the table stays the same object, so
    that marts may join it and readers never miss it. Rebuilt aside and swapped in only when its
    columns or indexes change. For small tables (dimensions); large facts replace touched days. -#}
{% materialization replaced_table, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- set change = relation_change(target_relation, sql, 'r') -%}
    {%- if change == 'keep' -%}
        {%- call statement('main') %}
            delete from {{ target_relation }};
            insert into {{ target_relation }} {{ sql }};
            analyze {{ target_relation }}
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
