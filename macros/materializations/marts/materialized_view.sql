{#- dbt-labs/dbt-adapters#2040, dbt-labs/dbt-adapters#1897, dbt-labs/dbt-core#8862.
    dbt-postgres' own materialization blocks readers, ignores a changed SELECT and contracts, and
    skips the refresh when an index changes. Ours: unchanged -> REFRESH CONCURRENTLY; else build
    aside and swap by rename. Readers see the old or the new mart, never neither. -#}
{% materialization materialized_view, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='materialized_view') -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- set change = relation_change(target_relation, sql, 'm') -%}
    {%- if change == 'keep' -%}
        {#- PostgreSQL analyzes what it compares: with all statistics, as long as a wide mart's query. -#}
        {%- call statement('main') -%}
            set local default_statistics_target = 10;
            refresh materialized view concurrently {{ target_relation }}
        {%- endcall -%}
        {%- do apply_grants(target_relation, config.get('grants'), should_revoke=true) -%}
        {%- do persist_docs(target_relation, model) -%}
    {%- else -%}
        {%- do build_aside(target_relation, sql, 'm', change) -%}
    {%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
