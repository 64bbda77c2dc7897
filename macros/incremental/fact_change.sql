{#- How a fact has to be brought up to date: 'create' or another reason to build it aside, a reason to
    work out all rows in place, or 'keep' when its touched days or changed keys are enough. Config
    `defined_by` names views that its SELECT reads as tables: their definition is part of its own, and
    with `by_clock_day` the clock's day is. -#}
{% macro fact_change(relation, sql, feed=none) -%}
    {%- set change = relation_change(relation, sql, 'r') -%}
    {%- set stored = namespace(views='') -%}
    {%- for view in config.get('defined_by', []) -%}
        {%- set stored.views = stored.views ~ ' cross join ' ~ ref(view) ~ ' as view_' ~ loop.index -%}
    {%- endfor -%}
    {%- do run_query('create temporary view definition_view as '
        ~ ('select true as one from (' ~ sql ~ '\n) as fact' ~ stored.views if stored.views else sql)) -%}
    {%- set day = run_query(
        "select (as_of at time zone 'UTC')::date from " ~ private_relation('run_clock')
    ).columns[0].values()[0] if config.get('by_clock_day') else '' -%}
    {%- set definition = local_md5(run_query(definition_sql()).columns[0].values()[0] ~ seeds_below() ~ day) -%}
    {%- do run_query('drop view pg_temp.definition_view') -%}
    {%- set known = run_query(
        'select definition_md5 from ' ~ private_relation('fact_definitions')
        ~ " where fact = '" ~ relation.identifier ~ "' and relation = to_regclass('" ~ relation ~ "')"
    ).columns[0].values() -%}
    {%- set is_whole = feed is not none and run_query(
        'select coalesce(bool_or(is_whole), true) from ' ~ private_relation('feed_runs')
        ~ " where invocation_id = '" ~ invocation_id ~ "' and feed in (" ~ feed_list_sql(feed) ~ ')'
    ).columns[0].values()[0] -%}
    {%- set in_place = none -%}
    {%- if change != 'keep' -%}
    {%- elif should_full_refresh() -%}{%- set in_place = 'a full refresh was asked for' -%}
    {%- elif definition not in known -%}{%- set in_place = 'its definition changed' -%}
    {%- elif is_whole -%}{%- set in_place = 'its feed is taken in whole' -%}
    {%- endif -%}
    {{ return({'aside': change, 'in_place': in_place, 'definition': definition}) }}
{%- endmacro %}
