{#- A large table that follows a feed (config `feed`): in each run only the days that new, late or changed
    rows touched are replaced (config `day_column`). Created, or changed in shape, it is built aside and
    swapped in; all its rows are replaced in place when its definition changed or nothing is known. -#}
{% materialization replaced_days, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set feed = config.require('feed') -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- set change = fact_change(target_relation, sql, feed) -%}
    {%- do require_no_kept_days(target_relation, feed, config.get('day_column'), change.aside) -%}
    {%- if change.aside != 'keep' -%}
        {%- do build_aside(target_relation, sql, 'r', change.aside) -%}
        {%- set rows = run_query('select count(*) from ' ~ target_relation).columns[0].values()[0] -%}
    {%- else -%}
        {%- set days = none if change.in_place else taken_days(feed) -%}
        {%- call statement('main') -%}
            {{ write_days_sql(target_relation, sql, days, config.get('day_column')) if days != [] else 'select' }}
        {%- endcall -%}
        {%- set rows = load_result('main').response.rows_affected if days != [] else 0 -%}
        {%- do run_query('analyze ' ~ target_relation) if days is none -%}
        {%- do apply_grants(target_relation, config.get('grants'), should_revoke=true) -%}
        {%- do persist_docs(target_relation, model) -%}
    {%- endif -%}
    {%- do run_query(record_fact_sql(target_relation, feed, sql, change.definition, rows)) -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
