{#- A large table that follows a feed (config `feed`): in each run only the days that new, late or changed
    rows touched are worked out anew (config `day_column`), and of these only rows that differ are written
    and logged (config `change_key`). Created, or changed in shape, it is built aside and swapped in; all
    days are worked out when its definition changed or nothing is known. With `follows`, the days of keys
    that changed in the log of those facts are worked out, too: see changed_days. -#}
{% materialization replaced_days, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set feed = config.require('feed') -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {%- set change = fact_change(target_relation, sql, feed) -%}
    {%- set until = followed_until(target_relation, config.get('follows')) if config.get('follows') else none -%}
    {%- do require_no_kept_days(target_relation, feed, config.get('day_column'), change.aside) -%}
    {%- if change.aside != 'keep' -%}
        {%- do run_query(log_rebuild_sql(target_relation)) -%}
        {%- do build_aside(target_relation, by_partition(sql, feed), 'r', change.aside) -%}
        {%- set rows = run_query('select count(*) from ' ~ target_relation).columns[0].values()[0] -%}
    {%- else -%}
        {%- set day = config.get('day_column') -%}
        {%- set days = none if change.in_place else changed_days(target_relation, until, taken_days(feed)) -%}
        {%- if days != [] -%}
            {%- set condition = (kept_condition(feed) or 'true') if days is none else day_list(days) -%}
            {%- set scope = condition | replace('{column}', 'old.' ~ day) -%}
            {%- if config.get('by_partition') and days is not none -%}
                {%- do run_query(settings_of_pieces_sql(are_shared=false)) -%}
            {%- endif -%}
            {%- set cut = by_partition(sql, feed, condition) if days is none else only_days(sql, condition) -%}
            {%- set rows = write_fact(target_relation, cut, scope, day) -%}
            {%- if days is none and rows -%}{%- do run_query('analyze ' ~ target_relation) -%}{%- endif -%}
        {%- else -%}
            {%- call statement('main') -%}select{%- endcall -%}
            {%- set rows = 0 -%}
        {%- endif -%}
        {%- do keep_described(target_relation) -%}
    {%- endif -%}
    {%- do run_query(record_fact_sql(target_relation, sql, change.definition, feed, rows)) -%}
    {%- if until is not none -%}{%- do run_query(record_cursor_sql(target_relation, until)) -%}{%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
