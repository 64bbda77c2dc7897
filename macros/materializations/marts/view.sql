{#- dbt-labs/dbt-core#2185, dbt-labs/dbt-adapters#1714.
    dbt-postgres swaps a view and drops the old one by CASCADE, which takes the marts above along.
    Ours is replaced in place, or the old one is retired and marts above follow later. -#}
{% materialization view, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- if config.get('contract').enforced -%}
        {{ get_assert_columns_equivalent(sql) }}
    {%- endif -%}
    {%- call statement('main') -%}
        {{ locked_ddl([replace_view_sql(target_relation, sql)]) }}
    {%- endcall -%}
    {{ finish_view(target_relation) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
