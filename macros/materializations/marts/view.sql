{#- dbt-labs/dbt-core#2185, dbt-labs/dbt-adapters#1714.
    dbt-postgres swaps a view and drops the old one by CASCADE, which takes the marts above along.
    Ours is replaced in place. Where PostgreSQL refuses that (a column renamed, removed or retyped,
    or another kind of relation of that name), the old one is retired and marts above follow later. -#}
{% materialization view, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {%- set old_name = adapter.quote(retired_name(target_relation)) -%}
    {%- set create_view = 'create or replace view ' ~ target_relation ~ ' as ' ~ sql -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- if config.get('contract').enforced -%}
        {{ get_assert_columns_equivalent(sql) }}
    {%- endif -%}
    {%- set replace_or_retire -%}
        begin
            {{ create_view }};
        exception when invalid_table_definition or wrong_object_type then
            alter table {{ target_relation }} rename to {{ old_name }};
            {{ create_view }};
        end
    {%- endset -%}
    {%- call statement('main') -%}
        {{ locked_ddl([replace_or_retire]) }}
    {%- endcall -%}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke=true) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
