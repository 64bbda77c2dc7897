{#- The days of a range on which a feed's raw table holds other numbers of rows, good or bad, than its last
    audit by days counted: a bad row that is gone quietly changes no fact. -#}
{% macro drifted_audits(feed, from, to) -%}
    {%- set source = incremental_feeds()[feed] -%}
    {%- set found = [] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model' and node.config.materialized == 'staging_view' and node.sources
        and node.sources[0] == [source.get('system', feed), source.get('table')] -%}
        {%- set rules = rules_of(node.unique_id) -%}
        {%- set model = api.Relation.create(node.database, node.schema, node.alias) -%}
        {%- set judged = live_columns(judged_relation(node.name)) -%}
        {%- if rules.get('day') and judged -%}
            {%- do found.extend(run_query(drifted_audits_sql(
                source_of(node.name), judged_relation(node.name), rules.day, judged[rules.day], from, to
            )).columns[0].values()) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for day in found -%}{%- do log('  its audit, ' ~ day ~ ': rows differ', info=true) -%}{%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
