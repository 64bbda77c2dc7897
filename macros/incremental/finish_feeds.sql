{#- Before the target is given back: the watermark of each feed moves, last of all, if every fact that
    follows it took its rows in. Else it stays, the days stay on the list, and the next run catches up. -#}
{% macro finish_feeds(results) -%}
{%- if execute and flags.WHICH in ['run', 'build'] -%}
    {%- set nodes = fact_nodes() -%}
    {%- for feed in incremental_feeds() -%}
        {%- set done = namespace(facts=0, seconds=0) -%}
        {%- set selected = [] -%}
        {%- for fact in feed_facts(feed, nodes) if fact.unique_id in selected_resources -%}
            {%- do selected.append(fact.name) -%}
        {%- endfor -%}
        {%- for result in results
            if result.node.resource_type == 'model' and follows_feed(result.node, feed) -%}
            {%- set done.seconds = done.seconds + result.execution_time -%}
            {%- if result.status == 'success' -%}{%- set done.facts = done.facts + 1 -%}{%- endif -%}
        {%- endfor -%}
        {%- if selected -%}
            {%- set succeeded = done.facts == feed_facts(feed, nodes) | length -%}
            {%- do run_query(finish_feed_sql(feed, succeeded, done.seconds) ~ '; commit') -%}
            {%- do report_feed(feed, succeeded) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endif -%}
{%- endmacro %}
