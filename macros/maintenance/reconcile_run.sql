{#- Within a run, before its facts: what the counters say was changed quietly, and the share of history whose
    turn it is, are compared; days that differ join those that this run recomputes. Mostly there is nothing:
    that costs one small query. -#}
{% macro reconcile_run(feed, source) -%}
    {%- set due = run_query(reconcile_due_sql(feed)).rows[0]
        if source.get('table') and not flags.FULL_REFRESH else ['{}', false] -%}
    {%- if due[0] != '{}' or due[1] -%}
        {%- set facts = comparable_facts(feed) -%}
        {%- set moved = ranges_to_compare(feed, facts, "select '" ~ due[0] ~ "'::datemultirange as days") -%}
        {%- set drifted = compare_facts(feed, facts, moved, 'counters moved') -%}
        {%- do require_little_drift(feed, drifted) -%}
        {%- if facts and due[1] -%}
            {%- do drifted.extend(reconcile_rolling(feed, facts, drifted)) -%}
        {%- endif -%}
        {%- do queue_drifted_days(feed, drifted) -%}
    {%- endif -%}
{%- endmacro %}
