{#- dbt run-operation reconcile: finds the days of a feed on which the facts are not what the accepted raw
    rows say, as after a hard delete or an update that kept the load time, and puts them on the list. -#}
{% macro reconcile(feed, from, to=none) -%}
    {%- if not incremental_feeds().get(feed) -%}
        {%- do exceptions.raise_compiler_error(
            'Nothing to reconcile: ' ~ feed ~ ' is not a feed, or every run takes it in whole.') -%}
    {%- endif -%}
    {%- set drifted = [] -%}
    {%- for fact in feed_facts(feed) -%}
        {%- set sql = run_query(
            'select definition_sql from ' ~ private_relation('fact_definitions')
            ~ " where fact = '" ~ fact.alias ~ "'"
        ).columns[0].values() -%}
        {%- if sql -%}
            {%- set relation = api.Relation.create(fact.database, fact.schema, fact.alias) -%}
            {%- set found = run_query(drifted_days_sql(
                relation, sql[0], fact.config.get('day_column'), from, to or from)) -%}
            {%- for row in found -%}
                {%- do log('  ' ~ fact.alias ~ ', ' ~ row[0] ~ ': ' ~ row[1] ~ ' rows differ', info=true) -%}
                {%- if row[0] not in drifted -%}{%- do drifted.append(row[0]) -%}{%- endif -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for day in drifted_audits(feed, from, to or from) if day not in drifted -%}
        {%- do drifted.append(day) -%}
    {%- endfor -%}
    {%- do queue_given_days(feed, drifted | sort, 'drifted') -%}
{%- endmacro %}
